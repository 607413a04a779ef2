import { assertEquals } from "@std/assert";
import type { Transfer } from "@estate/sdk";
import { keepTransfer, keptTransfer } from "./transfers_kept.ts";

Deno.test("an account number is found again until it is of no use, and the oldest makes room", () => {
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const transfer = (reference: string) =>
    ({ reference, expires_at: "2026-11-27T12:00:00Z" }) as Transfer;
  for (const it of ["a", "b", "c", "d", "e", "f", "f"]) keepTransfer(shelf, transfer(it));
  const now = Date.parse("2026-11-27T11:59:00Z");
  assertEquals(
    ["a", "b", "f", "g"].map((it) => keptTransfer(shelf, it, now)?.reference),
    [undefined, "b", "f", undefined],
  );
  assertEquals(keptTransfer(shelf, "f", now + 60_000), undefined);
});
