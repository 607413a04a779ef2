import { assertEquals } from "@std/assert";
import { standingOf } from "./standing.ts";

Deno.test("another application can be begun where none is live, and only there", () => {
  assertEquals(standingOf(undefined), "none");
  assertEquals(standingOf("draft"), "draft");
  for (const live of ["submitted", "shortlisted", "offered", "accepted", "under_review"] as const) {
    assertEquals(standingOf(live), "sent");
  }
  for (const over of ["declined", "withdrawn", "expired", "converted"] as const) {
    assertEquals(standingOf(over), "over");
  }
});
