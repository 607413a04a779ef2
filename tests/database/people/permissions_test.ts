import { assertEquals } from "@std/assert";
import { openTestDatabase } from "../test_database.ts";

/** Who may do what in an organization: every permission once. */
// deno-fmt-ignore -- a table is read in columns
const documented: Readonly<Record<string, readonly string[]>> = {
  "organization.read":   ["owner", "manager", "accountant", "agent"],
  "organization.write":  ["owner"],
  "members.write":       ["owner"],
  "properties.read":     ["owner", "manager", "accountant", "agent"],
  "properties.write":    ["owner", "manager"],
  "listings.write":      ["owner", "manager", "agent"],
  "tenancies.read":      ["owner", "manager", "accountant", "agent"],
  "tenancies.write":     ["owner", "manager"],
  "money.read":          ["owner", "manager", "accountant"],
  "money.write":         ["owner", "manager", "accountant"],
  "money.confirm":       ["owner", "accountant"],
  "money.payout":        ["owner", "accountant"],
  "conversations.write": ["owner", "manager", "agent"],
  "mandates.write":      ["owner"],
  "deals.read":          ["owner", "manager", "agent"],
  "deals.write":         ["owner", "manager", "agent"],
};

Deno.test("every permission is given to exactly the roles that are documented", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const given = await database.query<{ permission: string; roles: string }>(
      `select known as permission, coalesce(string_agg(allowed.role::text, ',' order by allowed.role), '') as roles
       from unnest(enum_range(null::private.permission)) as known
       left join private.role_permissions as allowed on allowed.permission = known
       group by known order by known`,
    );
    assertEquals(
      Object.fromEntries(given.map((row) => [row.permission, row.roles.split(",")])),
      documented,
    );
  } finally {
    await close();
  }
});
