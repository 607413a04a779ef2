import { assertEquals } from "@std/assert";
import type { Hats } from "@estate/sdk";
import { hasHat, type Hat, hatOf, homeOf, onlyHat } from "./hat.ts";

Deno.test("the address says which hat is on, and a hat knows where it begins", () => {
  assertEquals(hatOf("/search"), { kind: "visitor" });
  assertEquals(hatOf("/"), { kind: "visitor" });
  assertEquals(hatOf("/me"), undefined);
  assertEquals(hatOf("/home"), undefined);
  assertEquals(hatOf("/org/new"), undefined);
  for (const path of ["/home/a", "/org/b", "/staff", "/"]) {
    const hat = hatOf(path);
    assertEquals(hat === undefined ? undefined : homeOf(hat), path);
  }
  assertEquals(hatOf("/org/b/money/payments"), { kind: "work", orgId: "b" });
});

Deno.test("a hat that was worn before is worn again by who has it, and by nobody else", () => {
  const worn: readonly Hat[] = [
    { kind: "visitor" },
    { kind: "tenant", tenancyId: "a" },
    { kind: "work", orgId: "b" },
    { kind: "staff" },
  ];
  const has = (tenancy: string, org: string, isStaff: boolean) =>
    ({
      tenancies: [{ tenancy_id: tenancy }],
      memberships: [{ org_id: org }],
      is_staff: isStaff,
    }) as unknown as Hats;
  const wornBy = (hats?: Hats) => worn.map((it) => hasHat(hats, it));
  assertEquals(wornBy(has("a", "b", true)), [true, true, true, true]);
  assertEquals(wornBy(has("b", "a", false)), [true, false, false, false]);
  assertEquals(wornBy(undefined), [true, false, false, false]);
});

Deno.test("who has one hat alone wears it until they choose", () => {
  const has = (tenancies: string[], orgs: string[], is_staff = false) =>
    onlyHat({
      tenancies: tenancies.map((tenancy_id) => ({ tenancy_id })),
      memberships: orgs.map((org_id) => ({ org_id })),
      is_staff,
    } as unknown as Hats);
  assertEquals(has(["a"], []), { kind: "tenant", tenancyId: "a" });
  assertEquals(has([], ["b"]), { kind: "work", orgId: "b" });
  assertEquals(has([], [], true), { kind: "staff" });
  assertEquals(has(["a", "c"], []), { kind: "visitor" });
  assertEquals(has(["a"], ["b"]), { kind: "visitor" });
  assertEquals(has([], []), { kind: "visitor" });
  assertEquals(onlyHat(undefined), { kind: "visitor" });
});
