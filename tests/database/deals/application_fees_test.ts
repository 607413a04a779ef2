import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { call, differences, pay } from "../money/owed.ts";
import { openWorld } from "../test_database.ts";
import { applyFor, createListing, createUser, liftLimits, type World } from "../world.ts";

interface Charge {
  id: string;
  amount_kobo: number;
}

const demandFee = (
  database: Database,
  by: Actor,
  application: string,
  given: Record<string, unknown> = {},
) =>
  call<Charge>(database, by, "demand_application_fee", {
    application_id: application,
    kind: "processing",
    amount_kobo: 500_000,
    reason: "For the paper work",
    client_id: crypto.randomUUID(),
    ...given,
  }, "id, amount_kobo::float8");

/** A submitted application for a home in a state; outside Lagos it stands in Abuja. */
async function applied(database: Database, world: World, state: "Lagos" | "FCT") {
  const { owner } = world.people;
  const [place] = await database.query<{ id: string }>(
    `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
     values ($1, 'house', 'A house', '5 Any Street', 'Area', 'Some area', $2, $3, $4) returning id`,
    [world.org, state, state === "FCT" ? 7.49 : 3.379, state === "FCT" ? 9.06 : 6.512],
  );
  const [unit] = await database.query<{ id: string }>(
    "insert into units (org_id, property_id, label, kind) values ($1, $2, 'Main', 'detached') returning id",
    [world.org, place?.id],
  );
  const listing = await createListing(database, owner, {
    org: world.org,
    unit: unit?.id as string,
  });
  const applicant = { user: await createUser(database, "applicant") };
  return { applicant, application: await applyFor(database, applicant, listing) };
}

