/** Statutory notices: what the rules say of each, what would be defective, and who may give one. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { advance, freshUnit, knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { addDocument, liftLimits } from "../world.ts";
import { callFor, setLetterhead } from "./letters.ts";
import { day, faultsOf, issue, judge, serve, statusOf } from "./statutory_notices.ts";

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
