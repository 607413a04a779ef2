import { assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { begin, freshListing, onApplication, person, save } from "./prospects.ts";
import { openWorld } from "../test_database.ts";

const phone = "+2348031112222";

Deno.test("a guarantor answers once, by a token and from their own account", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const me = people.stranger;
    const uncle = await person(database, "uncle");
    await database.query(
      "update auth.users set phone = $2, phone_confirmed_at = now() where id = $1",
      [uncle.user, phone.slice(1)],
    );
    const boss = await person(database, "boss");
    const [bossAccount] = await database.query<{ email: string }>(
      "select email from auth.users where id = $1",
      [boss.user],
    );
    const { id } = await begin(database, me, await freshListing(database, world));
    const named = [
      { full_name: "Segun Obi", phone, relationship: "uncle" },
      {
        full_name: "Ngozi Eze",
        phone: "+2348031113333",
        email: bossAccount?.email.toUpperCase(),
        relationship: "boss",
      },
    ];
    await save(database, me, id, { guarantors: named });
    const guarantor = async (name: string) =>
      (await database.query<{ id: string; status: string; answered_by: string | null }>(
        "select id, status, answered_by from application_guarantors where application_id = $1 and full_name = $2",
        [id, name],
      ))[0];
    const request = async (by: Actor, of: string | undefined, days = 14) =>
      (await as<{ token: string; expires_at: Date }>(
        database,
        by,
        "select token, expires_at from ask_guarantor($1, $2)",
        [of, days],
      ))[0]?.token as string;
    const read = (by: Actor, token: string) =>
      as(
        database,
        by,
        "select guarantor_name, status, applicant_name, listing_title, price_kobo::int, term_months from read_guarantee($1)",
        [token],
      );
    const answer = async (by: Actor, token: string | null, accept: boolean | null) =>
      (await as<{ answer: string }>(database, by, "select answer_guarantee($1, $2) as answer", [
        token,
        accept,
      ]))[0]?.answer;
    const segun = (await guarantor("Segun Obi"))?.id;
    const ngozi = (await guarantor("Ngozi Eze"))?.id;

    /** Who was told of an answer. */
    const toldOf = (application: string) =>
      database.query<{ user_id: string; title: string }>(
        "select user_id, title from notifications where kind = 'guarantee_answered' and subject_id = $1 order by title, user_id",
        [application],
      );

    await t.step("only the applicant makes tokens, and a hash is none", async () => {
      assertEquals(await problem(request(people.otherTenant, segun)), [
        "PT404",
        "guarantor.not_found",
        "guarantor_id",
      ]);
      for (const days of [0, 31]) {
        assertEquals(await problem(request(me, segun, days)), [
          "PT400",
          "guarantor.bad_term",
          "valid_days",
        ]);
      }
      await request(me, segun);
      const [{ token_hash: hash }] = await as<{ token_hash: string }>(
        database,
        me,
        "select encode(token_hash, 'hex') as token_hash from application_guarantors where id = $1",
        [segun],
      ) as [{ token_hash: string }];
      assertEquals((await problem(read(uncle, hash)))[1], "guarantor.not_found");
    });

    await t.step("the holder of the token must be the guarantor", async () => {
      const token = await request(me, segun);
      const forbidden = ["PT403", "guarantor.not_for_you", "token"];
      const claim = (who: { user: string }, number: string, at: string | null) =>
        database.query(
          "update auth.users set phone = $2, phone_confirmed_at = $3::text::timestamptz where id = $1",
          [who.user, number, at],
        );
      await claim(me, "2348039", "2026-01-01T00:00:00Z");
      for (const by of [me, boss, people.owner, people.otherTenant]) {
        assertEquals(await problem(read(by, token)), forbidden);
        assertEquals(await problem(answer(by, token, true)), forbidden);
      }
      // Who only claims the number has not shown that it is theirs.
      await claim(uncle, phone.slice(1), null);
      assertEquals(await problem(answer(uncle, token, true)), forbidden);
      await claim(uncle, phone.slice(1), "2026-01-01T00:00:00Z");
      for (const bad of ["", "nonsense", null]) {
        assertEquals(await problem(answer(uncle, bad, true)), [
          "PT404",
          "guarantor.not_found",
          "token",
        ]);
      }
      assertEquals((await refusal(answer("visitor", token, true))).code, "42501");
    });

    await t.step("an applicant who names their own number confirms nothing", async () => {
      const { id: own } = await begin(database, uncle, await freshListing(database, world));
      await save(database, uncle, own, {
        guarantors: [{ full_name: "Somebody Else", phone, relationship: "friend" }],
      });
      const [made] = await database.query<{ id: string }>(
        "select id from application_guarantors where application_id = $1",
        [own],
      );
      const token = await request(uncle, made?.id);
      assertEquals(await problem(answer(uncle, token, true)), [
        "PT403",
        "guarantor.not_for_you",
        "token",
      ]);
    });

    await t.step("who is asked reads for whom and what, and answers once", async () => {
      const old = await request(me, segun);
      const token = await request(me, segun);
      assertEquals((await problem(read(uncle, old)))[1], "guarantor.not_found");
      assertEquals(await read(uncle, token), [{
        guarantor_name: "Segun Obi",
        status: "named",
        applicant_name: "stranger",
        listing_title: "A flat in demand",
        price_kobo: 100000000,
        term_months: 12,
      }]);
      assertEquals(await problem(answer(uncle, token, null)), [
        "PT400",
        "guarantor.bad_answer",
        "accept",
      ]);
      assertEquals(await answer(uncle, token, true), "confirmed");
      assertEquals(await answer(uncle, token, true), "confirmed", "safe to repeat");
      assertEquals(await toldOf(id), [{ user_id: me.user, title: "A guarantor confirmed" }]);
      const used = ["PT409", "guarantor.answered", "token"];
      assertEquals(await problem(answer(uncle, token, false)), used);
      assertEquals((await problem(request(me, segun)))[1], "guarantor.answered");
      assertEquals((await guarantor("Segun Obi"))?.answered_by, uncle.user);
      const own = await as(database, uncle, "select full_name, status from application_guarantors");
      assertEquals(own.length >= 1, true, "what they signed stays visible to them");
    });

    await t.step("an answer survives saving again, and nobody rewrites it", async () => {
      await save(database, me, id, { guarantors: named });
      assertEquals((await guarantor("Segun Obi"))?.status, "confirmed");
      for (const change of ["full_name = 'Other Man'", "status = 'declined'"]) {
        const forged = database.query(
          `update application_guarantors set ${change} where id = $1`,
          [segun],
        );
        assertEquals((await refusal(forged)).hint, "guarantor.answered");
      }
      await save(database, me, id, { guarantors: [{ ...named[0], full_name: "Other Man" }] });
      assertEquals((await guarantor("Other Man"))?.status, "named", "another person begins anew");
      await save(database, me, id, { guarantors: named });
    });

    await t.step("a token lapses, and is worth nothing once the application is over", async () => {
      const asked = (await guarantor("Ngozi Eze"))?.id;
      assertEquals(asked === ngozi, false, "was left out and named again");
      const late = await request(me, asked);
      await database.query(
        "update application_guarantors set token_expires_at = now() - interval '1 second' where id = $1",
        [asked],
      );
      assertEquals(await problem(answer(boss, late, true)), [
        "PT410",
        "guarantor.expired",
        "token",
      ]);
      const token = await request(me, asked);
      await onApplication(database, me, "withdraw_application($1)", [id]);
      assertEquals(await problem(answer(boss, token, true)), [
        "PT410",
        "guarantor.closed",
        "token",
      ]);
    });

    await t.step("an address will do as well, and a guarantor may decline", async () => {
      const other = await begin(database, me, await freshListing(database, world));
      await save(database, me, other.id, { guarantors: named });
      const [made] = await database.query<{ id: string }>(
        "select id from application_guarantors where application_id = $1 and full_name = 'Ngozi Eze'",
        [other.id],
      );
      assertEquals(await answer(boss, await request(me, made?.id), false), "declined");
      assertEquals(await toldOf(other.id), [{ user_id: me.user, title: "A guarantor declined" }]);
      await onApplication(database, me, "submit_application($1)", [other.id]);
      const seen = await as(
        database,
        people.agent,
        "select status, is_phone_proven from application_guarantors where id = $1",
        [made?.id],
      );
      assertEquals(seen, [{ status: "declined", is_phone_proven: false }]);
    });
  } finally {
    await close();
  }
});
