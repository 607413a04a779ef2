import { assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "./actor.ts";
import { accept, inviteMember, type Issued, newcomer, roleOf } from "./invitations.ts";
import { openTestDatabase } from "./test_database.ts";
import { buildWorld } from "./world.ts";

Deno.test("a tenant's record is linked to their account by an invitation", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const world = await buildWorld(database);
    const { people, org } = world;
    const record = async (contact: { email?: string; phone?: string }) => {
      const [row] = await as<{ id: string }>(
        database,
        people.manager,
        `insert into tenants (org_id, full_name, email, phone, address)
         values ($1, 'Bisi Ade', $2, $3, '4 Akoka Road, Yaba') returning id`,
        [org, contact.email ?? null, contact.phone ?? null],
      );
      return row?.id as string;
    };
    const invite = async (by: Actor, tenant: string) => {
      const [issued] = await as<Issued>(
        database,
        by,
        "select * from invite_tenant_to_account($1)",
        [
          tenant,
        ],
      );
      return issued as Issued;
    };
    const bisi = await newcomer(database, "bisi");
    const tenant = await record({ email: bisi.email });

    await t.step("she sees the tenancy offered to her, is told of it, and accepts it", async () => {
      const [tenancy] = await as<{ id: string }>(
        database,
        people.manager,
        "select id from offer_tenancy($1, array[$2]::uuid[], '2027-01-01', 100000000)",
        [world.vacantUnit, tenant],
      );
      const issued = await invite(people.manager, tenant);
      const [accepted] = await accept(database, bisi, issued.token);
      assertEquals([accepted?.kind, accepted?.tenant_id], ["tenant", tenant]);
      const told = await as<{ subject_id: string }>(
        database,
        bisi,
        "select subject_id from notifications where kind = 'tenancy_offered'",
      );
      assertEquals(told, [{ subject_id: tenancy?.id }]);
      const [active] = await as(database, bisi, "select status from accept_tenancy($1)", [
        tenancy?.id,
      ]);
      assertEquals(active, { status: "active" });
      assertEquals(await roleOf(database, world, bisi.user), undefined, "a tenant is no member");
    });

    await t.step(
      "a linked record, one without contact, and another landlord's are refused",
      async () => {
        assertEquals(await problem(invite(people.owner, tenant)), [
          "PT409",
          "tenant.has_account",
          "tenant_id",
        ]);
        const silent = await record({});
        assertEquals(await problem(invite(people.owner, silent)), [
          "PT409",
          "tenant.no_contact",
          "tenant_id",
        ]);
        assertEquals(await problem(invite(people.otherOwner, silent)), [
          "PT404",
          "tenant.not_found",
          "tenant_id",
        ]);
        assertEquals((await refusal(invite(people.agent, silent))).hint, "auth.forbidden");
      },
    );

    await t.step(
      "an account is one tenant of an organization, and a record has one account",
      async () => {
        const double = await record({ phone: "+2348030000010" });
        const issued = await invite(people.owner, double);
        assertEquals(await problem(accept(database, bisi, issued.token)), [
          "PT409",
          "tenant.already_linked",
          "token",
        ]);
        await database.query("update tenants set user_id = $1 where id = $2", [
          people.stranger.user,
          double,
        ]);
        const other = await newcomer(database, "other");
        assertEquals(await problem(accept(database, other, issued.token)), [
          "PT409",
          "tenant.has_account",
          "token",
        ]);
        assertEquals((await accept(database, people.stranger, issued.token)).length, 1);
      },
    );
  } finally {
    await close();
  }
});

Deno.test({
  name: "one token, 20 people at once: one member",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openTestDatabase();
    try {
      const world = await buildWorld(database);
      const issued = await inviteMember(database, world.people.owner, {
        org_id: world.org,
        role: "agent",
        phone: "+2348030000020",
      });
      const crowd = await Promise.all(
        Array.from({ length: 20 }, (_, n) => newcomer(database, `crowd${n}`)),
      );
      const settled = await Promise.allSettled(
        crowd.map((person) => accept(database, person, issued.token)),
      );
      const refused = settled.filter((it) => it.status === "rejected").map((it) => it.reason.hint);
      assertEquals(refused, Array(19).fill("invitation.used"));
      const [members] = await database.query(
        "select count(*)::int as n from memberships where user_id = any ($1::text::uuid[])",
        [`{${crowd.map((person) => person.user).join(",")}}`],
      );
      assertEquals(members, { n: 1 });

      // At the same moment, invitations to one address leave one pending.
      await Promise.all(
        Array.from({ length: 10 }, () =>
          inviteMember(database, world.people.owner, {
            org_id: world.org,
            role: "agent",
            email: "busy@example.ng",
          })),
      );
      const [pending] = await database.query(
        "select count(*)::int as n from invitations where email = $1 and status = 'pending'",
        ["busy@example.ng"],
      );
      assertEquals(pending, { n: 1 });
    } finally {
      await close();
    }
  },
});
