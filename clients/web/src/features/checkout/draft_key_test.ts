import { assertEquals, assertNotEquals } from "@std/assert";
import { type Draft, dropKey, keyFor, noteReference, type Shelf } from "./draft_key.ts";

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
  };
}
const draft: Draft = {
  subjectId: "t",
  how: "paystack",
  chargeIds: ["a", "b"],
  amountKobo: 100,
};
const never = () => false;

Deno.test("the same payment has the same key, in whatever order it was ticked; another has another", () => {
  const kept = shelf();
  const key = keyFor(kept, draft, never);
  assertEquals(keyFor(kept, { ...draft, chargeIds: ["b", "a"] }, never), key);
  for (
    const other of [
      { ...draft, how: "flutterwave" as const },
      { ...draft, chargeIds: ["a"] },
      { ...draft, amountKobo: 99 },
      { ...draft, subjectId: "u" },
      { ...draft, keepsCard: true },
    ]
  ) assertNotEquals(keyFor(kept, other, never), key);
  assertEquals(keyFor(kept, draft, never), key);
});

Deno.test("a payment that is over begins anew, one that may still come does not", () => {
  const kept = shelf();
  const key = keyFor(kept, draft, never);
  noteReference(kept, key, "EST-1");
  assertEquals(keyFor(kept, draft, (it) => it !== "EST-1"), key);
  const next = keyFor(kept, draft, (it) => it === "EST-1");
  assertNotEquals(next, key);
  assertEquals(keyFor(kept, draft, (it) => it === "EST-1"), next);
  dropKey(kept, next);
  assertNotEquals(keyFor(kept, draft, never), next);
});

Deno.test("a key is kept as long as the project knows it, and what is broken on the phone breaks nothing", () => {
  const kept = shelf();
  const now = Date.now();
  const key = keyFor(kept, draft, never, now);
  assertEquals(keyFor(kept, draft, never, now + 2 * 86_400_000), key);
  assertNotEquals(keyFor(kept, draft, never, now + 3 * 86_400_000), key);
  const broken: Shelf = {
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
  };
  assertEquals(keyFor(broken, draft, never).length, 36);
});
