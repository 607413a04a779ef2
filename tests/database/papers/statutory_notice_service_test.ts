/** Statutory notices: when one counts as served, and what follows from it. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { closeSale, sellTo, successorOf } from "../deals/handing_over.ts";
import { advance, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { addDocument, liftLimits } from "../world.ts";
import { callFor, setLetterhead } from "./letters.ts";
import {
  age,
  day,
  faultsOf,
  issue,
  judge,
  serve,
  standing,
  statusOf,
} from "./statutory_notices.ts";

Deno.test("a notice is served by a lawful mode with evidence, and then things follow", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, manager, agent, stranger, otherOwner } = world.people;
    await setLetterhead(database, owner, world.org);
    const home = await letSince(database, world, 13, { per: "year" });
    const effect = await day(
      database,
      "private.lagos_date() + interval '6 months' + interval '3 days'",
    );
    const notice = await issue(database, manager, home.tenancy.id, "quit", effect);
    const photo = await addDocument(database, owner, {
      org: world.org,
      kind: "other",
      tenancy_id: home.tenancy.id,
    });

    await t.step(
      "issued, it is numbered, kept, and a courtesy copy is with the tenant",
      async () => {
        assertEquals(notice.number, `N-${new Date().getFullYear()}-000001`);
        const kept = await as<{ mode: string; counts: boolean; why_not: string[] }>(
          database,
          home.tenant,
          "select mode::text, counts, why_not from notice_services where notice_id = $1",
          [notice.id],
        );
        assertEquals(kept, [{ mode: "app", counts: false, why_not: ["courtesy_copy"] }]);
        assertEquals([
          await standing(database, notice.id),
          await statusOf(database, home.tenancy.id),
        ], ["issued", "active"]);
        const told = await database.query<{ title: string }>(
          "select title from notifications where user_id = $1 and kind = 'statutory_notice'",
          [home.tenant.user],
        );
        assertEquals(told, [{ title: `Notice to quit ${notice.number}` }]);
        for (const by of [stranger, otherOwner]) {
          assertEquals(await as(database, by, "select 1 from statutory_notices"), []);
        }
        assertEquals(
          (await problem(
            database.query(
              "update statutory_notices set takes_effect_on = takes_effect_on - 1 where $1",
              [true],
            ),
          ))[1],
          "record.append_only",
        );
        assertEquals(
          (await problem(issue(database, owner, home.tenancy.id, "quit", effect)))[1],
          "statutory_notice.already_given",
        );
      },
    );

    await t.step("a lawyer's check is recorded beside it, for the owner's side alone", async () => {
      const check = (by: Actor, given: Record<string, unknown> = {}) =>
        callFor<{ id: string; is_good: boolean }>(database, by, "record_notice_check", {
          notice_id: notice.id,
          lawyer_name: "Barr. Ngozi Eze",
          is_good: true,
          ...given,
        });
      assertEquals((await problem(check(agent)))[1], "auth.forbidden");
      assertEquals((await problem(check(stranger)))[1], "statutory_notice.not_found");
      assertEquals((await problem(check(owner, { is_good: false })))[2], "note");
      assertEquals((await problem(check(owner, { is_good: null })))[2], "is_good");
      const made = await check(owner, { enrolment_number: "SCN 12345" });
      assertEquals((await check(owner, { enrolment_number: "SCN 12345" })).id, made.id);
      assertEquals(await as(database, home.tenant, "select 1 from notice_checks"), []);
      assertEquals((await as(database, manager, "select 1 from notice_checks")).length, 1);
    });

    await t.step("what is no service in law does not count, each with its reason", async () => {
      const why = async (mode: string, given: Record<string, unknown> = {}) =>
        (await serve(database, owner, notice.id, mode, given)).why_not;
      for (const mode of ["app", "email", "sms"]) assertEquals(await why(mode), ["courtesy_copy"]);
      assertEquals(await why("personal", { is_effective: false, note: "Nobody opened" }), [
        "not_effective",
        "no_evidence",
        "no_recipient",
      ]);
      assertEquals(await why("personal", { recipient: "Bola Ade" }), ["no_evidence"]);
      assertEquals(await why("personal", { document_id: photo }), ["no_recipient"]);
      assertEquals(await why("affixed", { document_id: photo }), ["no_witness"]);
      assertEquals(await why("courier", { document_id: photo, recipient: "Bola Ade" }), [
        "no_reference",
      ]);
      assertEquals(
        [await standing(database, notice.id), await statusOf(database, home.tenancy.id)],
        ["issued", "active"],
      );
      const bad = async (given: Record<string, unknown>, mode: string | null = "personal") =>
        (await problem(serve(database, owner, notice.id, mode, given))).slice(1);
      assertEquals(await bad({}, null), ["statutory_notice.bad_service", "mode"]);
      assertEquals(await bad({ attempted_at: new Date(Date.now() + 3_600_000).toISOString() }), [
        "statutory_notice.bad_service",
        "attempted_at",
      ]);
      assertEquals(await bad({ attempted_at: "2020-01-01T00:00:00Z" }), [
        "statutory_notice.bad_service",
        "attempted_at",
      ]);
      assertEquals(await bad({ served_by: null }), ["statutory_notice.bad_service", "served_by"]);
      assertEquals(await bad({ document_id: crypto.randomUUID() }), [
        "statutory_notice.unknown_document",
        "document_id",
      ]);
      const unfit = async (document: string) =>
        assertEquals(await bad({ document_id: document }), [
          "statutory_notice.unfit_document",
          "document_id",
        ]);
      await unfit(
        await addDocument(database, owner, { org: world.org, tenancy_id: home.tenancy.id }),
      );
      const early = await addDocument(database, owner, {
        org: world.org,
        kind: "other",
        tenancy_id: home.tenancy.id,
      });
      await database.query(
        "update documents set created_at = created_at - interval '1 day' where id = $1",
        [early],
      );
      await unfit(early);
      const elsewhere = await addDocument(database, owner, {
        org: world.org,
        tenancy_id: world.tenancy,
      });
      assertEquals(await bad({ document_id: elsewhere }), [
        "statutory_notice.unknown_document",
        "document_id",
      ]);
      assertEquals(
        (await problem(serve(database, home.tenant, notice.id, "personal")))[1],
        "statutory_notice.not_found",
      );
      assertEquals(
        (await problem(serve(database, agent, notice.id, "personal")))[1],
        "auth.forbidden",
      );
    });

    await t.step(
      "into a hand, with a photo: it counts, once, and the tenancy is under notice",
      async () => {
        const given = {
          recipient: "Bola Ade, the tenant",
          document_id: photo,
          client_id: crypto.randomUUID(),
        };
        const made = await serve(database, owner, notice.id, "personal", given);
        assertEquals([made.counts, made.why_not], [true, []]);
        assertEquals((await serve(database, owner, notice.id, "personal", given)).id, made.id);
        // The tenant hears of it, and sees what is to show it.
        const heard = async () =>
          (await database.query<{ title: string }>(
            "select title from notifications where user_id = $1 and kind = 'statutory_notice' order by id desc limit 1",
            [home.tenant.user],
          ))[0]?.title;
        assertEquals(await heard(), `Served: Notice to quit ${notice.number}`);
        assertEquals(
          (await as(database, home.tenant, "select 1 from documents where id = $1", [photo]))
            .length,
          1,
        );
        assertEquals([
          await standing(database, notice.id),
          await statusOf(database, home.tenancy.id),
        ], ["served", "notice_given"]);
        const [under] = await database.query<{ ends_on: string; given_by_owner: boolean }>(
          "select ends_on::text, given_by_owner from tenancy_notices where tenancy_id = $1",
          [home.tenancy.id],
        );
        assertEquals(under, { ends_on: effect, given_by_owner: true });
        // A second service changes nothing; the record of the first was wrong, the second still counts.
        const second = await serve(database, owner, notice.id, "affixed", {
          witness: "Emeka Obi",
          document_id: photo,
        });
        assert(second.counts);
        const correct = (by: Actor, id: string, reason: string | null = "It was the neighbour") =>
          callFor<{ reason: string }>(database, by, "correct_notice_service", {
            service_id: id,
            reason,
          });
        assertEquals(
          (await problem(correct(stranger, made.id)))[1],
          "statutory_notice.service_not_found",
        );
        assertEquals(
          (await problem(correct(owner, made.id, "")))[1],
          "statutory_notice.bad_reason",
        );
        await correct(owner, made.id);
        assertEquals(await heard(), `Service taken back: Notice to quit ${notice.number}`);
        assertEquals([
          await standing(database, notice.id),
          await statusOf(database, home.tenancy.id),
        ], ["served", "notice_given"]);
        await correct(owner, second.id);
        assertEquals((await correct(owner, second.id, "Again")).reason, "It was the neighbour");
        assertEquals(await standing(database, notice.id), "issued");
        assert(
          ["active", "holding_over"].includes(await statusOf(database, home.tenancy.id) ?? ""),
        );
        assert(
          (await serve(database, owner, notice.id, "adult_at_premises", {
            recipient: "Sade Ade, wife",
            document_id: photo,
          })).counts,
        );
      },
    );

    await t.step("the tenant acknowledges it, which is seen and is no service", async () => {
      const read = (by: Actor) =>
        callFor<{ acknowledged_at: string | null }>(database, by, "read_statutory_notice", {
          notice_id: notice.id,
          acknowledge: true,
        });
      assert((await read(home.tenant)).acknowledged_at !== null);
      for (const by of [owner, stranger]) {
        assertEquals((await problem(read(by)))[1], "statutory_notice.not_found");
      }
      assertEquals((await as(database, manager, "select 1 from notice_readings")).length, 1);
    });

    await t.step("the seven days' notice waits until the notice to quit has run out", async () => {
      assertEquals(await faultsOf(database, owner, home.tenancy.id, "recovery"), ["too_early"]);
      assertEquals(
        (await problem(issue(database, owner, home.tenancy.id, "recovery", nigerianDate(60))))[1],
        "statutory_notice.too_early",
      );
      await age(database, notice.id, "7 months");
      await advance(database);
      assertEquals(
        [await standing(database, notice.id), await statusOf(database, home.tenancy.id)],
        ["matured", "holding_over"],
      );
      const said = await judge(database, owner, home.tenancy.id, "recovery");
      assertEquals([said.faults, said.form_name, said.section], [[], "Form TL4", "s.16"]);
      // Service that is told of only now, when it is needed, counts no more.
      const [aged] = await database.query<{ at: string }>(
        `select to_char(issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from statutory_notices where id = $1`,
        [notice.id],
      );
      const late = await serve(database, owner, notice.id, "personal", {
        recipient: "Bola Ade",
        document_id: photo,
        attempted_at: aged?.at,
      });
      assertEquals(late.why_not, ["recorded_too_late"]);
      const seven = await issue(database, owner, home.tenancy.id, "recovery", nigerianDate(9));
      // What shows one notice's service shows no other's; and no client_id is used for two.
      await database.query("update documents set created_at = now() where id = $1", [photo]);
      assertEquals(
        (await problem(
          serve(database, owner, seven.id, "personal", { recipient: "B", document_id: photo }),
        )).slice(1),
        ["statutory_notice.unfit_document", "document_id"],
      );
      const client_id = crypto.randomUUID();
      await serve(database, owner, seven.id, "email", { client_id });
      const used = ["PT409", "statutory_notice.already_used", "client_id"];
      assertEquals(await problem(serve(database, owner, notice.id, "email", { client_id })), used);
      const visit = await issue(
        database,
        owner,
        home.tenancy.id,
        "inspection",
        nigerianDate(5),
        { client_id },
      );
      const again = (tenancy: string, form: string) =>
        issue(database, owner, tenancy, form, nigerianDate(5), { client_id });
      assertEquals((await again(home.tenancy.id, "inspection")).id, visit.id);
      assertEquals(await problem(again(home.tenancy.id, "recovery")), used);
      assertEquals(await problem(again(world.tenancy, "inspection")), used);
      assertEquals([seven.serve_by, seven.number.slice(-6)], [nigerianDate(2), "000002"]);
      assert(seven.body.includes("apply to the court"));
    });

    await t.step(
      "one that was not served in time lapses, and service after it comes too late",
      async () => {
        const late = await letSince(database, world, 13, { per: "month" });
        const made = await issue(
          database,
          owner,
          late.tenancy.id,
          "quit",
          await day(database, "private.lagos_date() + interval '1 month'"),
        );
        await age(database, made.id, "3 days");
        assertEquals(await standing(database, made.id), "lapsed");
        const shown = await addDocument(database, owner, {
          org: world.org,
          kind: "notice",
          tenancy_id: late.tenancy.id,
        });
        const tried = await serve(database, owner, made.id, "personal", {
          recipient: "Bola Ade",
          document_id: shown,
        });
        assertEquals([tried.counts, tried.why_not], [false, ["too_late"]]);
        assertEquals(await statusOf(database, late.tenancy.id), "active");
      },
    );

    await t.step(
      "withdrawn, it stays with its reason; the tenancy goes on, and nobody serves it",
      async () => {
        const other = await letSince(database, world, 11, { per: "year" });
        const made = await issue(
          database,
          owner,
          other.tenancy.id,
          "quit",
          await day(database, "private.lagos_date() + interval '7 months'"),
        );
        const shown = await addDocument(database, owner, {
          org: world.org,
          kind: "notice",
          tenancy_id: other.tenancy.id,
        });
        await serve(database, owner, made.id, "personal", {
          recipient: "Bola Ade",
          document_id: shown,
        });
        assertEquals(await statusOf(database, other.tenancy.id), "notice_given");
        const withdraw = (by: Actor, reason: string | null = "They paid") =>
          callFor<{ reason: string }>(database, by, "withdraw_statutory_notice", {
            notice_id: made.id,
            reason,
          });
        assertEquals((await problem(withdraw(other.tenant)))[1], "statutory_notice.not_found");
        assertEquals((await problem(withdraw(owner, null)))[1], "statutory_notice.bad_reason");
        await withdraw(owner);
        assertEquals((await withdraw(owner, "Else")).reason, "They paid");
        assertEquals([
          await standing(database, made.id),
          await statusOf(database, other.tenancy.id),
        ], ["withdrawn", "active"]);
        assertEquals(
          (await problem(serve(database, owner, made.id, "personal")))[1],
          "statutory_notice.withdrawn",
        );
        const again = await issue(
          database,
          owner,
          other.tenancy.id,
          "quit",
          await day(database, "private.lagos_date() + interval '8 months'"),
        );
        assert(again.id !== made.id);
      },
    );

    await t.step(
      "arrears that the law names end a monthly tenancy without a notice to quit",
      async () => {
        const poor = await letSince(database, world, 8, { per: "month" });
        await database.query("select private.generate_charges(private.lagos_date())");
        const owed = (paid: string) =>
          database.exec(`set session_replication_role = replica;
            update charges set paid_kobo = ${paid} where tenancy_id = '${poor.tenancy.id}' and kind = 'rent';
            set session_replication_role = origin`);
        await owed("amount_kobo - 1");
        assertEquals(
          await faultsOf(database, owner, poor.tenancy.id, "recovery"),
          ["too_early"],
          "a kobo that stays open ends nobody's home",
        );
        // Half of each month is open: for more than six months, and of less than six months' rent.
        await owed("amount_kobo / 2");
        assertEquals(await faultsOf(database, owner, poor.tenancy.id, "recovery"), ["too_early"]);
        await owed("0");
        const said = await judge(database, owner, poor.tenancy.id, "recovery");
        assertEquals(said.faults, []);
        assert(
          /^it lapsed by arrears of 6 months: ₦(8|9)00,000 of rent was open$/.test(
            said.determined_by ?? "",
          ),
          said.determined_by ?? "",
        );
        assert(said.warnings.some((it) => it.includes("arrears")));
      },
    );

    /** A notice to quit that runs out in so many days, served into a hand. */
    const servedQuit = async (tenancy: string, days: number) => {
      const made = await issue(database, owner, tenancy, "quit", nigerianDate(days));
      const shown = await addDocument(database, owner, {
        org: world.org,
        kind: "notice",
        tenancy_id: tenancy,
      });
      const record = () =>
        serve(database, owner, made.id, "personal", { recipient: "Bola Ade", document_id: shown });
      return { made, record };
    };

    await t.step("one that was renewed is put under no notice by what is served late", async () => {
      const { tenancy, tenant } = await letSince(database, world, 11, { per: "year" });
      const { record } = await servedQuit(tenancy.id, 250);
      const renewal = await on(database, owner, "offer_renewal($1, 10000000)", tenancy.id);
      await on(database, tenant, "accept_tenancy($1)", renewal.id);
      assert((await record()).counts);
      assertEquals(
        [await statusOf(database, tenancy.id), await statusOf(database, renewal.id)],
        ["active", "active"],
      );
    });

    await t.step("the tenants' own notice, taken back, does not undo the owner's", async () => {
      const { tenancy, tenant } = await letSince(database, world, 13, { per: "year" });
      await as(database, tenant, "select give_notice($1, $2, 'We move to Abuja')", [
        tenancy.id,
        nigerianDate(200),
      ]);
      const { made, record } = await servedQuit(tenancy.id, 250);
      assert((await record()).counts);
      await as(database, tenant, "select withdraw_notice($1)", [tenancy.id]);
      const under = () =>
        database.query<{ on: string; given_by_owner: boolean; given_by: string }>(
          "select ends_on::text as on, given_by_owner, given_by from tenancy_notices where tenancy_id = $1 and withdrawn_at is null",
          [tenancy.id],
        );
      assertEquals(await statusOf(database, tenancy.id), "notice_given");
      assertEquals(await under(), [{
        on: nigerianDate(250),
        given_by_owner: true,
        given_by: owner.user,
      }]);
      // Nor can they take that one back; who gave it does, and the tenancy goes on.
      assertEquals(
        (await problem(as(database, tenant, "select withdraw_notice($1)", [tenancy.id])))[1],
        "notice.not_found",
      );
      await callFor(database, owner, "withdraw_statutory_notice", {
        notice_id: made.id,
        reason: "They stay",
      });
      assertEquals(await under(), []);
      assert(await statusOf(database, tenancy.id) !== "notice_given");
    });

    await t.step("a home that is sold takes along the notice that was served", async () => {
      const { tenancy, unit } = await letSince(database, world, 13, { per: "year" });
      const { made, record } = await servedQuit(tenancy.id, 250);
      await record();
      await closeSale(database, world, await sellTo(database, world, unit, otherOwner));
      const successor = await successorOf(database, tenancy.id);
      const [{ org } = { org: "" }] = await database.query<{ org: string }>(
        "select org_id as org from tenancies where id = $1",
        [successor],
      );
      await setLetterhead(database, otherOwner, org);
      assertEquals(await statusOf(database, successor), "notice_given");
      assertEquals(await faultsOf(database, otherOwner, successor, "quit"), ["already_given"]);
      const withdraw = () =>
        callFor(database, owner, "withdraw_statutory_notice", {
          notice_id: made.id,
          reason: "They stay",
        });
      for (const act of [record, withdraw]) {
        assertEquals(await problem(act()), ["PT409", "statutory_notice.passed_on", "notice_id"]);
      }
      await age(database, made.id, "9 months");
      await database.query(
        "update tenancy_notices set given_on = given_on - interval '9 months', ends_on = (ends_on - interval '9 months')::date where tenancy_id = $1",
        [successor],
      );
      const said = await judge(database, otherOwner, successor, "recovery");
      assertEquals([said.faults, said.determined_by], [
        [],
        `the notice to quit ${made.number} took effect`,
      ]);
      // The buyer takes it back: then it ended nothing.
      await as(database, otherOwner, "select withdraw_notice($1)", [successor]);
      assertEquals(await faultsOf(database, otherOwner, successor, "recovery"), ["too_early"]);
    });
  } finally {
    await close();
  }
});
