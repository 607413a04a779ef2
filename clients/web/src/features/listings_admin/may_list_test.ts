import { assertEquals } from "@std/assert";
import { mayList } from "./may_list.ts";

const mandate = {
  scopes: ["list", "show"],
  status: "active",
  starts_on: "2026-12-01",
  ends_on: "2027-12-01",
} as const;
const today = "2027-01-15";
const may = (changes: object, on = today) =>
  mayList({ ...mandate, scopes: [...mandate.scopes], ...changes }, on);

Deno.test("an agency lists from the first day of its mandate until the day before its end", () => {
  assertEquals(may({}), true);
  assertEquals(may({}, "2026-12-01"), true);
  assertEquals(may({}, "2026-11-30"), false);
  assertEquals(may({}, "2027-11-30"), true);
  assertEquals(may({}, "2027-12-01"), false);
});

Deno.test("not under one that is over, says nothing of listing, or is not there", () => {
  assertEquals(may({ status: "revoked" }), false);
  assertEquals(may({ status: "offered" }), false);
  assertEquals(may({ scopes: ["collect"] }), false);
  assertEquals(mayList(undefined, today), false);
});
