import { assertEquals } from "@std/assert";
import type { ListedLetter, ListedStatutoryNotice } from "@estate/sdk";
import { papersOf } from "./paper.ts";

Deno.test("letters and notices stand in one list, the newest first", () => {
  const letter = (id: string, withdrawal: unknown = null) =>
    ({
      id,
      number: `L-${id}`,
      subject: "Water",
      written_on: "2026-11-01",
      withdrawal,
    }) as unknown as ListedLetter;
  const notice = (id: string) =>
    ({
      id,
      number: `N-${id}`,
      written_on: "2026-11-02",
      withdrawal: null,
    }) as unknown as ListedStatutoryNotice;
  assertEquals(
    papersOf([letter("1"), letter("3", {})], [notice("2")])
      .map((it) => [it.number, it.title, it.isNotice, it.isWithdrawn]),
    [["L-3", "Water", false, true], ["N-2", "N-2", true, false], ["L-1", "Water", false, false]],
  );
});
