/** Statutory notices: what the rules say of each, what would be defective, who may give one, and when it counts as served. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { closeSale, sellTo, successorOf } from "../deals/handing_over.ts";
import { advance, freshUnit, knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { addDocument, liftLimits } from "../world.ts";
import { callFor, setLetterhead } from "./letters.ts";

interface Judged {
  form_name: string;
  section: string;
  source: string;
  ruleset_id: string;
  ruleset_version: number;
  length: string;
  length_basis: string;
  earliest_on: string;
  takes_effect_on: string;
  serve_by: string;
  determined_on: string | null;
  determined_by: string | null;
  needs_lawyers_check: boolean;
  warnings: string[];
  faults: { code: string; field: string; message: string }[];
  body: string | null;
  modes: { mode: string; is_lawful: boolean }[];
}

interface Notice {
  id: string;
  number: string;
  ruleset_id: string;
  ruleset_version: number;
  computed: Judged;
  serve_by: string;
  takes_effect_on: string;
  body: string;
  mandate_id: string | null;
}

interface Service {
  id: string;
  counts: boolean;
  is_lawful: boolean;
  why_not: string[];
}

const grounds = "Rent has been owed since June, and reminders were not answered.";

const judge = async (
  database: Database,
  by: Actor,
  tenancy: string,
  form: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<Judged> => {
  const all: Record<string, unknown> = { tenancy_id: tenancy, form, grounds, ...given };
  const keys = Object.keys(all);
  const [row] = await as<{ judged: Judged }>(
    database,
    by,
    `select preview_statutory_notice(${
      keys.map((key, n) => `${key} => $${n + 1}`).join(", ")
    }) as judged`,
    Object.values(all),
  );
  return row!.judged;
};

const faultsOf = async (...asked: Parameters<typeof judge>) =>
  (await judge(...asked)).faults.map((it) => it.code.replace("statutory_notice.", ""));

const issue = (
  database: Database,
  by: Actor,
  tenancy: string,
  form: string,
  effect: string | null,
  given: Readonly<Record<string, unknown>> = {},
) =>
  callFor<Notice>(database, by, "issue_statutory_notice", {
    tenancy_id: tenancy,
    form,
    takes_effect_on: effect,
    grounds,
    client_id: crypto.randomUUID(),
    ...given,
  });

const serve = (
  database: Database,
  by: Actor,
  notice: string,
  mode: string | null,
  given: Readonly<Record<string, unknown>> = {},
) =>
  callFor<Service>(database, by, "record_notice_service", {
    notice_id: notice,
    mode,
    client_id: crypto.randomUUID(),
    attempted_at: new Date().toISOString(),
    served_by: "Musa Ibrahim, bailiff",
    is_effective: true,
    ...given,
  });

const standing = async (database: Database, notice: string) =>
  (await database.query<{ status: string }>(
    "select status from notice_standings where notice_id = $1",
    [notice],
  ))[0]?.status;

const statusOf = async (database: Database, tenancy: string) =>
  (await database.query<{ status: string }>("select status::text from tenancies where id = $1", [
    tenancy,
  ]))[0]?.status;

/** A date as the database counts it. */
const day = async (database: Database, sql: string) =>
  (await database.query<{ day: string }>(`select (${sql})::date::text as day where $1`, [true]))[0]
    ?.day as string;

/** As if a notice had been issued and served so long ago. */
async function age(database: Database, notice: string, interval: string) {
  await database.exec(`set session_replication_role = replica;
    update statutory_notices set written_on = written_on - interval '${interval}', serve_by = serve_by - interval '${interval}',
      takes_effect_on = takes_effect_on - interval '${interval}', issued_at = issued_at - interval '${interval}' where id = '${notice}';
    update notice_services set attempted_at = attempted_at - interval '${interval}' where notice_id = '${notice}';
    update tenancy_notices set given_on = given_on - interval '${interval}', ends_on = ends_on - interval '${interval}'
      where id in (select tenancy_notice_id from notice_services where notice_id = '${notice}');
    set session_replication_role = origin`);
}

