/** Verification: consent first, one answer for all that is not so, one identity for one profile, and a person at the end. */
import { assert, assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";
import { actsOf } from "../operations/in_world.ts";
import { answer, begin, claim, decide, read, silence, verify, waiting } from "./verifying.ts";

Deno.test("somebody is verified, once, and by consent", async (t) => {
  const { database, world, close } = await openWorld();
  const { tenant, otherTenant, stranger, staff } = world.people;
  const someone = async () => ({ user: await createUser(database, "someone") });
  const kindsOf = async (user: string) =>
    (await database.query<{ kind: string }>(
      "select kind::text from private.verified_kinds($1) where kind not in ('phone', 'email') order by kind",
      [user],
    )).map((it) => it.kind);
  try {
    await t.step("what was not agreed to is not begun, and nothing is kept", async () => {
      for (
        const [changes, field] of [
          [{ consent_version: "2020-01" }, "consent_version"],
          [{ consent_language: "fr" }, "consent_language"],
        ] as const
      ) {
        assertEquals(await problem(begin(database, tenant, "10000000001", changes)), [
          "PT400",
          "consent.unknown_text",
          field,
        ]);
      }
      for (
        const [changes, field] of [
          [{ sealed: null }, "number"],
          [{ digest: null }, "number"],
          [{ first_name: " " }, "first_name"],
          [{ last_name: null }, "last_name"],
          [{ bank_code: "058" }, "number"],
          [{ kind: "agent_licence", sealed: null, licensed_by: "LASRERA" }, "licence_number"],
        ] as const
      ) {
        assertEquals(await problem(begin(database, tenant, "10000000001", changes)), [
          "PT400",
          "verification.incomplete",
          field,
        ]);
      }
      for (const kind of ["phone", "email", null]) {
        assertEquals(
          (await refusal(begin(database, tenant, "10000000001", { kind }))).hint,
          "verification.kind_off",
        );
      }
      const [kept] = await database.query<{ count: number }>(
        "select count(*)::int as count from personal_consents where user_id = $1",
        [tenant.user],
      );
      assertEquals(kept?.count, 0);
    });

    await t.step("the consent is there before anybody is asked", async () => {
      const begun = await begin(database, tenant, "10000000002");
      assertEquals([begun.status, begun.decision], ["consented", null]);
      const [agreed] = await as<{ purpose: string; version: string }>(
        database,
        tenant,
        "select purpose::text, version from personal_consents",
      );
      assertEquals(agreed, { purpose: "verify_nin", version: "2026-11" });
      assertEquals(await as(database, stranger, "select * from verification_cases"), []);
      assertEquals(await as(database, staff, "select * from verification_cases"), []);
      // Twice at the same: the same case, and no second consent.
      assertEquals((await begin(database, tenant, "10000000002")).id, begun.id);
      assertEquals(
        (await refusal(begin(database, tenant, "10000000003"))).hint,
        "verification.open",
      );
      const taken = await claim(database, begun.id);
      assertEquals([taken?.provider, (await read(database, begun.id)).status], [
        "dojah",
        "submitted",
      ]);
      assertEquals(await claim(database, begun.id), undefined, "one asks at a time");
      const verified = await answer(database, taken!.attempt_id);
      assertEquals(verified.status, "verified");
      assertEquals(await kindsOf(tenant.user), ["nin"]);
      assertEquals((await answer(database, taken!.attempt_id, { score: 0 })).status, "verified");
      assertEquals((await begin(database, tenant, "10000000002")).id, begun.id);
      const [name] = await database.query<{ name: string }>(
        "select private.verified_name($1) as name",
        [tenant.user],
      );
      assertEquals(name?.name, "Ada Okafor");
    });

    await t.step("no number, and nothing of it that can be opened, is left", async () => {
      const [left] = await database.query<{ sealed: number }>(
        "select count(sealed)::int as sealed from private.verification_evidence where $1",
        [true],
      );
      assertEquals(left?.sealed, 0);
    });

    await t.step("what expires is gone in that moment, and is begun anew", async () => {
      await database.query(
        "update verification_cases set expires_at = now() where user_id = $1",
        [tenant.user],
      );
      assertEquals(await kindsOf(tenant.user), []);
      await database.query("select private.expire_verifications() where $1", [true]);
      const again = await verify(database, tenant, "10000000002");
      assertEquals(again.status, "verified");
    });

    await t.step("all that is not so has one answer", async () => {
      const [by, and] = [await someone(), await someone()];
      const missing = await verify(database, by, "10000000010", {
        outcome: "not_found",
        name: null,
      });
      const other = await verify(database, and, "10000000011", { score: 10, name: "OTHER NAME" });
      const told = ({ status, decision, next_try_at }: typeof other) => [
        status,
        decision,
        next_try_at,
      ];
      assertEquals(told(missing), told(other));
      assertEquals(missing.status, "failed");
      // A score that is missing is none.
      assertEquals(
        (await verify(database, await someone(), "10000000012", { score: null })).status,
        "failed",
      );
    });

    await t.step("a name that is not clear waits for a person", async () => {
      const by = await someone();
      const held = await verify(database, by, "10000000013", { score: 70, born: "1980-01-01" });
      assertEquals([held.status, held.decision], ["manual_review", null]);
      assertEquals((await waiting(database, staff, held.id))?.cause, "name_unclear");
      assertEquals(await kindsOf(by.user), []);
      for (const who of [tenant, by]) {
        assertEquals(
          (await refusal(decide(database, who, held.id, "verified"))).hint,
          "auth.forbidden",
        );
        assertEquals(
          (await refusal(as(database, who, "select * from verifications_to_review()"))).hint,
          "auth.forbidden",
        );
      }
      assertEquals(await problem(decide(database, staff, held.id, "verified", " ")), [
        "PT400",
        "staff.bad_reason",
        "reason",
      ]);
      assertEquals((await decide(database, staff, held.id, "verified")).status, "verified");
      assertEquals((await decide(database, staff, held.id, "verified")).status, "verified");
      assertEquals(await actsOf(database, held.id, "decide_verification"), 1);
      assertEquals(
        (await refusal(decide(database, staff, held.id, "rejected"))).hint,
        "verification.already_decided",
      );
      assertEquals(await kindsOf(by.user), ["nin"]);
    });

    await t.step("a refusal is appealed to a person, once", async () => {
      const by = await someone();
      const failed = await verify(database, by, "10000000014", { score: 0 });
      const appeal = (who: { user: string }, reason: string | null = "My maiden name") =>
        as<{ status: string }>(database, who, "select status from appeal_verification($1, $2)", [
          failed.id,
          reason,
        ]);
      assertEquals((await refusal(appeal(stranger))).hint, "verification.not_found");
      assertEquals((await refusal(appeal(by, null))).hint, "verification.bad_reason");
      assertEquals((await appeal(by))[0]?.status, "manual_review");
      assertEquals((await appeal(by))[0]?.status, "manual_review", "a repeat");
      assertEquals((await waiting(database, staff, failed.id))?.cause, "appeal");
      const rejected = await decide(database, staff, failed.id, "rejected", "Not the same person");
      assertEquals([rejected.status, rejected.decision], ["rejected", "Not the same person"]);
      assertEquals((await refusal(appeal(by))).hint, "verification.appealed");
      const appealed = (who: { user: string }) =>
        as<{ id: string }>(database, who, "select my_verification_appeals() as id");
      assertEquals((await appealed(by)).map((it) => it.id), [failed.id]);
      assertEquals(await appealed(stranger), []);
      const history = await database.query<{ to_state: string }>(
        "select to_state from private.verification_changes where case_id = $1 order by id",
        [failed.id],
      );
      assertEquals(history.map((it) => it.to_state), [
        "consented",
        "submitted",
        "failed",
        "appealed",
        "manual_review",
        "rejected",
      ]);
    });

    await t.step("a second profile with the same number is held, and told nothing", async () => {
      const [first, second] = [await someone(), await someone()];
      assertEquals(
        (await verify(database, first, "10000000020", { born: "1971-02-03" })).status,
        "verified",
      );
      const held = await verify(database, second, "10000000020", { born: "1971-02-03" });
      const unclear = await verify(database, await someone(), "10000000021", {
        score: 70,
        born: "1972-02-03",
      });
      const shown = (it: typeof held) => ({
        ...it,
        id: "",
        user_id: "",
        consent_id: "",
        last_four: "",
        created_at: "",
        updated_at: "",
      });
      assertEquals(shown(held), shown(unclear));
      const news = await database.query<{ kind: string; title: string; payload: unknown }>(
        "select kind, title, payload from notifications where subject_id in ($1, $2)",
        [held.id, unclear.id],
      );
      assertEquals(news.length, 2);
      assertEquals(news[0], news[1]!);
      // The queue names nobody; whoever opens a case says why, and both who are in it see that staff looked.
      const listed = JSON.stringify(
        (await as<{ case_id: string }>(database, staff, "select * from verifications_to_review()"))
          .find((it) => it.case_id === held.id),
      );
      const opened = await waiting(database, staff, held.id);
      for (const secret of [opened?.claimed_name, opened?.last_four, first.user, second.user]) {
        assert(secret !== undefined && secret !== null && !listed.includes(secret), listed);
      }
      const open = (by: { user: string }, reason: string | null, id: string | null = held.id) =>
        as(database, by, "select * from read_verification_case($1, $2)", [id, reason]);
      for (const reason of [null, " ", "no", "x".repeat(1001)]) {
        assertEquals(await problem(open(staff, reason)), ["PT400", "staff.bad_reason", "reason"]);
      }
      assertEquals((await problem(open(staff, "It waits", null)))[1], "verification.not_found");
      for (const by of [first, second, tenant]) {
        assertEquals((await refusal(open(by, "It waits"))).hint, "auth.forbidden");
      }
      for (const by of [first, second]) {
        const looks = await as(database, by, "select purpose from my_looks()");
        assertEquals(looks, [{ purpose: "verification" }]);
      }
      const acts = await database.query(
        "select reason, subject_id from private.acts where act = 'read_verification_case' and subject_id in ($1, $2) order by id",
        [first.user, second.user],
      );
      assertEquals(
        acts,
        [second, first].map(({ user }) => ({ reason: "It waits", subject_id: user })),
      );
      const context = await waiting(database, staff, held.id);
      assertEquals([context?.cause, context?.other_user_id], ["held_elsewhere", first.user]);
      assertEquals([context?.is_held_elsewhere, context?.user_id], [true, second.user]);
      assertEquals(await problem(decide(database, staff, held.id, "verified")), [
        "PT409",
        "verification.held_elsewhere",
        "decision",
      ]);
      assertEquals(
        (await refusal(decide(database, staff, held.id, "ask_again"))).hint,
        "verification.not_unknown",
      );
      assertEquals(await kindsOf(second.user), []);

      // Whoever of the staff holds the identity is no judge of who else has it.
      await database.query("insert into staff_members (user_id, note) values ($1, 'Test')", [
        first.user,
      ]);
      assertEquals((await problem(open(first, "It waits")))[1], "verification.own");
      assertEquals(
        (await problem(decide(database, first, held.id, "rejected")))[1],
        "verification.own",
      );
      await database.query("delete from staff_members where user_id = $1", [first.user]);

      // The first account was lost: staff move the identity, and its owner hears of it.
      assertEquals((await decide(database, staff, held.id, "moved")).status, "verified");
      assertEquals([await kindsOf(first.user), await kindsOf(second.user)], [[], ["nin"]]);
      const [told] = await database.query<{ count: number }>(
        "select count(*)::int as count from notifications where user_id = $1 and kind = 'verification_revoked'",
        [first.user],
      );
      assertEquals(told?.count, 1);
    });

    await t.step("the same person under another number is held too", async () => {
      const [first, second] = [await someone(), await someone()];
      await verify(database, first, "10000000030", { born: "1960-01-01" });
      const held = await verify(database, second, "20000000030", {
        born: "1960-01-01",
        name: "ADA OKAFOR",
      }, {
        kind: "bvn",
      });
      assertEquals((await waiting(database, staff, held.id))?.cause, "person_known");
      // Two people may share name and birthday: a person may say so.
      assertEquals((await decide(database, staff, held.id, "verified")).status, "verified");
      const another = await verify(database, first, "10000000031", { born: "1960-01-02" });
      assertEquals((await waiting(database, staff, another.id))?.cause, "another_number");

      // The number of the first is moved: who shares name and birthday keeps theirs, and the first has no identity left.
      await verify(database, first, "20000000032", { born: "1960-01-01" }, { kind: "bvn" });
      const [own] = await database.query<{ id: string }>(
        "select id from verification_cases where user_id = $1 and kind = 'bvn'",
        [first.user],
      );
      assertEquals((await decide(database, staff, own!.id, "verified")).status, "verified");
      assertEquals(await kindsOf(first.user), ["bvn", "nin"]);
      const third = await verify(database, await someone(), "10000000030", { born: "1960-01-01" });
      assertEquals((await waiting(database, staff, third.id))?.other_user_id, first.user);
      assertEquals((await decide(database, staff, third.id, "moved")).status, "verified");
      assertEquals([await kindsOf(first.user), await kindsOf(second.user)], [[], ["bvn"]]);

      // By name and birthday alone it leaves the one who is shown, of several who share them.
      const fourth = await verify(database, await someone(), "10000000033", { born: "1960-01-01" });
      assertEquals((await waiting(database, staff, fourth.id))?.other_user_id, second.user);
      assertEquals((await decide(database, staff, fourth.id, "moved")).status, "verified");
      assertEquals([await kindsOf(second.user), await kindsOf(third.user_id)], [[], ["nin"]]);
    });

    await t.step("a number of which no register says whose it is waits for a person", async () => {
      const two = await someone();
      const begun = await begin(database, two, "20000000080", { kind: "bvn" });
      const taken = await claim(database, begun.id);
      assertEquals(taken?.provider, "prembly", "who tells whose a BVN is comes first");
      const held = await answer(database, taken!.attempt_id, { name: null });
      assertEquals([held.status, await kindsOf(two.user)], ["manual_review", []]);
      assertEquals((await waiting(database, staff, held.id))?.cause, "person_unknown");
      const undated = await verify(database, await someone(), "10000000081", { born: null });
      assertEquals((await waiting(database, staff, undated.id))?.cause, "person_unknown");
      assertEquals((await decide(database, staff, held.id, "verified")).status, "verified");

      // Verified anew: the person was known when it was verified first, or was not.
      const known = await someone();
      await verify(database, known, "20000000082", { born: "1941-01-01" }, { kind: "bvn" });
      await database.query(
        "update verification_cases set expires_at = now() where user_id in ($1, $2)",
        [known.user, two.user],
      );
      await database.query("select private.expire_verifications() where $1", [true]);
      const again = async (by: { user: string }, number: string) =>
        (await verify(database, by, number, { name: null }, { kind: "bvn" })).status;
      assertEquals(
        [await again(known, "20000000082"), await again(two, "20000000080")],
        ["verified", "manual_review"],
      );
    });

    await t.step("two may hold one bank account", async () => {
      for (const by of [await someone(), await someone()]) {
        const made = await verify(database, by, "0123456789", {}, { kind: "bank_account" });
        assertEquals(made.status, "verified");
      }
    });

    await t.step("whose name is verified has accounts in that name", async () => {
      const by = await someone();
      await verify(database, by, "10000000090", { born: "1942-01-01" });
      const account = async (number: string, told: Parameters<typeof answer>[2]) => {
        const begun = await begin(database, by, number, {
          kind: "bank_account",
          first_name: "Chidi",
          last_name: "Eze",
        });
        const taken = await claim(database, begun.id);
        assertEquals(taken?.verified_name, "Ada Okafor");
        return await answer(database, taken!.attempt_id, told);
      };
      // Another's account under the other's name, which fits: nobody is told that it does.
      const held = await account("0123456700", { score: 100, verifiedScore: 0 });
      assertEquals([held.status, await kindsOf(by.user)], ["manual_review", ["nin"]]);
      const shown = await waiting(database, staff, held.id);
      assertEquals([shown?.cause, shown?.score], ["name_unclear", 0]);
      await decide(database, staff, held.id, "rejected");
      const failed = await account("0123456701", { score: 10, verifiedScore: 100 });
      assertEquals(failed.status, "failed");
      const own = await account("0123456702", { score: 90, verifiedScore: 90 });
      assertEquals([own.status, await kindsOf(by.user)], ["verified", ["bank_account", "nin"]]);
      const other = await begin(database, await someone(), "0123456703", { kind: "bank_account" });
      assertEquals((await claim(database, other.id))?.verified_name, null);
    });

    await t.step("a licence waits for a person at once, who compares it", async () => {
      const by = await someone();
      const licence = await begin(database, by, "LAG-77", {
        kind: "agent_licence",
        licensed_by: "LASRERA",
        licence_number: "LAG-77",
        sealed: null,
        place: null,
      });
      assertEquals(licence.status, "manual_review");
      assertEquals(await claim(database, licence.id), undefined);
      assertEquals((await decide(database, staff, licence.id, "verified")).status, "verified");
    });

    await t.step("nobody finds a number by trying", async () => {
      const by = await someone();
      for (const number of ["10000000040", "10000000041", "10000000042"]) {
        await verify(database, by, number, { outcome: "not_found", name: null });
      }
      assertEquals(await problem(begin(database, by, "10000000043")), [
        "PT429",
        "verification.too_many",
        "kind",
      ]);
      // From many accounts: the fourth is asked of no company, and looks like any that is unclear.
      for (let n = 0; n < 3; n++) {
        await verify(database, await someone(), "10000000050", { score: 0 });
      }
      const fourth = await begin(database, await someone(), "10000000050");
      assertEquals([fourth.status, fourth.decision], ["manual_review", null]);
      assertEquals(await claim(database, fourth.id), undefined);
      assertEquals((await waiting(database, staff, fourth.id))?.cause, "tried_often");
    });

    await t.step("consent is taken back", async () => {
      const by = await someone();
      const verified = await verify(database, by, "10000000060", { born: "1950-01-01" });
      const withdraw = (who: { user: string }, id: string) =>
        as<{ status: string }>(database, who, "select status from withdraw_verification($1)", [id]);
      assertEquals((await refusal(withdraw(stranger, verified.id))).hint, "verification.not_found");
      assertEquals((await withdraw(by, verified.id))[0]?.status, "revoked");
      assertEquals((await withdraw(by, verified.id))[0]?.status, "revoked");
      assertEquals(await kindsOf(by.user), []);
      // The identity does not wander to another profile by that.
      const other = await verify(database, await someone(), "10000000060", { born: "1950-01-01" });
      assertEquals((await waiting(database, staff, other.id))?.cause, "held_elsewhere");
      const open = await begin(database, otherTenant, "10000000061");
      assertEquals((await withdraw(otherTenant, open.id))[0]?.status, "failed");
      assertEquals(await claim(database, open.id), undefined);
      // Nothing is verified by what was taken back, and that a person was waited for stays to be seen.
      const appeal = (by: { user: string }, id: string) =>
        problem(as(database, by, "select appeal_verification($1, 'It is mine')", [id]));
      assertEquals(await appeal(otherTenant, open.id), [
        "PT409",
        "verification.consent_withdrawn",
        "case_id",
      ]);
      const waits = { user: other.user_id };
      assertEquals((await withdraw(waits, other.id))[0]?.status, "failed");
      assertEquals((await withdraw(waits, other.id))[0]?.status, "failed");
      assertEquals((await appeal(waits, other.id))[1], "verification.consent_withdrawn");
      assertEquals(await waiting(database, staff, other.id), undefined);
      for (const decision of ["verified", "moved"]) {
        assertEquals(
          (await refusal(decide(database, staff, other.id, decision))).hint,
          "verification.already_decided",
        );
      }
      assertEquals((await problem(decide(database, staff, other.id, "withdrawn")))[2], "decision");
      const reviews = await database.query(
        `select review.cause, review.decision::text, signal.state from private.verification_reviews as review
         join private.signals as signal on signal.matter = review.case_id::text where review.case_id = $1`,
        [other.id],
      );
      assertEquals(reviews, [{ cause: "held_elsewhere", decision: "withdrawn", state: "open" }]);
    });

    await t.step("an account that is deleted leaves fingerprints, and no words", async () => {
      const by = await someone();
      await database.query(
        "update auth.users set phone = '2348039999999', phone_confirmed_at = now() where id = $1",
        [by.user],
      );
      const decided = await verify(database, by, "10000000100", { score: 0, born: "1943-01-01" });
      const appeal = (id: string) =>
        as(database, by, "select appeal_verification($1, 'My deed poll of 1999')", [id]);
      await appeal(decided.id);
      await decide(database, staff, decided.id, "rejected");
      const open = await verify(
        database,
        by,
        "20000000100",
        { score: 0, born: "1943-01-01" },
        { kind: "bvn" },
      );
      await appeal(open.id);
      await as(database, staff, "select delete_person($1, 'Asked by mail')", [by.user]);
      const left = await database.query(
        `select review.appeal, review.decision::text, cardinality(evidence.hashes) > 0 as known, evidence.official_name,
           evidence.score, evidence.person_hashes, evidence.forget_at > now() as goes,
           (select count(*)::int from private.phone_holders where user_id = $1) as phones,
           (select count(*)::int from private.verification_changes where case_id = review.case_id and reason like '%deed poll%') as words
         from private.verification_reviews as review
         join verification_cases as subject on subject.id = review.case_id
         join private.verification_evidence as evidence on evidence.case_id = subject.id
         where subject.user_id = $1 order by review.id`,
        [by.user],
      );
      const rest = {
        known: true,
        official_name: null,
        score: null,
        person_hashes: null,
        goes: true,
        phones: 0,
        words: 0,
      };
      assertEquals(left, [
        { appeal: "Deleted", decision: "rejected", ...rest },
        { appeal: "Deleted", decision: "withdrawn", ...rest },
      ]);
      assertEquals(
        (await refusal(
          database.query(
            "update private.verification_reviews set appeal = 'Other words' where case_id = $1",
            [decided.id],
          ),
        )).hint,
        "record.append_only",
      );
      // Whoever deletes accounts may not try a number more often by that.
      for (let n = 0; n < 2; n++) {
        await verify(database, await someone(), "10000000100", { score: 0 });
      }
      const fourth = await begin(database, await someone(), "10000000100");
      assertEquals((await waiting(database, staff, fourth.id))?.cause, "tried_often");
    });

    await t.step("a state is set by no other hand", async () => {
      const made = await begin(database, await someone(), "10000000070");
      assertEquals(
        (await refusal(
          database.query("update verification_cases set status = 'verified' where id = $1", [
            made.id,
          ]),
        )).hint,
        "verification.illegal_transition",
      );
      assertEquals(
        (await refusal(
          database.query(
            "update verification_cases set status = 'failed', next_try_at = null where id = $1",
            [made.id],
          ),
        )).hint,
        "verification.direct_change",
      );
    });
  } finally {
    await close();
  }
});

Deno.test("no company is asked twice for what it may bill", async (t) => {
  const { database, world, close } = await openWorld();
  const { staff } = world.people;
  const someone = async () => ({ user: await createUser(database, "someone") });
  const due = (id: string) =>
    database.query("update verification_cases set next_try_at = now() where id = $1", [id]);
  try {
    await t.step("it falls over to the next, and an outage is waited for", async () => {
      const { id } = await begin(database, await someone(), "30000000001");
      const first = await claim(database, id);
      assertEquals(
        await silence(database, first!.attempt_id, false, "register_down"),
        "not_answered",
      );
      assertEquals(await silence(database, first!.attempt_id, true), "closed");
      assertEquals(await claim(database, null), undefined, "who asked goes on with the next");
      const second = await claim(database, id);
      assertEquals(await claim(database, id), undefined, "while it is asked, nobody else is");
      assertEquals([first?.provider, second?.provider], ["dojah", "prembly"]);
      await silence(database, second!.attempt_id, false, "register_down");
      assertEquals(await claim(database, id), undefined);
      const waits = await read(database, id);
      assertEquals(waits.status, "provider_pending");
      assert(Date.parse(waits.next_try_at!) > Date.now() + 30_000);
      assertEquals(await claim(database, null), undefined, "not before its time");
      await due(id);
      const third = await claim(database, id);
      assertEquals(third?.provider, "dojah", "in a new round the first is asked again");
      assertEquals((await answer(database, third!.attempt_id)).status, "verified");
    });

    await t.step("of whom nobody knows, nobody asks again", async () => {
      const { id } = await begin(database, await someone(), "30000000002");
      const first = await claim(database, id);
      // Null is no proof that nothing was carried out.
      assertEquals(await silence(database, first!.attempt_id, null), "unknown");
      const second = await claim(database, id, ["dojah"]);
      assertEquals([second, (await read(database, id)).status], [undefined, "provider_pending"]);
      await due(id);
      const other = await claim(database, id);
      assertEquals(other?.provider, "prembly");
      await silence(database, other!.attempt_id, true);
      await due(id);
      assertEquals(
        await claim(database, null),
        undefined,
        "whoever asked, it is anybody's after a while",
      );
      assertEquals((await waiting(database, staff, id))?.cause, "unknown_outcome");
      assertEquals(
        (await refusal(
          database.query(
            `insert into private.verification_attempts (case_id, round, provider, is_billed, is_fallback, leased_until)
             values ($1, 99, 'dojah', true, false, now())`,
            [id],
          ),
        )).code,
        "23505",
      );
      // A person may allow one more.
      assertEquals((await decide(database, staff, id, "ask_again")).status, "provider_pending");
      const allowed = await claim(database, id);
      assertEquals(allowed?.provider, "dojah");
      // The answer of the one that was unknown comes late: it is an answer.
      assertEquals(
        (await answer(database, first!.attempt_id, { born: "1981-01-01" })).status,
        "verified",
      );
      assertEquals(await silence(database, allowed!.attempt_id, true), "unknown");
      assertEquals((await read(database, id)).status, "verified");
    });

    await t.step("a worker that was killed leaves a question of which nobody knows", async () => {
      const { id } = await begin(database, await someone(), "30000000003");
      const lost = await claim(database, id, undefined, 0);
      assertEquals(lost?.provider, "dojah");
      assertEquals((await claim(database, id))?.provider, "prembly");
    });

    await t.step("what costs nothing may be asked again", async () => {
      const { id } = await begin(database, await someone(), "0123456780", { kind: "bank_account" });
      const first = await claim(database, id, ["paystack"]);
      await silence(database, first!.attempt_id, true);
      assertEquals(await claim(database, id, ["paystack"]), undefined);
      await due(id);
      assertEquals((await claim(database, id, ["paystack"]))?.provider, "paystack");
    });

    await t.step(
      "a bank that the second company knows by another code is not asked of it",
      async () => {
        const { id } = await begin(database, await someone(), "0123456781", {
          kind: "bank_account",
          bank_code: "50211",
        });
        assertEquals(await claim(database, id, ["flutterwave"]), undefined);
        assertEquals((await read(database, id)).status, "provider_pending");
      },
    );

    await t.step("a number is kept a day, and then its case ends undecided", async () => {
      const { id } = await begin(database, await someone(), "30000000004");
      await database.query(
        "update private.verification_evidence set sealed_until = now() where case_id = $1",
        [id],
      );
      await database.query("select private.forget_verification_evidence() where $1", [true]);
      assertEquals(await claim(database, id), undefined);
      const ended = await read(database, id);
      assertEquals(ended.status, "failed");
      assert(ended.decision?.startsWith("No company had an answer"), ended.decision ?? "");
    });

    await t.step("where nobody is set up, it waits", async () => {
      const { id } = await begin(database, await someone(), "30000000005");
      assertEquals(await claim(database, id, []), undefined);
      assertEquals((await read(database, id)).status, "provider_pending");
    });

    await t.step("staff see how the companies do", async () => {
      const figures = await as<Record<string, unknown>>(
        database,
        staff,
        "select provider, answered::int, unknown::int, asked_in_place_of_another::int as instead from identity_provider_figures() where kind = 'nin' order by place",
      );
      assertEquals(figures.map((it) => it.provider), ["dojah", "prembly"]);
      assert(Number(figures[1]?.instead) >= 3, JSON.stringify(figures));
      assertEquals(
        (await refusal(
          as(database, world.people.owner, "select * from identity_provider_figures()"),
        )).hint,
        "auth.forbidden",
      );
    });
  } finally {
    await close();
  }
});

Deno.test("a new pepper makes fingerprints anew without any number, and both count meanwhile", async () => {
  const { database, world, close } = await openWorld();
  const { tenant, otherTenant, stranger, staff } = world.people;
  try {
    assertEquals((await verify(database, tenant, "40000000001")).status, "verified");
    // Begun before, decided after.
    const open = await begin(database, otherTenant, "40000000001");
    await database.query("select private.add_identity_pepper() where $1", [true]);
    const versions = async () =>
      (await database.query<{ version: number; count: number }>(
        "select version, count(*)::int as count from private.identity_holders where $1 group by version order by version",
        [true],
      )).map((it) => [it.version, it.count]);
    assertEquals(await versions(), [[1, 2]]);
    const taken = await claim(database, open.id);
    const held = await answer(database, taken!.attempt_id, { born: "1977-07-07" });
    assertEquals((await waiting(database, staff, held.id))?.cause, "held_elsewhere");
    const during = await verify(database, stranger, "40000000001", { born: "1977-07-08" });
    assertEquals((await waiting(database, staff, during.id))?.cause, "held_elsewhere");

    await database.query("select private.rehash_identities() where $1", [true]);
    assertEquals(await versions(), [[2, 2]]);
    const after = await begin(
      database,
      { user: await createUser(database, "late") },
      "40000000001",
    );
    assertEquals((await waiting(database, staff, after.id))?.cause, "tried_often");
    assertEquals((await decide(database, staff, held.id, "moved")).status, "verified");
    assertEquals(await versions(), [[2, 2]]);
    await database.query(
      "update private.identity_peppers set created_at = now() - interval '1 hour' where $1",
      [true],
    );
    await database.query("select private.rehash_identities() where $1", [true]);
    const peppers = await database.query<{ version: number; retired: boolean }>(
      "select version, retired_at is not null as retired from private.identity_peppers where $1 order by version",
      [true],
    );
    assertEquals(peppers.map((it) => [it.version, it.retired]), [[1, true], [2, false]]);
    // A profile that verifies anew finds its own old fingerprint.
    await database.query("update verification_cases set expires_at = now() where user_id = $1", [
      otherTenant.user,
    ]);
    await database.query("select private.expire_verifications() where $1", [true]);
    await database.query(
      "update verification_cases set created_at = now() - interval '2 days' where $1",
      [
        true,
      ],
    );
    assertEquals(
      (await verify(database, otherTenant, "40000000001", { born: "1977-07-07" })).status,
      "verified",
    );
    assertEquals(await versions(), [[2, 2]]);
  } finally {
    await close();
  }
});
