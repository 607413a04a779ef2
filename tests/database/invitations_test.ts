import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Actor, as, problem, refusal } from "./actor.ts";
import { accept, inviteMember, newcomer, roleOf } from "./invitations.ts";
import { openTestDatabase } from "./test_database.ts";
import { buildWorld } from "./world.ts";

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
