import { assert, assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { answer, offer, openAgencies } from "../mandates/agencies.ts";

/** Every answer that adds up rows and speaks of all of an organization, a property or a deposit. */
const totals: Readonly<Record<string, string>> = {
  payout_funds: "select * from payout_funds($1)",
  property_occupancy: "select * from property_occupancy where org_id = $1",
  unit_occupancy: "select * from unit_occupancy where org_id = $1",
  deposit_statement:
    "select told.* from tenancies as it, deposit_statement(it.id) as told where it.org_id = $1",
  account_balances: "select * from account_balances($1)",
};

Deno.test("whoever may read a part is not told a total that claims to be the whole", async (t) => {
  const { database, world, harbour, close } = await openAgencies();
  const { owner, tenant, accountant, agent, stranger } = world.people;
  try {
    const mandate = await offer(database, owner, world, harbour.org, {
      scopes: "{collect}",
      property_id: world.property,
    });
    await answer(database, harbour.principal, mandate.id);
    await database.query(
      `insert into tenancy_handovers (
         org_id, side, pair_id, tenancy_id, other_org_id, other_name, other_tenancy_id, handed_over_on, deposit_kobo, prepaid_kobo)
       values ($1, 'taken_over', gen_random_uuid(), $2, $3, 'Harbour', gen_random_uuid(), private.lagos_date(), 5000, 0)`,
      [world.org, world.tenancy, harbour.org],
    );
    const told = async (by: { user: string }, what: string) =>
      (await as(database, by, totals[what] as string, [world.org])).length;
    await t.step("a part of the rows they do read", async () => {
      for (const by of [tenant, harbour.accountant]) {
        const payments = await as(database, by, "select from payments where org_id = $1", [
          world.org,
        ]);
        assert(payments.length > 0);
        assert((await as(database, by, "select from units where org_id = $1", [world.org])).length);
      }
    });
    await t.step("and no total of it", async () => {
      const expected: readonly [string, { user: string }, readonly string[]][] = [
        ["tenant", tenant, ["deposit_statement"]],
        ["collecting agency", harbour.accountant, ["deposit_statement"]],
        ["letting agent", agent, ["property_occupancy", "unit_occupancy"]],
        ["stranger", stranger, []],
        ["accountant", accountant, Object.keys(totals)],
        ["owner", owner, Object.keys(totals)],
      ];
      for (const [who, by, may] of expected) {
        const seen = [];
        for (const what of Object.keys(totals)) if (await told(by, what) > 0) seen.push(what);
        assertEquals(seen.toSorted(), [...may].toSorted(), who);
      }
    });
  } finally {
    await close();
  }
});
