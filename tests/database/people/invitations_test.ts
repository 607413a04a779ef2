import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";

Deno.test("people join by invitations that work once", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const invite = async (by: Actor, contact: Record<string, unknown> = {}) => {
      const { role = "accountant", email = null, phone = null, days = 7 } = contact;
      const [made] = await as<{ id: string; token: string }>(
        database,
        by,
        "select * from invite_member($1, $2::text::member_role, $3, $4, $5)",
        [org, role, email, phone, days],
      );
      return made!;
    };
    const accept = (by: Actor, token: string) =>
      as<{ status: string }>(database, by, "select * from accept_invitation($1)", [token]);
    const person = async (name: string) => {
      const user = await createUser(database, name);
      const [account] = await database.query<{ email: string }>(
        "select email from auth.users where id = $1",
        [user],
      );
      return { user, email: account!.email };
    };
    const roles = (user: string) =>
      database.query("select role from memberships where org_id = $1 and user_id = $2", [
        org,
        user,
      ]);

    await t.step(
      "an accepted invitation makes a member, and a second use does nothing",
      async () => {
        const ngozi = await person("Ngozi");
        const { token } = await invite(people.owner, { email: ngozi.email.toUpperCase() });
        assertMatch(token, /^[\w-]{43}$/);
        const read = (by: Actor, token: string | null) =>
          as<Record<string, unknown>>(database, by, "select * from read_invitation($1)", [token]);
        const [{ expires_at, ...told } = {}] = await read(ngozi, token);
        assert(expires_at !== null);
        assertEquals(told, {
          kind: "member",
          role: "accountant",
          status: "pending",
          organization_name: "Ada Homes",
          inviter_name: "owner",
        });
        assertEquals((await refusal(read(people.stranger, token))).hint, "invitation.not_for_you");
        for (const wrong of ["guess", "", null]) {
          assertEquals((await refusal(read(ngozi, wrong))).hint, "invitation.not_found");
        }
        assertEquals((await refusal(read("visitor", token))).code, "42501");
        assertEquals((await accept(ngozi, token))[0]?.status, "accepted");
        assertEquals(await roles(ngozi.user), [{ role: "accountant" }]);
        assertEquals((await read(ngozi, token))[0]?.status, "accepted");
        // A second tap, or a first answer that was lost on the way, is the same answer and does nothing twice.
        const before = await database.query("select 1 from notifications where kind = $1", [
          "invitation_accepted",
        ]);
        assertEquals((await accept(ngozi, token))[0]?.status, "accepted");
        assertEquals(await roles(ngozi.user), [{ role: "accountant" }]);
        assertEquals(
          await database.query("select 1 from notifications where kind = $1", [
            "invitation_accepted",
          ]),
          before,
        );
        // It made them a member once: who left is not let in again by it.
        await database.query("delete from memberships where org_id = $1 and user_id = $2", [
          org,
          ngozi.user,
        ]);
        const again = await refusal(accept(ngozi, token));
        assertEquals([again.code, again.hint, again.detail], [
          "PT409",
          "invitation.used",
          '{"field": "token"}',
        ]);
        assertEquals(await roles(ngozi.user), []);
        const stored = await database.query(
          "select 1 from invitations where encode(token_hash, 'escape') like '%' || $1 || '%'",
          [token],
        );
        assertEquals(stored, [], "the token is kept nowhere");
      },
    );

    await t.step("it is for the invited address only", async () => {
      const [bola, other] = [await person("Bola"), await person("Other")];
      const { token } = await invite(people.owner, { email: bola.email });
      assertEquals((await refusal(accept(other, token))).hint, "invitation.not_for_you");
      assertEquals((await refusal(accept(other, "guess"))).hint, "invitation.not_found");
      assertEquals((await refusal(accept("visitor", token))).code, "42501");
      assertEquals(await roles(other.user), []);
    });

    await t.step("neither for nobody's address, nor for one that nobody confirmed", async () => {
      const number = "+2348036667777";
      const [chidi, claimant] = [await person("Chidi"), await person("Claimant")];
      const claim = (user: string, phone: string | null, at: string | null) =>
        database.query(
          "update auth.users set phone = $2, phone_confirmed_at = $3::text::timestamptz where id = $1",
          [user, phone, at],
        );
      const { token } = await invite(people.owner, { phone: number });
      for (const phone of [null, "", "2348036667778", number.slice(1), number]) {
        await claim(claimant.user, phone, null);
        assertEquals((await refusal(accept(claimant, token))).hint, "invitation.not_for_you");
      }
      await claim(claimant.user, null, "2026-01-01T00:00:00Z");
      assertEquals((await refusal(accept(claimant, token))).hint, "invitation.not_for_you");
      await claim(chidi.user, number.slice(1), "2026-01-01T00:00:00Z");
      assertEquals((await accept(chidi, token))[0]?.status, "accepted");

      const { token: byMail } = await invite(people.owner, { email: claimant.email });
      await database.query("update auth.users set email_confirmed_at = null where id = $1", [
        claimant.user,
      ]);
      assertEquals((await refusal(accept(claimant, byMail))).hint, "invitation.not_for_you");
      assertEquals(await roles(claimant.user), []);
    });

    await t.step("expired, withdrawn and replaced ones are refused", async () => {
      const ada = await person("Ada");
      const first = await invite(people.owner, { email: ada.email });
      const second = await invite(people.owner, { email: ada.email, role: "agent" });
      assertEquals((await refusal(accept(ada, first.token))).hint, "invitation.revoked");
      await database.query(
        "update invitations set expires_at = now() - interval '1 second' where id = $1",
        [second.id],
      );
      assertEquals((await refusal(accept(ada, second.token))).hint, "invitation.expired");
      await database.query("select private.expire_invitations()");
      assertEquals((await refusal(accept(ada, second.token))).hint, "invitation.expired");
      const third = await invite(people.owner, { email: ada.email });
      await as(database, people.owner, "select revoke_invitation($1, 'Wrong person')", [third.id]);
      assertEquals((await refusal(accept(ada, third.token))).hint, "invitation.revoked");
    });

    await t.step("bad invitations are refused by the field", async () => {
      const wrong: [Record<string, unknown>, string, string][] = [
        [{}, "invitation.bad_contact", "email"],
        [{ email: "a@b.ng", phone: "+2348031234567" }, "invitation.bad_contact", "phone"],
        [{ email: "nobody" }, "invitation.bad_contact", "email"],
        [{ phone: "08031234567" }, "invitation.bad_contact", "phone"],
        [{ email: "a@b.ng", days: 31 }, "invitation.bad_term", "valid_days"],
        [{ email: "a@b.ng", role: null }, "invitation.bad_role", "role"],
      ];
      for (const [contact, code, field] of wrong) {
        const refused = await refusal(invite(people.owner, contact));
        assertEquals([refused.hint, JSON.parse(refused.detail).field], [code, field]);
      }
      for (const by of [people.manager, people.agent, people.otherOwner]) {
        assertEquals((await refusal(invite(by, { email: "a@b.ng" }))).hint, "auth.forbidden");
      }
    });

    await t.step("a tenant's record gets its account by the tenant's own doing", async () => {
      const musa = await person("Musa");
      const [record] = await as<{ id: string }>(
        database,
        people.manager,
        `insert into tenants (org_id, full_name, email, address)
         values ($1, 'Musa Danladi', $2, '4 Akoka Road, Yaba') returning id`,
        [org, musa.email],
      );
      const [made] = await as<{ token: string }>(
        database,
        people.manager,
        "select * from invite_tenant($1)",
        [record!.id],
      );
      await accept(musa, made!.token);
      const seen = await as(database, musa, "select id from tenants");
      assertEquals(seen, [{ id: record!.id }]);
      const again = as(database, people.manager, "select * from invite_tenant($1)", [record!.id]);
      assertEquals((await refusal(again)).hint, "invitation.already_linked");
    });

    await t.step("a removed owner does not come back by an own invitation", async () => {
      const former = await person("Former");
      const { token: entry } = await invite(people.owner, { email: former.email, role: "owner" });
      await accept(former, entry);
      const { token } = await invite(former, { email: former.email, role: "owner" });
      await as(database, people.owner, "delete from memberships where user_id = $1", [former.user]);
      assertEquals((await refusal(accept(former, token))).hint, "invitation.revoked");
      assertEquals(await roles(former.user), []);
    });

    await t.step(
      "a tenant's invitation ends with the wrong address, and with who wrote it",
      async () => {
        const [wrong, right, former] = [
          await person("Wrong"),
          await person("Right"),
          await person("Dismissed"),
        ];
        const { token: entry } = await invite(people.owner, {
          email: former.email,
          role: "manager",
        });
        await accept(former, entry);
        const [record] = await as<{ id: string }>(
          database,
          former,
          `insert into tenants (org_id, full_name, email, address)
         values ($1, 'Bisi Right', $2, '4 Akoka Road, Yaba') returning id`,
          [org, wrong.email],
        );
        const inviteTenant = async (by: Actor) =>
          (await as<{ token: string }>(database, by, "select * from invite_tenant($1)", [
            record!.id,
          ]))[0]!.token;
        const correct = (by: Actor, email: string) =>
          as(database, by, "update tenants set email = $1 where id = $2", [email, record!.id]);
        const refused = async (by: Actor, token: string) =>
          assertEquals((await refusal(accept(by, token))).hint, "invitation.revoked");

        const mistaken = await inviteTenant(former);
        await correct(former, right.email);
        await refused(wrong, mistaken);
        const corrected = await inviteTenant(former);
        assertEquals(
          await database.query(
            "select 1 from invitations where tenant_id = $1 and status = 'pending'",
            [record!.id],
          ),
          [{ "?column?": 1 }],
        );

        await correct(former, former.email);
        const own = await inviteTenant(former);
        await refused(right, corrected);
        await as(database, former, "delete from memberships where user_id = $1", [former.user]);
        assertEquals(await roles(former.user), [], "a member may leave");
        await refused(former, own);

        await correct(people.owner, right.email);
        await accept(right, await inviteTenant(people.owner));
        assertEquals(await as(database, right, "select id from tenants"), [{ id: record!.id }]);
      },
    );

    await t.step(
      "many acceptances at once make one member, and all of them are told so",
      async () => {
        const emeka = await person("Emeka");
        const { id, token } = await invite(people.owner, { email: emeka.email });
        const outcomes = await Promise.allSettled(
          Array.from({ length: 20 }, () => accept(emeka, token)),
        );
        assertEquals(outcomes.filter((it) => it.status === "fulfilled").length, 20);
        assertEquals((await roles(emeka.user)).length, 1);
        const told = await database.query(
          "select 1 from notifications where kind = 'invitation_accepted' and subject_id = $1",
          [id],
        );
        assertEquals(told.length, 1);
      },
    );
  } finally {
    await close();
  }
});
