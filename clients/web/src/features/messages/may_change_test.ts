import { assertEquals } from "@std/assert";
import { mayDelete, mayEdit } from "./may_change.ts";

Deno.test("one's own words can be edited for a quarter of an hour and deleted for a day", () => {
  const now = Date.parse("2026-11-27T10:00:00Z");
  const said = (minutesAgo: number, sender_id = "me", body: string | null = "Hello") => ({
    sender_id,
    body,
    created_at: new Date(now - minutesAgo * 60_000).toISOString(),
  });
  assertEquals([14, 16].map((it) => mayEdit(said(it), "me", now)), [true, false]);
  assertEquals([1439, 1441].map((it) => mayDelete(said(it), "me", now)), [true, false]);
  assertEquals([mayEdit(said(1, "other"), "me", now), mayDelete(said(1, "me", null), "me", now)], [
    false,
    false,
  ]);
});
