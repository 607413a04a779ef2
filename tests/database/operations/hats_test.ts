import { assertEquals, assertRejects } from "@std/assert";
import { as } from "../actor.ts";
import { inWorld } from "./in_world.ts";

Deno.test("an organization is made once by a double click, and again when it is meant", () =>
  inWorld(async (database, { people }) => {
    const make = (name = "Bello Homes") =>
      as<{ id: string }>(
        database,
        people.stranger,
        "select id from create_organization('owner', $1, '4 Akoka Road, Yaba')",
        [name],
      ).then(([made]) => made!.id);
    const [first, second] = await Promise.all([make(), make()]);
    assertEquals(first, second);
    assertEquals(await make("Other Homes") === first, false);
    await database.query(
      "update organizations set created_at = now() - interval '2 minutes' where id = $1",
      [
        first,
      ],
    );
    assertEquals(await make() === first, false);
  }));

Deno.test("my_hats says in one call who somebody is everywhere", () =>
  inWorld(async (database, { people, org, tenancy }) => {
    type Hats = Record<"memberships" | "tenancies" | "applications", Record<string, unknown>[]> & {
      is_staff: boolean;
      person: { id: string } | null;
      unread: { conversations: number; notifications: number };
    };
    const hats = async (who: { user: string }) =>
      (await as<{ my_hats: Hats }>(database, who, "select my_hats()"))[0]!.my_hats;
    const owner = await hats(people.owner);
    assertEquals(owner.memberships.map((it) => [it.org_id, it.role]), [[org, "owner"]]);
    const [known] = await database.query<{ permissions: string[] }>(
      "select array_agg(permission::text order by permission) as permissions from private.role_permissions where role = 'agent'",
    );
    const agent = await hats(people.agent);
    assertEquals(agent.memberships[0]?.["permissions"], known?.permissions);
    await database.query("update notifications set read_at = null where user_id = $1", [
      people.agent.user,
    ]);
    const [waits] = await as<{ conversations: number; notifications: number }>(
      database,
      people.agent,
      `select (select count(*)::int from my_unread()) as conversations,
         (select count(*)::int from notifications) as notifications`,
    );
    assertEquals((await hats(people.agent)).unread, waits);
    await as(
      database,
      people.agent,
      "select read_notifications(array(select id from notifications))",
    );
    assertEquals((await hats(people.agent)).unread.notifications, 0);
    assertEquals([owner.is_staff, owner.tenancies, owner.person?.id], [
      false,
      [],
      people.owner.user,
    ]);
    const tenant = await hats(people.tenant);
    assertEquals(tenant.tenancies.map((it) => [it.tenancy_id, it.org_id]), [[tenancy, org]]);
    assertEquals(tenant.memberships, []);
    assertEquals((await hats(people.staff)).is_staff, true);
    const [mine] = await database.query<{ applications: number }>(
      "select count(*)::int as applications from applications where applicant_id = $1",
      [people.otherTenant.user],
    );
    assertEquals((await hats(people.otherTenant)).applications.length, mine!.applications);
    await assertRejects(() => as(database, "visitor", "select my_hats()"));
  }));