Deno.test("a fee for applying is asked where the law allows it, paid, and flagged when it goes back", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, manager, accountant, agent, otherOwner } = world.people;

    await t.step("the applicant reads why, pays and has a receipt", async () => {
      const { applicant, application } = await applied(database, world, "Lagos");
      const facts = { client_id: crypto.randomUUID(), due_on: nigerianDate(3) };
      const fee = await demandFee(database, owner, application, facts);
      assertEquals((await demandFee(database, accountant, application, facts)).id, fee.id);
      const [news] = await database.query<{ kind: string; payload: Record<string, unknown> }>(
        "select kind, payload from notifications where subject_id = $1",
        [fee.id],
      );
      assertEquals([news?.kind, news?.payload["amount_kobo"], news?.payload["reason"]], [
        "application_fee_demanded",
        500_000,
        "For the paper work",
      ]);
      assertEquals(
        await as(
          database,
          applicant,
          "select kind, is_refundable from application_fees where charge_id = $1",
          [fee.id],
        ),
        [{ kind: "processing", is_refundable: false }],
      );
      await pay(database, applicant.user, [fee.id]);
      assertEquals(
        (await as(database, applicant, "select 1 as it from receipts where application_id = $1", [
          application,
        ])).length,
        1,
      );
      for (const by of [otherOwner, agent]) {
        assertEquals(
          await as(database, by, "select 1 from application_fees where application_id = $1", [
            application,
          ]),
          [],
        );
      }
    });

    await t.step(
      "in Lagos who engages a professional bears the fee: the rule is named",
      async () => {
        const { application } = await applied(database, world, "Lagos");
        for (const kind of ["credit_check", "reference_check", "legal_review"]) {
          const refused = await refusal(demandFee(database, owner, application, { kind }));
          assertEquals([refused.code, refused.hint], ["PT409", "application.unlawful_fee"]);
          const told = JSON.parse(refused.detail);
          assertEquals([told.field, told.rule, told.source, told.section], [
            "kind",
            "payer_is_who_engaged",
            "Lagos Tenancy Law 2011",
            "s.11",
          ]);
        }
        const elsewhere = await applied(database, world, "FCT");
        await demandFee(database, owner, elsewhere.application, { kind: "credit_check" });
      },
    );

    await t.step(
      "a bound of the law is data: nothing over it, and back to who is turned down",
      async () => {
        const { applicant, application } = await applied(database, world, "FCT");
        await database.query(
          `insert into legal_rules (jurisdiction, rule_key, most, in_force, certainty, source, section, message) values
           ('FCT', 'application_fee_most_kobo', 400000, '[2020-01-01,)', 'law', 'A law', 's.1', 'At most 4,000 naira may be asked for applying.'),
           ('FCT', 'application_fee_refundable', null, '[2020-01-01,)', 'law', 'A law', 's.2', 'Who is turned down has it back.')`,
          [],
        );
        assertEquals(
          await problem(demandFee(database, owner, application, { amount_kobo: 400_001 })),
          [
            "PT409",
            "application.unlawful_fee",
            "amount_kobo",
          ],
        );
        // All that applying costs is bounded, however it is divided.
        const small = { kind: "viewing", amount_kobo: 100_001 };
        const viewing = await demandFee(database, owner, application, small);
        const most = { amount_kobo: 300_000 };
        assertEquals(
          (await problem(demandFee(database, owner, application, most)))[1],
          "application.unlawful_fee",
        );
        await as(database, owner, "select reverse_charge($1, 'A mistake')", [viewing.id]);
        const fee = await demandFee(database, owner, application, { amount_kobo: 400_000 });
        assertEquals(
          await problem(
            as(database, owner, "select reverse_charge($1, 'Too little', 900000)", [fee.id]),
          ),
          ["PT400", "charge.bad_reversal", "instead_kobo"],
        );
        const [kept] = await database.query<{ rules: number; is_refundable: boolean }>(
          "select cardinality(rule_ids) as rules, is_refundable from application_fees where charge_id = $1",
          [fee.id],
        );
        assertEquals(kept, { rules: 2, is_refundable: true });
        await pay(database, applicant.user, [fee.id]);
        await as(database, manager, "select decline_application($1, 'Another was chosen')", [
          application,
        ]);
        const [flagged] = await database.query<{ due: boolean }>(
          "select refund_due_at is not null as due from application_fees where charge_id = $1",
          [fee.id],
        );
        assertEquals(flagged?.due, true);
        const told = await database.query<{ user_id: string }>(
          "select user_id from notifications where kind = 'application_fee_to_refund' and subject_id = $1",
          [application],
        );
        assertEquals(
          told.map((it) => it.user_id).sort(),
          [owner.user, manager.user, accountant.user].sort(),
        );
        await database.query("delete from legal_rules where source = 'A law' and $1", [true]);
      },
    );

    await t.step(
      "where no law bounds it, applying costs at most a tenth of a year's rent",
      async () => {
        const { application } = await applied(database, world, "Lagos");
        const [listing] = await database.query<{ most: number }>(
          `select (private.comparable_price_kobo(listing.price_kobo, listing.price_per) / 10)::float8 as most
         from listings as listing join applications as it on it.listing_id = listing.id where it.id = $1`,
          [application],
        );
        const most = listing?.most as number;
        const beyond = ["PT400", "application.bad_fee", "amount_kobo"];
        for (const amount_kobo of [10_000_000_000_000, most + 1]) {
          assertEquals(
            await problem(demandFee(database, owner, application, { amount_kobo })),
            beyond,
          );
        }
        await demandFee(database, owner, application, { kind: "viewing", amount_kobo: 100_000 });
        const rest = { amount_kobo: most - 100_000 + 1 };
        assertEquals(await problem(demandFee(database, owner, application, rest)), beyond);
        await demandFee(database, owner, application, { amount_kobo: most - 100_000 });
      },
    );

    await t.step(
      "what nobody paid is taken back when the application is over, and none is asked after",
      async () => {
        const { applicant, application } = await applied(database, world, "Lagos");
        const fee = await demandFee(database, owner, application, { is_refundable: true });
        await as(database, applicant, "select withdraw_application($1)", [application]);
        assertEquals(
          await database.query(
            "select c.is_reversed, f.refund_due_at from charges as c join application_fees as f on f.charge_id = c.id where c.id = $1",
            [fee.id],
          ),
          [{ is_reversed: true, refund_due_at: null }],
        );
        assertEquals(
          (await problem(demandFee(database, owner, application, { kind: "viewing" })))[1],
          "application.illegal_transition",
        );
      },
    );

    await t.step("facts that make no sense, and who may not", async () => {
      const { applicant, application } = await applied(database, world, "Lagos");
      for (
        const [given, field] of [
          [{ kind: null }, "kind"],
          [{ amount_kobo: null }, "amount_kobo"],
          [{ amount_kobo: 0 }, "amount_kobo"],
          [{ reason: null }, "reason"],
          [{ reason: "x" }, "reason"],
          [{ due_on: nigerianDate(-1) }, "due_on"],
          [{ due_on: nigerianDate(400) }, "due_on"],
          [{ client_id: null }, "client_id"],
        ] as const
      ) {
        assertEquals(await problem(demandFee(database, owner, application, given)), [
          "PT400",
          "application.bad_fee",
          field,
        ]);
      }
      await demandFee(database, owner, application);
      assertEquals(await problem(demandFee(database, owner, application)), [
        "PT409",
        "application.already_charged",
        "kind",
      ]);
      assertEquals((await problem(demandFee(database, agent, application)))[1], "auth.forbidden");
      for (const by of [otherOwner, applicant]) {
        assertEquals(
          (await problem(demandFee(database, by, application)))[1],
          "application.not_found",
        );
      }
    });
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

Deno.test({
  name:
    "a fee that is demanded, paid and the application turned down at once is paid or taken back, never both",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, manager, accountant } = world.people;
      for (let round = 0; round < 10; round++) {
        const { applicant, application } = await applied(database, world, "Lagos");
        const fee = await demandFee(database, owner, application);
        const reference = `EST-fee-${crypto.randomUUID()}`;
        const outcomes = await Promise.allSettled([
          as(database, manager, "select decline_application($1, 'Another was chosen')", [
            application,
          ]),
          pay(database, applicant.user, [fee.id]),
          as(
            database,
            "service",
            "select service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
            [applicant.user, fee.id, reference],
          ),
          demandFee(database, accountant, application, { kind: "viewing" }),
        ]);
        for (const it of outcomes) {
          if (it.status === "rejected") {
            const code = String(it.reason.hint ?? it.reason);
            assertEquals(
              ["charge.settled", "application.illegal_transition"].includes(code),
              true,
              code,
            );
          }
        }
        const wrong = await database.query(
          "select id from charges where application_id = $1 and is_reversed and paid_kobo > 0",
          [application],
        );
        assertEquals(wrong, []);
      }
      assertEquals(await differences(database, world.org), []);
    } finally {
      await close();
    }
  },
});
