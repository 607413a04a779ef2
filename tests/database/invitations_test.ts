import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Actor, as, refusal } from "./actor.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";
import { buildWorld, createUser, type World } from "./world.ts";

type Database = TestDatabase["database"];
interface Issued {
  id: string;
  token: string;
  expires_at: Date;
}

/** A signed-up person and their e-mail. */
async function newcomer(database: Database, name: string) {
  const user = await createUser(database, name);
  return { user, email: `${name}-${user}@example.ng` };
}

async function inviteMember(
  database: Database,
  by: Actor,
  terms: Record<string, unknown>,
): Promise<Issued> {
  const given = Object.entries(terms);
  const [issued] = await as<Issued>(
    database,
    by,
    `select * from invite_member(${given.map(([name], n) => `${name} => $${n + 1}`).join(", ")})`,
    given.map(([, value]) => value),
  );
  return issued as Issued;
}

const accept = (database: Database, by: Actor, token: string) =>
  as<{ id: string; org_id: string; kind: string; role: string | null; tenant_id: string | null }>(
    database,
    by,
    "select * from accept_invitation($1)",
    [token],
  );

const roleOf = async (database: Database, world: World, user: string) =>
  (await database.query<{ role: string }>(
    "select role from memberships where org_id = $1 and user_id = $2",
    [world.org, user],
  ))[0]?.role;

/** Status, code and named field of a refusal. */
async function problem(work: Promise<unknown>): Promise<[string, string, string | undefined]> {
  const refused = await refusal(work);
  return [
    refused.code,
    refused.hint,
    refused.detail === "" ? undefined : JSON.parse(refused.detail).field,
  ];
}

