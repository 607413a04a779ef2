import { assertEquals } from "@std/assert";
import { landingOf } from "./landing.ts";

type Mine = Parameters<typeof landingOf>[0];
const nobody: Mine = { memberships: [], tenancies: [], is_staff: false };
const work = (org_id: string, suspended_at: string | null = null) =>
  ({ org_id, suspended_at }) as Mine["memberships"][number];
const home = (tenancy_id: string, status: string) =>
  ({ tenancy_id, status }) as Mine["tenancies"][number];

Deno.test("who signs in by themselves lands where they belong", () => {
  assertEquals(landingOf(nobody), "/");
  assertEquals(landingOf({ ...nobody, is_staff: true }), "/staff");
  const tenancies = [home("left", "ended"), home("now", "active")];
  assertEquals(landingOf({ ...nobody, tenancies, is_staff: true }), "/home/now");
  assertEquals(landingOf({ ...nobody, tenancies: [home("left", "ended")] }), "/");
  const memberships = [work("shut", "2026-11-01T00:00:00Z"), work("open")];
  assertEquals(landingOf({ ...nobody, tenancies, memberships }), "/org/open");
  assertEquals(landingOf({ ...nobody, memberships: [work("shut", "2026-11-01")] }), "/org/shut");
});
