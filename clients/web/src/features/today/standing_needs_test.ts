import { assertEquals } from "@std/assert";
import type { OrgToday } from "@estate/sdk";
import { standingNeeds } from "./standing_needs.ts";

const owed = (overdue_kobo: number, tenancies: number) =>
  ({ ageing: { overdue_kobo, tenancies } }) as OrgToday["figures"];

Deno.test("overdue rent and a bank account that nobody named need somebody, as far as the reader may know", () => {
  assertEquals(standingNeeds(owed(5, 2), []), [
    { kind: "overdue", kobo: 5, tenancies: 2 },
    { kind: "no_account" },
  ]);
  assertEquals(standingNeeds(owed(0, 0), [{ status: "proposed" }]), []);
  assertEquals(standingNeeds(owed(0, 0), [{ status: "retired" }, { status: "declined" }]), [
    { kind: "no_account" },
  ]);
  assertEquals(standingNeeds({}, undefined), []);
});
