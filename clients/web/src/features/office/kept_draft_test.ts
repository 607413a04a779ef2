import { assertEquals } from "@std/assert";
import { readKept } from "./kept_draft.ts";

Deno.test("a kept draft is found again, and what cannot be read is none", () => {
  const shelf = (text: string | null) => ({ getItem: () => text });
  const fresh = { title: "", count: 1 };
  assertEquals(readKept(shelf(`{"title":"Water"}`), "it", fresh), { title: "Water", count: 1 });
  for (const text of [null, "", "{", "7", "null"]) {
    assertEquals(readKept(shelf(text), "it", fresh), fresh);
  }
});