Deno.test("the rules say what a notice needs, and refuse what would be defective", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, accountant, agent, tenant, stranger, otherOwner } = world.people;
    await setLetterhead(database, owner, world.org);

    await t.step(
      "each nature has its form, section and length; the ruleset stays with the answer",
      async () => {
        const cases: [string, string, string, string][] = [
          ["week", "7 days", "As in Lagos; ask counsel", "7 days"],
          ["month", "1 month", "Lagos Tenancy Law 2011 s.13(1)(b)", "1 month"],
          ["quarter", "3 months", "Lagos Tenancy Law 2011 s.13(1)(c)", "3 months"],
          ["half_year", "3 months", "Lagos Tenancy Law 2011 s.13(1)(d)", "3 months"],
          ["year", "6 months", "Lagos Tenancy Law 2011 s.13(1)(e)", "6 months"],
        ];
        for (const [per, length, basis, interval] of cases) {
          const { tenancy } = await letSince(database, world, 13, { per });
          const said = await judge(database, owner, tenancy.id, "quit");
          const due = await day(database, `private.lagos_date() + interval '${interval}'`);
          assertEquals(
            [
              said.form_name,
              said.section,
              said.source,
              said.length,
              said.length_basis,
              said.earliest_on,
              said.takes_effect_on,
            ],
            ["Form TL2 or TL3", "s.13", "Lagos Tenancy Law 2011", length, basis, due, due],
            per,
          );
          assertEquals([
            said.ruleset_id,
            said.ruleset_version,
            said.needs_lawyers_check,
            said.faults,
          ], [
            "lagos-2011-1",
            1,
            true,
            [],
          ]);
          assert(said.warnings[0]?.includes("lawyer"));
          assertEquals(said.serve_by >= nigerianDate(0), true);
        }
      },
    );

    await t.step(
      "too short, past, too far, without grounds, without a signatory: each with its field",
      async () => {
        const { tenancy } = await letSince(database, world, 13, { per: "year" });
        const early = await day(
          database,
          "private.lagos_date() + interval '6 months' - interval '1 day'",
        );
        assertEquals(
          await faultsOf(database, owner, tenancy.id, "quit", { takes_effect_on: early }),
          ["too_short"],
        );
        assertEquals(
          await faultsOf(database, owner, tenancy.id, "quit", {
            takes_effect_on: nigerianDate(2000),
          }),
          ["too_late"],
        );
        assertEquals(await faultsOf(database, owner, tenancy.id, "quit", { grounds: " " }), [
          "incomplete",
        ]);
        assertEquals(
          await faultsOf(database, owner, tenancy.id, "quit", { serve_on: nigerianDate(-1) }),
          ["bad_day"],
        );
        const refused = await refusal(issue(database, owner, tenancy.id, "quit", early));
        assertEquals([refused.code, refused.hint], ["PT409", "statutory_notice.too_short"]);
        const told = JSON.parse(refused.detail);
        assertEquals([told.field, told.earliest_on, told.faults.length], [
          "takes_effect_on",
          await day(database, "private.lagos_date() + interval '6 months'"),
          1,
        ]);
        assertEquals(
          (await problem(issue(database, owner, tenancy.id, "quit", null)))[2],
          "takes_effect_on",
        );
        assertEquals(
          (await problem(judge(database, owner, tenancy.id, "quit", { takes_effect_on: "soon" })))[
            1
          ],
          "value.bad_date",
        );
        // The agreed term binds: half a year in, the end is the term's.
        const bound = await letSince(database, world, 1);
        assertEquals(
          (await judge(database, owner, bound.tenancy.id, "quit")).earliest_on,
          bound.tenancy.ends_on,
        );
        // Served later, it takes effect later.
        const later = await judge(database, owner, tenancy.id, "quit", {
          serve_on: nigerianDate(30),
        });
        assertEquals(
          later.earliest_on,
          await day(database, "private.lagos_date() + 30 + interval '6 months'"),
        );
      },
    );

    await t.step(
      "a fixed term has no notice to quit; its end opens the way to TL5, and not before",
      async () => {
        const fixed = async (endsOn: string) => {
          const someone = await knownTenant(database, world);
          const offered = await on(
            database,
            owner,
            `offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() - 345)::text, 10000000, ends_on => ${endsOn}, nature => 'fixed', nature_reason => 'One year and no more')`,
            await freshUnit(database, world),
            someone.id,
          );
          await on(database, someone, "accept_tenancy($1)", offered.id);
          return offered.id;
        };
        const running = await fixed("(private.lagos_date() + 20)::text");
        assertEquals(await faultsOf(database, owner, running, "quit"), ["wrong_form"]);
        assertEquals(await faultsOf(database, owner, running, "recovery"), ["too_early"]);
        const over = await fixed("(private.lagos_date() - 1)::text");
        await advance(database);
        const said = await judge(database, owner, over, "recovery");
        assertEquals([said.form_name, said.section, said.faults, said.length, said.determined_by], [
          "Form TL5",
          "s.13(5)",
          [],
          "7 days",
          "the agreed term ended",
        ]);
        assertEquals(
          await faultsOf(database, owner, over, "recovery", { takes_effect_on: nigerianDate(6) }),
          ["too_short"],
        );
        assertEquals(said.earliest_on, nigerianDate(7));
        // Of premises that were left only what is affixed to them is served.
        const left = await judge(database, owner, over, "abandoned");
        assertEquals(left.modes.filter((it) => it.is_lawful).map((it) => it.mode), ["affixed"]);
        const notice = await issue(database, owner, over, "abandoned", nigerianDate(9));
        const shown = await addDocument(database, owner, {
          org: world.org,
          kind: "other",
          tenancy_id: over,
        });
        const proof = { document_id: shown, witness: "Emeka Obi", recipient: "Bola Ade" };
        const hand = await serve(database, owner, notice.id, "personal", proof);
        assertEquals([hand.is_lawful, hand.why_not], [false, ["courtesy_copy"]]);
        assert((await serve(database, owner, notice.id, "affixed", proof)).counts);
      },
    );

    await t.step("a tenancy at will ends on any day, a week after its notice", async () => {
      const someone = await knownTenant(database, world);
      const offered = await on(
        database,
        owner,
        "offer_tenancy($1, array[$2]::uuid[], private.lagos_date()::text, 10000000, nature => 'at_will', nature_reason => 'He stays until the house is sold')",
        await freshUnit(database, world),
        someone.id,
      );
      await on(database, someone, "accept_tenancy($1)", offered.id);
      const said = await judge(database, owner, offered.id, "quit");
      assertEquals([said.ruleset_id, said.length, said.earliest_on, said.faults], [
        "lagos-2011-1",
        "7 days",
        nigerianDate(7),
        [],
      ]);
    });

    await t.step(
      "elsewhere the eve of a new period is asked for, and nothing is called law",
      async () => {
        const { tenancy, unit } = await letSince(database, world, 13, { per: "year" });
        const place = (await as<{ id: string }>(
          database,
          owner,
          `insert into properties (org_id, kind, name, street, area, lga, state)
         values ($1, 'building', 'Wuse Court', '1 Aminu Kano Crescent', 'Wuse', 'Abuja Municipal', 'FCT') returning id`,
          [world.org],
        ))[0]?.id;
        await database.query("update units set property_id = $1 where id = $2", [place, unit]);
        const eve = await day(
          database,
          `(select min(e) from (select (date '${tenancy.starts_on}' + make_interval(years => n))::date - 1 as e from generate_series(1, 5) as n) as eves
          where e >= private.lagos_date() + interval '6 months')`,
        );
        const said = await judge(database, owner, tenancy.id, "quit");
        assertEquals([said.ruleset_id, said.takes_effect_on, said.faults], ["fct-1", eve, []]);
        assert(said.warnings.some((it) => it.includes("No text of a law")));
        const wrong = await day(database, `date '${eve}' + 1`);
        assertEquals(
          await faultsOf(database, owner, tenancy.id, "quit", { takes_effect_on: wrong }),
          ["wrong_day"],
        );
        assertEquals(
          (await problem(issue(database, owner, tenancy.id, "quit", wrong)))[1],
          "statutory_notice.wrong_day",
        );
      },
    );

    await t.step(
      "an area that the law leaves out goes by the general rules, and the map is asked",
      async () => {
        const { tenancy, unit } = await letSince(database, world, 13, { per: "year" });
        const inside = (await as<{ id: string }>(
          database,
          owner,
          `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
         values ($1, 'building', 'Ikoyi Court', '1 Bourdillon Road', 'Ikoyi', 'Eti-Osa', 'Lagos', 3.43, 6.45) returning id`,
          [world.org],
        ))[0]?.id;
        await database.query("update units set property_id = $1 where id = $2", [inside, unit]);
        assertEquals((await judge(database, owner, tenancy.id, "quit")).ruleset_id, "nigeria-1");
        await database.query(
          "update properties set longitude = null, latitude = null where id = $1",
          [inside],
        );
        const unplaced = await judge(database, owner, tenancy.id, "quit");
        assertEquals(unplaced.ruleset_id, "lagos-2011-1");
        assert(unplaced.warnings.some((it) => it.includes("not on the map")));
      },
    );

    await t.step(
      "an agreed length stands for the law's; a new version of a ruleset changes no notice",
      async () => {
        const someone = await knownTenant(database, world);
        const offered = await on(
          database,
          owner,
          "offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() - 345)::text, 10000000, ends_on => (private.lagos_date() - 1)::text, notice_days => 10::smallint)",
          await freshUnit(database, world),
          someone.id,
        );
        await on(database, someone, "accept_tenancy($1)", offered.id);
        const said = await judge(database, owner, offered.id, "quit");
        assertEquals([said.length, said.length_basis, said.earliest_on], [
          "10 days",
          "Agreed: 10 days",
          nigerianDate(10),
        ]);
        assert(
          said.warnings.some((it) =>
            it.startsWith("The agreed 10 days are shorter than the 6 months")
          ),
          said.warnings.join(" "),
        );
        const notice = await issue(database, owner, offered.id, "quit", nigerianDate(12));
        assertEquals("warnings" in notice.computed, false, "they are for who gives it");
        assertEquals([notice.ruleset_version, notice.serve_by, notice.computed.length], [
          1,
          nigerianDate(2),
          "10 days",
        ]);
        await database.exec(`
        insert into notice_rulesets (id, jurisdiction, version, in_force, certainty, source, note) select 'lagos-2011-2', jurisdiction, 2, in_force, certainty, source, note from notice_rulesets where id = 'lagos-2011-1';
        insert into notice_rules (ruleset_id, form, nature, form_name, section, length, end_rule, lapses_after) select 'lagos-2011-2', form, nature, form_name, section, length, end_rule, lapses_after from notice_rules where ruleset_id = 'lagos-2011-1';
        insert into notice_service_modes (ruleset_id, is_business, mode, is_lawful, needs_witness, needs_reference, section) select 'lagos-2011-2', is_business, mode, true, false, false, section from notice_service_modes where ruleset_id = 'lagos-2011-1'`);
        assertEquals((await judge(database, owner, offered.id, "inspection")).ruleset_version, 2);
        const copy = await serve(database, owner, notice.id, "email");
        assertEquals(
          [copy.is_lawful, copy.why_not],
          [false, ["courtesy_copy"]],
          "by the version of the notice",
        );
        await database.exec(`delete from notice_service_modes where ruleset_id = 'lagos-2011-2';
        delete from notice_rules where ruleset_id = 'lagos-2011-2'; delete from notice_rulesets where id = 'lagos-2011-2'`);
      },
    );

    await t.step("who may not is refused, whatever there is", async () => {
      const { tenancy, tenant: theirs } = await letSince(database, world, 13);
      for (const by of [stranger, otherOwner, tenant, theirs]) {
        assertEquals(
          (await problem(judge(database, by, tenancy.id, "quit")))[1],
          "tenancy.not_found",
        );
      }
      assertEquals(
        (await problem(judge(database, owner, crypto.randomUUID(), "quit")))[1],
        "tenancy.not_found",
      );
      for (const by of [accountant, agent]) {
        assertEquals(
          (await problem(issue(database, by, tenancy.id, "quit", nigerianDate(300))))[1],
          "auth.forbidden",
        );
      }
      assertEquals(
        (await problem(judge(database, owner, tenancy.id, null as unknown as string)))[2],
        "form",
      );
    });

    await t.step("nor does an organization that staff have suspended", async () => {
      const { tenancy } = await letSince(database, world, 13);
      await database.query("update organizations set suspended_at = now() where id = $1", [
        world.org,
      ]);
      assertEquals(
        (await problem(issue(database, owner, tenancy.id, "quit", nigerianDate(300))))[1],
        "organization.suspended",
      );
      await database.query("update organizations set suspended_at = null where id = $1", [
        world.org,
      ]);
    });

    await t.step(
      "an agency gives one by written authority to sign only, on its own letterhead",
      async () => {
        const agency = (await as<{ id: string }>(
          database,
          otherOwner,
          "select id from create_organization('agency', 'Mainland Agents', '7 Broad Street, Lagos')",
        ))[0]?.id as string;
        await setLetterhead(database, otherOwner, agency, {
          signatory_name: "Kemi Bankole",
          signatory_title: "Partner",
        });
        const { tenancy } = await letSince(database, world, 13);
        const mandate = (await as<{ id: string }>(
          database,
          owner,
          `select id from offer_mandate($1, $2, '{sign}', 1000, 'owner', private.lagos_date()::text, (private.lagos_date() + 90)::text)`,
          [world.org, agency],
        ))[0]?.id;
        await as(database, otherOwner, "select answer_mandate($1, true)", [mandate]);
        assertEquals(
          (await problem(judge(database, otherOwner, tenancy.id, "quit")))[1],
          "statutory_notice.no_authority",
        );
        const add = (by: { user: string }, kind: string) =>
          addDocument(database, by, { org: world.org, kind, tenancy_id: tenancy.id });
        assertEquals((await problem(add(otherOwner, "notice")))[1], "document.unknown_subject");
        await database.query(
          "update mandates set evidence = 'Letter of authority of 1 November' where id = $1",
          [mandate],
        );
        // One without a paper, that lasts longer, is not what they sign by.
        const second = (await as<{ id: string }>(
          database,
          owner,
          `select id from offer_mandate($1, $2, '{sign}', 1000, 'owner', private.lagos_date()::text, (private.lagos_date() + 200)::text, $3)`,
          [world.org, agency, world.property],
        ))[0]?.id;
        await as(database, otherOwner, "select answer_mandate($1, true)", [second]);
        const notice = await issue(database, otherOwner, tenancy.id, "quit", nigerianDate(300));
        assertEquals(notice.mandate_id, mandate);
        assert(notice.body.includes("Ada Homes"), notice.body);
        const [paper] = await as<{ paper: Record<string, unknown> }>(
          database,
          "service",
          "select paper from service.claim_letter_papers(100) where path like '%' || $1::uuid || '%'",
          [notice.id],
        );
        assertEquals(
          paper?.paper["signed_as"],
          "Partner, agent for Ada Homes under written authority",
        );
        assertEquals((paper?.paper["head"] as Record<string, unknown>)["name"], "Mainland Agents");
        // It shows itself that it was served, and nothing else of the tenancy.
        assertEquals((await problem(add(otherOwner, "agreement")))[1], "document.unknown_subject");
        assertEquals((await problem(add(stranger, "notice")))[1], "document.unknown_subject");
        const shown = await add(otherOwner, "notice");
        const reads = async () =>
          (await as(database, otherOwner, "select 1 from documents where id = $1", [shown])).length;
        assertEquals(await reads(), 1);
        const served = await serve(database, otherOwner, notice.id, "personal", {
          recipient: "B",
          document_id: shown,
        });
        assertEquals([served.counts, await statusOf(database, tenancy.id)], [true, "notice_given"]);
        const heard = await database.query<{ title: string }>(
          "select title from notifications where user_id = $1 and kind = 'statutory_notice_by_agent' order by id",
          [owner.user],
        );
        assertEquals(heard.map((it) => it.title), [
          `Notice to quit ${notice.number}`,
          `Served: Notice to quit ${notice.number}`,
        ]);
        // What others gave is not theirs to take back.
        const takesBack = (by: Actor, id: string) =>
          callFor(database, by, "withdraw_statutory_notice", {
            notice_id: id,
            reason: "We agreed",
          });
        const corrects = (by: Actor, id: string) =>
          callFor(database, by, "correct_notice_service", {
            service_id: id,
            reason: "The wrong door",
          });
        const owners = await letSince(database, world, 13);
        const theirs = await issue(database, owner, owners.tenancy.id, "quit", nigerianDate(300));
        const record = await serve(database, owner, theirs.id, "email");
        const notTheirs = ["PT403", "statutory_notice.not_yours", "notice_id"];
        assertEquals(await problem(takesBack(otherOwner, theirs.id)), notTheirs);
        assertEquals(await problem(corrects(otherOwner, record.id)), notTheirs);
        await corrects(otherOwner, (await serve(database, otherOwner, theirs.id, "email")).id);
        await corrects(otherOwner, served.id);
        await takesBack(otherOwner, notice.id);
        assertEquals(
          (await as(database, otherOwner, "select 1 from statutory_notices where id = $1", [
            notice.id,
          ])).length,
          1,
        );
        await database.query(
          "update mandates set starts_on = starts_on - 1, ends_on = private.lagos_date() where agent_org_id = $1",
          [agency],
        );
        assertEquals(await reads(), 0, "who acts for the owner no more keeps nothing");
      },
    );
  } finally {
    await close();
  }
});

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
