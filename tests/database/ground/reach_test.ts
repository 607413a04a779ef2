import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { knownTenant, letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { createUser, type World } from "../world.ts";

/** What the tables that policies ask say too much or too little, by the rules that they follow. */
async function differences(database: Database): Promise<unknown[]> {
  return await database.query(
    `with permitted as (
       select membership.user_id, allowed.permission::text as what, membership.org_id as id
       from memberships as membership
       join private.role_permissions as allowed on allowed.role = membership.role
     ), partied as (
       select tenant.user_id, tenant.id::text as what, party.tenancy_id as id
       from tenancy_parties as party join tenants as tenant on tenant.id = party.tenant_id
       where tenant.user_id is not null
     ), held as (
       select user_id, permission::text as what, org_id as id from private.member_permissions
     ), reached as (
       select user_id, tenant_id::text as what, tenancy_id as id from private.tenancy_people
     )
     (select 'missing', * from permitted except all select 'missing', * from held)
     union all (select 'left over', * from held except all select 'left over', * from permitted)
     union all (select 'missing', * from partied except all select 'missing', * from reached)
     union all (select 'left over', * from reached except all select 'left over', * from partied)`,
  );
}

const linkAccount = (database: Database, tenant: string, user: string | null) =>
  database.query("update tenants set user_id = $2 where id = $1", [tenant, user]);

const addParty = (database: Database, world: World, tenancy: string, tenant: string) =>
  database.query(
    "insert into tenancy_parties (org_id, tenancy_id, tenant_id) values ($1, $2, $3)",
    [world.org, tenancy, tenant],
  );

Deno.test("what policies ask follows members, roles and tenants", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    const member = await createUser(database, "Musa");
    const mayDo = () =>
      as<{ org: string }>(
        database,
        { user: member },
        "select private.my_org_ids('money.write')::text as org",
      );
    assertEquals(await differences(database), []);

    await t.step("who joins, changes role and leaves", async () => {
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
        [world.org, member],
      );
      assertEquals(await mayDo(), []);
      await as(
        database,
        owner,
        "update memberships set role = 'accountant' where org_id = $1 and user_id = $2",
        [world.org, member],
      );
      assertEquals(await mayDo(), [{ org: world.org }]);
      assertEquals(await differences(database), []);
      await as(
        database,
        owner,
        "delete from memberships where org_id = $1 and user_id = $2",
        [world.org, member],
      );
      assertEquals(await mayDo(), []);
      assertEquals(await differences(database), []);
    });

    await t.step("a role that may more or less", async () => {
      await database.exec(
        "insert into private.role_permissions (role, permission) values ('agent', 'money.read')",
      );
      assertEquals(await differences(database), []);
      await database.exec(
        "delete from private.role_permissions where role = 'agent' and permission = 'money.read'",
      );
      assertEquals(await differences(database), []);
    });

    await t.step("an account taken up, handed on and given up", async () => {
      const { tenancy } = await letSince(database, world, 3);
      const { id: joining } = await knownTenant(database, world, false);
      await addParty(database, world, tenancy.id, joining);
      const sees = async (user: string) =>
        (await as(database, { user }, "select 1 from tenancies where id = $1", [tenancy.id]))
          .length === 1;
      const first = await createUser(database, "Ada");
      const second = await createUser(database, "Bola");
      await linkAccount(database, joining, first);
      assertEquals([await sees(first), await sees(second)], [true, false]);
      await linkAccount(database, joining, second);
      assertEquals([await sees(first), await sees(second)], [false, true]);
      assertEquals(await differences(database), []);
      await database.query("delete from tenancy_parties where tenant_id = $1", [joining]);
      assertEquals(await sees(second), false);
      await addParty(database, world, tenancy.id, joining);
      await database.query("delete from auth.users where id = $1", [second]);
      assertEquals(await differences(database), []);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "whoever takes up an account while being named in a tenancy reaches it",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { tenancy } = await letSince(database, world, 3);
      for (let round = 0; round < 30; round++) {
        const { id: tenant } = await knownTenant(database, world, false);
        const user = await createUser(database, `Person ${round}`);
        await Promise.all([
          linkAccount(database, tenant, user),
          addParty(database, world, tenancy.id, tenant),
        ]);
      }
      assertEquals(await differences(database), []);
    } finally {
      await close();
    }
  },
});
