import { assertEquals } from "@std/assert";
import { against, isMeant, likelyOf } from "./likely.ts";

Deno.test("a proposal is very likely with a reference and more, perhaps by little", () => {
  assertEquals([100, 75, 74, 50, 49, 33].map(likelyOf), [
    "very",
    "very",
    "likely",
    "likely",
    "perhaps",
    "perhaps",
  ]);
});

Deno.test("what came covers what is chosen, leaves some open, or is over", () => {
  assertEquals(against(300, []), { chosen_kobo: 0, verdict: "none", by_kobo: 300 });
  assertEquals(against(300, [100, 200]).verdict, "same");
  assertEquals(against(300, [100, 250]), { chosen_kobo: 350, verdict: "open", by_kobo: 50 });
  assertEquals(against(300, [250]), { chosen_kobo: 250, verdict: "credit", by_kobo: 50 });
});

Deno.test("who is looked for is found by any words of theirs", () => {
  assertEquals(isMeant("bello flat 3", "Tunde Bello", "Ade Court", "Flat 3"), true);
  assertEquals(isMeant("bello flat 4", "Tunde Bello", null, "Flat 3"), false);
  assertEquals(isMeant("", "Tunde Bello"), true);
});