Deno.test("people become members by accepting an invitation", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const world = await buildWorld(database);
    const { people, org } = world;

    await t.step(
      "the invited account accepts, in any letter case, and its inviter hears of it",
      async () => {
        const invited = await newcomer(database, "accountant-to-be");
        const issued = await inviteMember(database, people.owner, {
          org_id: org,
          role: "accountant",
          email: ` ${invited.email.toUpperCase()} `,
        });
        assertMatch(issued.token, /^[A-Za-z0-9_-]{43}$/);
        const days = (new Date(issued.expires_at).getTime() - Date.now()) / 86_400_000;
        assert(days > 6.9 && days <= 7.01, `valid for ${days} days`);
        const [accepted] = await accept(database, invited, issued.token);
        assertEquals([accepted?.org_id, accepted?.kind, accepted?.role], [
          org,
          "member",
          "accountant",
        ]);
        assertEquals(await roleOf(database, world, invited.user), "accountant");
        const heard = await as<{ subject_id: string; payload: { role: string } }>(
          database,
          people.owner,
          "select subject_id, payload from notifications where kind = 'invitation_accepted'",
        );
        assertEquals(heard.map((it) => [it.subject_id, it.payload.role]), [[
          issued.id,
          "accountant",
        ]]);
      },
    );

    await t.step("nobody is put into an organization unasked, not even by its owner", async () => {
      const direct = as(
        database,
        people.owner,
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
        [org, people.stranger.user],
      );
      assertEquals((await refusal(direct)).code, "42501");
    });

    await t.step("the token is kept nowhere, and its hash is nobody's to read", async () => {
      const issued = await inviteMember(database, people.owner, {
        org_id: org,
        role: "agent",
        phone: "+2348030000001",
      });
      const [kept] = await database.query<{ bytes: number; leaks: boolean }>(
        `select octet_length(token_hash) as bytes, to_jsonb(i)::text like '%' || $1::text || '%' as leaks
         from invitations as i where id = $2`,
        [issued.token, issued.id],
      );
      assertEquals(kept, { bytes: 32, leaks: false });
      for (const by of [people.owner, people.manager, people.stranger]) {
        const read = as(database, by, "select token_hash from invitations");
        assertEquals((await refusal(read)).code, "42501");
      }
    });

    await t.step(
      "only owners invite members; others do not get to know the organization",
      async () => {
        for (const by of [people.manager, people.accountant, people.agent, people.otherOwner]) {
          const invite = inviteMember(database, by, {
            org_id: org,
            role: "agent",
            email: "a@b.ng",
          });
          assertEquals((await refusal(invite)).hint, "auth.forbidden");
        }
      },
    );

    await t.step("bad input is refused by the field", async () => {
      const wrong: [Record<string, unknown>, string, string][] = [
        [{ role: null }, "invitation.bad_terms", "role"],
        [{ valid_days: 0 }, "invitation.bad_terms", "valid_days"],
        [{ valid_days: 31 }, "invitation.bad_terms", "valid_days"],
        [{ valid_days: null }, "invitation.bad_terms", "valid_days"],
        [{ email: null }, "invitation.bad_contact", "email"],
        [{ email: "not an address" }, "invitation.bad_contact", "email"],
        [{ email: "" }, "invitation.bad_contact", "email"],
        [{ phone: "+2348030000002" }, "invitation.bad_contact", "phone"],
        [{ email: null, phone: "08030000002" }, "invitation.bad_contact", "phone"],
      ];
      for (const [changes, code, field] of wrong) {
        const terms = { org_id: org, role: "agent", email: "x@example.ng", ...changes };
        assertEquals(await problem(inviteMember(database, people.owner, terms)), [
          "PT400",
          code,
          field,
        ]);
      }
    });

    await t.step(
      "an unknown, foreign, used, revoked, replaced or late token is refused",
      async () => {
        const invited = await newcomer(database, "agent-to-be");
        const terms = { org_id: org, role: "agent", email: invited.email };
        const first = await inviteMember(database, people.owner, terms);
        const second = await inviteMember(database, people.owner, terms);
        const take = (token: string, by: Actor = invited) => problem(accept(database, by, token));
        assertEquals(await take("no-such-token"), ["PT404", "invitation.not_found", "token"]);
        assertEquals(await take(first.token), ["PT410", "invitation.revoked", "token"]);
        assertEquals(await take(second.token, people.stranger), [
          "PT403",
          "invitation.not_for_you",
          "token",
        ]);
        assertEquals((await refusal(accept(database, "visitor", second.token))).code, "42501");

        await database.query("update invitations set expires_at = now() where id = $1", [
          second.id,
        ]);
        assertEquals(await take(second.token), ["PT410", "invitation.expired", "token"]);
        await database.query("select private.expire_invitations()");
        assertEquals(await take(second.token), ["PT410", "invitation.expired", "token"]);

        const third = await inviteMember(database, people.owner, terms);
        await accept(database, invited, third.token);
        assertEquals(await take(third.token), ["PT409", "invitation.used", "token"]);
        const states = await database.query<{ status: string }>(
          "select status from invitations where email = $1 order by id",
          [invited.email],
        );
        assertEquals(states.map((it) => it.status), ["revoked", "expired", "accepted"]);
      },
    );

    await t.step(
      "a member keeps their role when invited to another, and the invitation stays",
      async () => {
        const invited = await newcomer(database, "twice");
        const terms = { org_id: org, role: "agent", email: invited.email };
        await accept(database, invited, (await inviteMember(database, people.owner, terms)).token);
        const again = await inviteMember(database, people.owner, { ...terms, role: "owner" });
        assertEquals(await problem(accept(database, invited, again.token)), [
          "PT409",
          "invitation.already_member",
          "token",
        ]);
        assertEquals(await roleOf(database, world, invited.user), "agent");
        const [left] = await database.query("select status from invitations where id = $1", [
          again.id,
        ]);
        assertEquals(left, { status: "pending" });
      },
    );

    await t.step("an owner who left cannot come back by an invitation of their own", async () => {
      const partner = await newcomer(database, "partner");
      const friend = await newcomer(database, "friend");
      const asOwner = { org_id: org, role: "owner", email: partner.email };
      await accept(database, partner, (await inviteMember(database, people.owner, asOwner)).token);
      const back = await inviteMember(database, partner, { ...asOwner, email: friend.email });
      await as(
        database,
        people.owner,
        "delete from memberships where org_id = $1 and user_id = $2",
        [
          org,
          partner.user,
        ],
      );
      assertEquals(await problem(accept(database, friend, back.token)), [
        "PT410",
        "invitation.revoked",
        "token",
      ]);
    });

    await t.step(
      "a pending invitation is taken back, once or twice; a used one is not",
      async () => {
        const issued = await inviteMember(database, people.owner, {
          org_id: org,
          role: "agent",
          phone: "+2348030000003",
        });
        const revoke = (by: Actor, id = issued.id) =>
          as<{ status: string }>(
            database,
            by,
            "select revoke_invitation($1, 'Mistake') as status",
            [id],
          );
        assertEquals(await problem(revoke(people.otherOwner)), [
          "PT404",
          "invitation.not_found",
          "id",
        ]);
        assertEquals((await refusal(revoke(people.manager))).hint, "auth.forbidden");
        assertEquals((await revoke(people.owner))[0]?.status, "revoked");
        assertEquals((await revoke(people.owner))[0]?.status, "revoked");
        assertEquals(await problem(accept(database, people.stranger, issued.token)), [
          "PT410",
          "invitation.revoked",
          "token",
        ]);
        const [used] = await database.query<{ id: string }>(
          "select id from invitations where status = 'accepted' limit 1",
        );
        assertEquals(await problem(revoke(people.owner, used?.id)), [
          "PT409",
          "invitation.used",
          "id",
        ]);
      },
    );

    await t.step("a status is not set directly", async () => {
      const direct = database.query(
        "update invitations set status = 'expired' where status = 'pending'",
      );
      assertEquals((await refusal(direct)).hint, "invitation.direct_change");
    });
  } finally {
    await close();
  }
});

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
