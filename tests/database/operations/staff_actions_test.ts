import { assertEquals, assertRejects } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";

async function inWorld(test: (database: Database, world: World) => Promise<void>): Promise<void> {
  const { database, world, close } = await openWorld();
  try {
    await test(database, world);
  } finally {
    await close();
  }
}

const listingStates = async (database: Database, org: string) =>
  Object.fromEntries(
    (await database.query<{ title: string; status: string }>(
      "select id as title, status from listings where org_id = $1",
      [org],
    )).map(({ title, status }) => [title, status]),
  );

Deno.test("only staff suspend, restore and delete, with a reason that is kept", () =>
  inWorld(async (database, { people, org }) => {
    const acts = ["suspend_person", "restore_person", "delete_person"]
      .map((act) => [act, people.stranger.user] as const)
      .concat(["suspend_organization", "restore_organization"].map((act) => [act, org] as const));
    for (const [act, subject] of acts) {
      const call = (who: { user: string } | "visitor", reason: string | null) =>
        as(database, who, `select ${act}($1, $2)`, [subject, reason]);
      assertEquals((await refusal(call(people.owner, "Because"))).hint, "auth.forbidden", act);
      await assertRejects(() => call("visitor", "Because"));
      for (const reason of [null, "", "  ", "no", "x".repeat(1001)]) {
        assertEquals(
          await problem(call(people.staff, reason)),
          ["PT400", "staff.bad_reason", "reason"],
          `${act} ${reason}`,
        );
      }
    }
    assertEquals(await database.query("select from private.staff_actions"), []);
    for (const [act] of acts) {
      for (const subject of [null, "0190a6f0-0000-7000-8000-0000000000ff"]) {
        const { hint } = await refusal(
          as(database, people.staff, `select ${act}($1, 'Because')`, [subject]),
        );
        assertEquals(hint, act.endsWith("person") ? "person.not_found" : "organization.not_found");
      }
    }
    // SQL in Studio is staff too; what comes through the API with nobody's token is not.
    await database.query("select suspend_person($1, 'Because')", [people.stranger.user]);
    await assertRejects(() =>
      as(database, "service", "select suspend_person($1, 'Because')", [people.stranger.user])
    );
    assertEquals(
      await database.query(
        "select actor_id, actor_role, action, reason from private.staff_actions",
      ),
      [{ actor_id: null, actor_role: "postgres", action: "suspend_person", reason: "Because" }],
    );
    await assertRejects(() => database.query("delete from private.staff_actions"));
  }));

Deno.test("a suspended person writes nothing, and goes on once restored", () =>
  inWorld(async (database, { people, conversation, org }) => {
    const say = () =>
      as(
        database,
        people.tenant,
        "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'Hello')",
        [org, conversation],
      );
    for (let time = 0; time < 2; time++) {
      await as(database, people.staff, "select suspend_person($1, 'Rude')", [people.tenant.user]);
    }
    assertEquals((await refusal(say())).hint, "person.suspended");
    assertEquals(
      (await refusal(as(database, people.tenant, "select enquire($1, 'Is it free?')", [null])))
        .hint,
      "person.suspended",
    );
    await as(database, people.staff, "select restore_person($1, 'Said sorry')", [
      people.tenant.user,
    ]);
    await say();
    assertEquals(
      (await refusal(
        as(database, people.staff, "select suspend_person($1, 'Mistake')", [people.staff.user]),
      )).hint,
      "person.yourself",
    );
  }));

Deno.test("a deleted person leaves what others need, without name and contact", () =>
  inWorld(async (database, { people, tenancy, payment, org }) => {
    const { user } = people.tenant;
    const count = async (sql: string) => (await database.query(sql, [user])).length;
    assertEquals(await count("select from messages where sender_id = $1") > 0, true);
    const receipts = await database.query("select * from receipts where payment_id = $1", [
      payment,
    ]);
    assertEquals(
      (await refusal(
        as(database, people.staff, "select delete_person($1, 'Asked')", [people.owner.user]),
      )).hint,
      "membership.last_owner",
    );
    for (let time = 0; time < 2; time++) {
      await as(database, people.staff, "select delete_person($1, 'Asked by mail')", [user]);
    }
    const [account] = await database.query(
      `select email, phone, encrypted_password, raw_user_meta_data::text as told, banned_until > now() as is_banned
       from auth.users where id = $1`,
      [user],
    );
    assertEquals(account, {
      email: `deleted-${user}@deleted.invalid`,
      phone: null,
      encrypted_password: null,
      told: "{}",
      is_banned: true,
    });
    assertEquals(await database.query("select display_name from profiles where id = $1", [user]), [
      { display_name: "Deleted account" },
    ]);
    for (
      const gone of [
        "favourites where user_id",
        "saved_searches where user_id",
        "notifications where user_id",
        "tenants where user_id",
        "memberships where user_id",
        "auth.identities where user_id",
      ]
    ) assertEquals(await count(`select from ${gone} = $1`), 0, gone);
    assertEquals(await count("select from messages where sender_id = $1") > 0, true);
    assertEquals(
      await database.query("select * from receipts where payment_id = $1", [payment]),
      receipts,
    );
    // The landlord's side goes on, and the record of the tenant stays theirs.
    const [kept] = await as(
      database,
      people.owner,
      "select full_name from tenants where org_id = $1 and id in (select tenant_id from tenancy_parties where tenancy_id = $2)",
      [org, tenancy],
    );
    assertEquals(typeof kept?.full_name, "string");
    assertEquals(
      (await refusal(
        as(database, people.staff, "select restore_person($1, 'Changed their mind')", [user]),
      )).hint,
      "person.deleted",
    );
  }));

Deno.test("a suspended organization is off the market until it is restored", () =>
  inWorld(async (database, { people, org }) => {
    const before = await listingStates(database, org);
    const [shown] = Object.entries(before).find(([, status]) => status === "published") ?? [];
    // One was suspended on its own account: that stays.
    for (let time = 0; time < 2; time++) {
      await as(database, people.staff, "select suspend_organization($1, 'No mandate')", [org]);
    }
    const during = await listingStates(database, org);
    assertEquals(during[shown as string], "suspended");
    assertEquals(Object.values(during).includes("published"), false);
    const [unit] = await database.query<{ unit_id: string }>(
      "select unit_id from listings where id = $1",
      [shown],
    );
    const [written] = await as<{ id: string }>(
      database,
      people.owner,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'sale', 'For sale', 9000000000, 'total') returning id`,
      [org, unit!.unit_id],
    );
    const [moved] = await as(
      database,
      people.owner,
      "select status from move_listing($1, 'published')",
      [
        written!.id,
      ],
    );
    assertEquals(moved?.status, "pending_review", "what it would publish waits for staff");
    await as(database, people.staff, "select restore_organization($1, 'Mandates shown')", [org]);
    const after = await listingStates(database, org);
    assertEquals(after, { ...before, [written!.id]: "pending_review" });
    const told = await database.query(
      "select kind from notifications where user_id = $1 and kind in ('listing_suspended', 'listing_approved')",
      [people.owner.user],
    );
    assertEquals(told.length >= 2, true);
  }));

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
    };
    const hats = async (who: { user: string }) =>
      (await as<{ my_hats: Hats }>(database, who, "select my_hats()"))[0]!.my_hats;
    const owner = await hats(people.owner);
    assertEquals(owner.memberships.map((it) => [it.org_id, it.role]), [[org, "owner"]]);
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
