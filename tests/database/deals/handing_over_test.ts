import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import {
  addSchedule,
  books,
  differences,
  generate,
  owedBy,
  pay,
  settle,
  start,
} from "../money/owed.ts";
import { knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld, type TestDatabase } from "../test_database.ts";
import { createOrganization, createUser, type World } from "../world.ts";
import { advertiseUnit, call, offerToBuy } from "./deals.ts";

type Database = TestDatabase["database"];
type Let = Awaited<ReturnType<typeof letSince>>;

interface Handover {
  side: string;
  org_id: string;
  tenancy_id: string;
  other_tenancy_id: string;
  deposit_kobo: number;
  prepaid_kobo: number;
  settled: boolean;
}

/** A sale of a let unit that is agreed with a buyer. */
async function sellTo(database: Database, world: World, unit: string, buyer: Actor) {
  const listing = await advertiseUnit(database, world, unit, "sale");
  const offer = await offerToBuy(database, buyer, listing);
  await call(database, world.people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
  const [sale] = await database.query<{ id: string }>("select id from sales where offer_id = $1", [
    offer.id,
  ]);
  return sale?.id as string;
}

const closeSale = (database: Database, world: World, sale: string, closedOn = nigerianDate()) =>
  call(database, world.people.owner, "close_sale", {
    sale_id: sale,
    price_kobo: 9_000_000_000,
    closed_on: closedOn,
  });

/** What passed from a tenancy, as somebody sees it. */
const handoversOf = (database: Database, by: Actor, tenancy: string) =>
  as<Handover>(
    database,
    by,
    `select side::text, org_id, tenancy_id, other_tenancy_id, deposit_kobo::float8, prepaid_kobo::float8,
       settled_at is not null as settled
     from tenancy_handovers where $1 in (tenancy_id, other_tenancy_id) order by side`,
    [tenancy],
  );

/** The tenancy that took another one's place. */
async function successorOf(database: Database, tenancy: string): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    "select other_tenancy_id as id from tenancy_handovers where tenancy_id = $1 and side = 'passed_on'",
    [tenancy],
  );
  return row?.id as string;
}

const told = (database: Database, person: { user: string }, kind: string) =>
  database.query<{ title: string; payload: Record<string, unknown> }>(
    "select title, payload from notifications where user_id = $1 and kind = $2 order by id",
    [person.user, kind],
  );

Deno.test("a home that is sold with its tenants passes to its buyer, tenancy, deposit and rent", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, otherOwner, stranger, agent } = world.people;
    const [other] = await database.query<{ id: string }>(
      "select org_id as id from memberships where user_id = $1",
      [otherOwner.user],
    );
    const buyerOrg = other?.id as string;
    const depositOf = async (by: Actor, tenancy: string) =>
      (await as<{ held: number; passed: number; paid: number }>(
        database,
        by,
        "select held_kobo::float8 as held, passed_on_kobo::float8 as passed, paid_kobo::float8 as paid from deposit_of($1)",
        [tenancy],
      ))[0];

    await t.step(
      "monthly rent: arrears stay, what is to come is the buyer's, to the day",
      async () => {
        const home: Let = await letSince(database, world, 2, { per: "month" });
        await addSchedule(database, owner, {
          tenancy_id: home.tenancy.id,
          kind: "caution_deposit",
          amount_kobo: 300_000,
        });
        await addSchedule(database, owner, {
          tenancy_id: home.tenancy.id,
          kind: "service_charge",
          amount_kobo: 50_000,
          period: "month",
          first_on: nigerianDate(-20),
        });
        await as(database, owner, "select set_late_fee($1, 7, bps => 500)", [home.tenancy.id]);
        const charges = await owedBy(database, home.tenancy.id);
        const deposit = charges.filter((it) => it.kind === "caution_deposit").map((it) => it.id);
        await pay(database, home.tenant.user, deposit);
        const rents = charges.filter((it) => it.kind === "rent");
        await pay(database, home.tenant.user, [rents[0]?.id as string]);
        const before = {
          seller: await books(database, world.org),
          buyer: await books(database, buyerOrg),
        };
        const sale = await sellTo(database, world, home.unit, otherOwner);
        await closeSale(database, world, sale);

        const [mine] = await handoversOf(database, owner, home.tenancy.id);
        assertEquals([mine?.side, mine?.org_id, mine?.deposit_kobo], [
          "passed_on",
          world.org,
          300_000,
        ]);
        const successor = mine?.other_tenancy_id as string;
        const [theirs] = await handoversOf(database, otherOwner, successor);
        assertEquals([theirs?.side, theirs?.org_id, theirs?.other_tenancy_id], [
          "taken_over",
          buyerOrg,
          home.tenancy.id,
        ]);
        const facts =
          "status, nature, starts_on::text, ends_on::text, rent_kobo::float8, rent_per, advance_periods";
        const [old] = await database.query(`select ${facts} from tenancies where id = $1`, [
          home.tenancy.id,
        ]);
        const [now] = await database.query(`select ${facts} from tenancies where id = $1`, [
          successor,
        ]);
        assertEquals(old, { ...now, status: "passed_on" });
        assertEquals(now?.["status"], "active");

        // What began before stays with the seller, paid or not; what begins from today on is the buyer's; nothing is both.
        const today = nigerianDate();
        const kept = await owedBy(database, home.tenancy.id);
        assert(
          kept.every((it) => it.days === null || it.days.slice(1, 11) < today),
          "nothing to come is owed to the seller",
        );
        assert(kept.some((it) => it.kind === "rent" && it.paid_kobo === 0), "arrears are");
        const taken = await owedBy(database, successor);
        const days = (all: typeof kept, kind: string) =>
          all.filter((it) => it.kind === kind).map((it) => it.days).sort();
        await generate(database, nigerianDate(62));
        for (const kind of ["rent", "service_charge"]) {
          const [ours, following] = [
            days(kept, kind),
            days(await owedBy(database, successor), kind),
          ];
          const last = ours.at(-1)?.slice(12, 22);
          assertEquals(following[0]?.slice(1, 11), last, `${kind} goes on where it was left`);
          assertEquals(days(await owedBy(database, home.tenancy.id), kind), ours);
        }
        assert(
          taken.every((it) => it.kind !== "caution_deposit"),
          "a deposit that is paid is not demanded again",
        );

        // In both books, and the proof agrees.
        const after = {
          seller: await books(database, world.org),
          buyer: await books(database, buyerOrg),
        };
        const moved = (side: "seller" | "buyer", kind: string) =>
          (after[side][kind] ?? 0) - (before[side][kind] ?? 0);
        assertEquals([moved("seller", "deposits_held"), moved("seller", "handover_due")], [
          300_000,
          -300_000,
        ]);
        assertEquals([moved("buyer", "deposits_held"), moved("buyer", "handover_due")], [
          -300_000,
          300_000,
        ]);
        assertEquals(await depositOf(owner, home.tenancy.id), {
          held: 0,
          passed: 300_000,
          paid: 300_000,
        });
        assertEquals(await depositOf(otherOwner, successor), {
          held: 300_000,
          passed: 0,
          paid: 300_000,
        });
        for (const org of [world.org, buyerOrg]) assertEquals(await differences(database, org), []);

        // The money of it follows; the buyer says so, once.
        assertEquals(
          (await problem(as(database, owner, "select confirm_handover_deposit($1)", [successor])))[
            1
          ],
          "handover.not_found",
        );
        for (let n = 0; n < 2; n++) {
          await as(database, otherOwner, "select confirm_handover_deposit($1)", [successor]);
        }
        assertEquals(
          (await books(database, buyerOrg))["handover_due"] ?? 0,
          before.buyer["handover_due"] ?? 0,
        );
        assertEquals(
          (await books(database, world.org))["handover_due"] ?? 0,
          before.seller["handover_due"] ?? 0,
        );

        // The tenant sees both and pays the new one; each side sees its own.
        const tenant = { user: home.tenant.user };
        const seen = await as<{ id: string }>(
          database,
          tenant,
          "select id from tenancies order by id",
        );
        assertEquals(seen.map((it) => it.id), [home.tenancy.id, successor].sort());
        for (
          const [by, tenancy] of [[owner, successor], [agent, successor], [
            otherOwner,
            home.tenancy.id,
          ], [stranger, successor]] as const
        ) {
          for (
            const table of [
              "charges",
              "payments",
              "charge_schedules",
              "tenancy_parties",
              "receipts",
            ]
          ) {
            assertEquals(
              await as(database, by, `select 1 as seen from ${table} where tenancy_id = $1`, [
                tenancy,
              ]),
              [],
              table,
            );
          }
          assertEquals(
            await as(database, by, "select id from tenancies where id = $1", [tenancy]),
            [],
          );
        }
        assertEquals(
          await as(database, otherOwner, "select id from ledger_entries where org_id = $1", [
            world.org,
          ]),
          [],
        );
        const [news] = await told(database, tenant, "tenancy_passed_on");
        assertEquals(news?.title, "Your home was sold: pay its new owner from now on");
        assertEquals([news?.payload["landlord"], news?.payload["tenancy_id"]], [
          "Other Homes",
          successor,
        ]);
        assertEquals(await told(database, tenant, "tenancy_ended"), []);
        assertEquals((await told(database, otherOwner, "tenancy_taken_over")).length, 1);
        const [history] = await as<{ ended_by: string }>(
          database,
          tenant,
          "select ended_by from rental_history() where tenancy_id = $1",
          [home.tenancy.id],
        );
        assertEquals(history?.ended_by, "sale of the home");
        const [roll] = await as<{ deposit: number; status: string }>(
          database,
          otherOwner,
          "select deposit_paid_kobo::float8 as deposit, status from rent_roll($1) where tenancy_id = $2",
          [buyerOrg, successor],
        );
        assertEquals(roll, { deposit: 300_000, status: "active" });
        await pay(database, tenant.user, [
          taken.find((it) => it.kind === "rent")?.id ??
            (await owedBy(database, successor, "rent"))[0]?.id as string,
        ]);
        assertEquals(
          (await as(database, otherOwner, "select 1 as paid from receipts where tenancy_id = $1", [
            successor,
          ])).length,
          1,
        );

        // The new landlord goes on as any: a renewal, a notice, an end.
        const renewal = await on(database, otherOwner, "offer_renewal($1, 12000000)", successor);
        assertEquals(renewal.parent_id, successor);
        await on(database, otherOwner, "end_tenancy($1, 'Changed our mind')", renewal.id);
        assertEquals(
          (await problem(on(database, owner, "end_tenancy($1, 'Mine')", home.tenancy.id)))[1],
          "tenancy.illegal_transition",
        );
        await on(database, otherOwner, "end_tenancy($1, 'Moved out')", successor);
        assertEquals((await depositOf(tenant, successor))?.held, 300_000);
      },
    );

    await t.step(
      "a year paid ahead stays with the seller: counted by days, and not owed again",
      async () => {
        const home = await letSince(database, world, 2);
        const charges = await owedBy(database, home.tenancy.id);
        await pay(database, home.tenant.user, charges.map((it) => it.id));
        await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
        const [mine] = await handoversOf(database, owner, home.tenancy.id);
        const [period] = await database.query<{ left: number; all: number }>(
          "select upper(period) - private.lagos_date() as left, upper(period) - lower(period) as all from charges where id = $1",
          [charges[0]?.id],
        );
        assertEquals(
          mine?.prepaid_kobo,
          Math.floor(10_000_000 * (period?.left ?? 0) / (period?.all ?? 1)),
        );
        assertEquals(await owedBy(database, mine?.other_tenancy_id as string), []);
        assertEquals(mine?.settled, true, "without a deposit nothing is due between them");
      },
    );

    await t.step("paid ahead past an unpaid month: no month is lost or owed to both", async () => {
      const home = await letSince(database, world, 0, { per: "month" });
      await generate(database, nigerianDate(70));
      const rents = await owedBy(database, home.tenancy.id, "rent");
      await pay(database, home.tenant.user, [rents[1]?.id as string]);
      await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
      const kept = await owedBy(database, home.tenancy.id, "rent");
      assertEquals(kept.map((it) => it.days), rents.slice(0, 2).map((it) => it.days));
      await generate(database, nigerianDate(70));
      const taken = await owedBy(database, await successorOf(database, home.tenancy.id), "rent");
      assertEquals(taken[0]?.days, rents[2]?.days);
    });

    await t.step("a deposit that nobody has paid yet is owed to the buyer", async () => {
      const home = await letSince(database, world, 1);
      await addSchedule(database, owner, {
        tenancy_id: home.tenancy.id,
        kind: "caution_deposit",
        amount_kobo: 200_000,
      });
      await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
      assertEquals(await owedBy(database, home.tenancy.id, "caution_deposit"), []);
      const [owed] = await owedBy(
        database,
        await successorOf(database, home.tenancy.id),
        "caution_deposit",
      );
      assertEquals(owed?.amount_kobo, 200_000);
      for (const org of [world.org, buyerOrg]) assertEquals(await differences(database, org), []);
    });

    await t.step(
      "a checkout that is paid after the sale is kept, and told to a person",
      async () => {
        const home = await letSince(database, world, 0, { per: "month" });
        await generate(database, nigerianDate(40));
        const rents = await owedBy(database, home.tenancy.id, "rent");
        const late = await start(database, home.tenant.user, [rents[1]?.id as string]);
        await pay(database, home.tenant.user, [rents[0]?.id as string]);
        await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
        assertEquals(await settle(database, late), "settled");
        const [credit] = await database.query<{ left_kobo: number }>(
          "select left_kobo from payment_credits where payment_id = $1",
          [late.id],
        );
        assertEquals(Number(credit?.left_kobo), late.kobo);
        const [exception] = await database.query<
          { kind: string; details: Record<string, unknown> }
        >(
          "select kind, details from payment_exceptions where payment_id = $1 and kind = 'paid_former_owner'",
          [late.id],
        );
        assertEquals(exception?.details["new_owner"], buyerOrg);
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step(
      "a notice binds the new landlord, and a renewal that is agreed comes along",
      async () => {
        const noticed = await letSince(database, world, 8, { per: "month", months: 6 });
        await as(
          database,
          { user: noticed.tenant.user },
          "select give_notice($1, $2, 'Moving')",
          [noticed.tenancy.id, nigerianDate(60)],
        );
        await closeSale(database, world, await sellTo(database, world, noticed.unit, otherOwner));
        const successor = await successorOf(database, noticed.tenancy.id);
        const [after] = await database.query<{ status: string; notices: number }>(
          "select status, (select count(*)::int from tenancy_notices where tenancy_id = t.id) as notices from tenancies as t where id = $1",
          [successor],
        );
        assertEquals(after, { status: "notice_given", notices: 1 });
        assertEquals(
          (await told(database, { user: noticed.tenant.user }, "notice_given")).length,
          0,
          "they gave it themselves, and once",
        );

        const renewed = await letSince(database, world, 11);
        const renewal = await on(
          database,
          owner,
          "offer_renewal($1, 12000000)",
          renewed.tenancy.id,
        );
        await on(database, { user: renewed.tenant.user }, "accept_tenancy($1)", renewal.id);
        await closeSale(database, world, await sellTo(database, world, renewed.unit, otherOwner));
        const [parent, child] = [
          await successorOf(database, renewed.tenancy.id),
          await successorOf(database, renewal.id),
        ];
        const [linked] = await database.query<{ parent_id: string; status: string }>(
          "select parent_id, status from tenancies where id = $1",
          [child],
        );
        assertEquals(linked, { parent_id: parent, status: "active" });
        const [units] = await database.query<{ n: number; properties: number }>(
          "select count(*)::int as n, count(distinct property_id)::int as properties from units where org_id = $1",
          [buyerOrg],
        );
        assertEquals(units?.properties, 1, "homes of one property come into one");
      },
    );

    await t.step("a tenant without an account, and one whom the buyer knows already", async () => {
      const nobody = await knownTenant(database, world, false);
      const home = await letSince(database, world, 1);
      await database.query(
        "insert into tenancy_parties (org_id, tenancy_id, tenant_id) values ($1, $2, $3)",
        [world.org, home.tenancy.id, nobody.id],
      );
      const [known] = await database.query<{ id: string }>(
        "insert into tenants (org_id, user_id, full_name, address) values ($1, $2, 'Bola A.', '9 Bode Thomas, Surulere') returning id",
        [buyerOrg, home.tenant.user],
      );
      await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
      const parties = await as<{ tenant_id: string; full_name: string; accepted: boolean }>(
        database,
        otherOwner,
        `select party.tenant_id, tenant.full_name, party.accepted_at is not null as accepted
         from tenancy_parties as party join tenants as tenant on tenant.id = party.tenant_id
         where party.tenancy_id = $1 order by accepted desc`,
        [await successorOf(database, home.tenancy.id)],
      );
      assertEquals(parties.map((it) => [it.full_name, it.accepted]), [["Bola A.", true], [
        "Bola Ade",
        false,
      ]]);
      assertEquals(parties[0]?.tenant_id, known?.id);
    });

    await t.step(
      "what was said and filed with the former landlord stays readable as before",
      async () => {
        const home = await letSince(database, world, 1);
        const tenant = { user: home.tenant.user };
        const [talk] = await as<{ id: string }>(
          database,
          tenant,
          "select id from open_conversation(tenancy_id => $1)",
          [home.tenancy.id],
        );
        await as(
          database,
          tenant,
          "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'The tap drips')",
          [world.org, talk?.id],
        );
        await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
        const read = (by: Actor) =>
          as(database, by, "select body from messages where conversation_id = $1", [talk?.id]);
        assertEquals([
          (await read(tenant)).length,
          (await read(owner)).length,
          (await read(otherOwner)).length,
        ], [1, 1, 0]);
        const successor = await successorOf(database, home.tenancy.id);
        const [anew] = await as<{ org_id: string }>(
          database,
          tenant,
          "select org_id from open_conversation(tenancy_id => $1)",
          [successor],
        );
        assertEquals(anew?.org_id, buyerOrg);
      },
    );

    await t.step("who has no organization says later where the home goes", async () => {
      const buyer = { user: await createUser(database, "buyer") };
      const home = await letSince(database, world, 1, { per: "month" });
      const sale = await sellTo(database, world, home.unit, buyer);
      await closeSale(database, world, sale);
      const status = async (id: string) =>
        (await database.query<{ status: string }>("select status from tenancies where id = $1", [
          id,
        ]))[0]?.status;
      assertEquals(await status(home.tenancy.id), "active", "until then the seller goes on");
      assertEquals((await told(database, buyer, "home_to_take")).length, 1);
      const take = (by: Actor, org: string) =>
        call<{ id: string }>(database, by, "name_buying_organization", {
          sale_id: sale,
          org_id: org,
        });
      const first = await createOrganization(database, buyer, "Buyer One");
      const second = await createOrganization(database, buyer, "Buyer Two");
      assertEquals((await problem(take(buyer, buyerOrg)))[1], "auth.forbidden");
      assertEquals((await problem(take(otherOwner, buyerOrg)))[1], "sale.not_found");
      assertEquals((await problem(take(owner, world.org)))[1], "sale.not_found");
      await take(buyer, first);
      assertEquals(await status(home.tenancy.id), "passed_on");
      const successor = await successorOf(database, home.tenancy.id);
      await take(buyer, first);
      assertEquals(await successorOf(database, home.tenancy.id), successor);
      assertEquals((await problem(take(buyer, second)))[1], "sale.already_taken");
    });

    await t.step(
      "who has several says so before, and nobody is handed tenants unasked",
      async () => {
        const buyer = { user: await createUser(database, "buyer") };
        await createOrganization(database, buyer, "Buyer Three");
        const chosen = await createOrganization(database, buyer, "Buyer Four");
        const home = await letSince(database, world, 1);
        const sale = await sellTo(database, world, home.unit, buyer);
        // The seller names a stranger's organization as buyer: it is not asked for, and gets nothing.
        await call(database, owner, "add_sale_party", {
          sale_id: sale,
          role: "buyer",
          full_name: "Other Homes",
          party_org_id: buyerOrg,
        });
        await call(database, buyer, "name_buying_organization", { sale_id: sale, org_id: chosen });
        await closeSale(database, world, sale);
        const [row] = await database.query<{ org_id: string }>(
          "select org_id from tenancies where id = $1",
          [
            await successorOf(database, home.tenancy.id),
          ],
        );
        assertEquals(row?.org_id, chosen);
      },
    );

    await t.step("a handover is evidence: nobody edits or deletes it", async () => {
      for (
        const change of [
          "update tenancy_handovers set deposit_kobo = 1",
          "delete from tenancy_handovers",
          "truncate tenancy_handovers",
        ]
      ) {
        assertEquals((await refusal(database.exec(change))).hint, "record.append_only");
      }
    });
    for (const org of [world.org, buyerOrg]) assertEquals(await differences(database, org), []);
  } finally {
    await close();
  }
});

Deno.test({
  name:
    "a completion meets payments, the nightly charges and other completions: nothing is owed to both, or lost",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await database.query("update private.person_limits set burst = null where $1", [true]);
      const { owner, manager, otherOwner } = world.people;
      const [other] = await database.query<{ id: string }>(
        "select org_id as id from memberships where user_id = $1",
        [otherOwner.user],
      );
      for (let round = 0; round < 12; round++) {
        const home = await letSince(database, world, 2, { per: "month" });
        await addSchedule(database, owner, {
          tenancy_id: home.tenancy.id,
          kind: "caution_deposit",
          amount_kobo: 300_000,
        });
        const charges = await owedBy(database, home.tenancy.id);
        const payments = [];
        for (const charge of charges) {
          payments.push(await start(database, home.tenant.user, [charge.id]));
        }
        const sale = await sellTo(database, world, home.unit, otherOwner);
        const closing = (by: Actor) =>
          call(database, by, "close_sale", {
            sale_id: sale,
            price_kobo: 9_000_000_000,
            closed_on: nigerianDate(),
          });
        const outcomes = await Promise.allSettled([
          closing(owner),
          closing(manager),
          generate(database, nigerianDate(35)),
          ...payments.map((it) => settle(database, it)),
          generate(database, nigerianDate(65)),
          database.query("select private.draw_credit() where $1", [true]),
        ]);
        assertEquals(
          outcomes.flatMap((it) =>
            it.status === "rejected" ? [String(it.reason.hint ?? it.reason)] : []
          ),
          [],
        );
        const [count] = await database.query<{ n: number }>(
          "select count(*)::int as n from tenancy_handovers where sale_id = $1",
          [sale],
        );
        assertEquals(count?.n, 1);
        const successor = await successorOf(database, home.tenancy.id);
        await generate(database, nigerianDate(65));
        // Every day of rent is owed once, to one of them.
        const overlaps = await database.query(
          `select one.period from charges as one join charges as two on two.period && one.period and two.id > one.id
           where one.tenancy_id in ($1, $2) and two.tenancy_id in ($1, $2) and one.kind = 'rent' and two.kind = 'rent'
             and one.reverses_id is null and two.reverses_id is null and not one.is_reversed and not two.is_reversed`,
          [home.tenancy.id, successor],
        );
        assertEquals(overlaps, []);
        const [covered] = await database.query<{ gaps: number }>(
          `select (max(upper(period)) - min(lower(period)) - sum(upper(period) - lower(period)))::int as gaps from charges
           where tenancy_id in ($1, $2) and kind = 'rent' and reverses_id is null and not is_reversed`,
          [home.tenancy.id, successor],
        );
        assertEquals(covered?.gaps, 0);
        // All that was paid is on a charge, or a credit that a person was told of.
        const [money] = await database.query<{ paid: number; placed: number; untold: number }>(
          `select sum(payment.amount_kobo)::float8 as paid,
             (sum(coalesce((select sum(amount_kobo) from payment_allocations where payment_id = payment.id), 0))
               + sum(coalesce(credit.left_kobo, 0)))::float8 as placed,
             count(*) filter (where credit.left_kobo > 0 and not exists (
               select from payment_exceptions as e where e.payment_id = payment.id and e.kind = 'paid_former_owner'))::int as untold
           from payments as payment left join payment_credits as credit on credit.payment_id = payment.id
           where payment.tenancy_id = $1 and payment.status = 'succeeded'`,
          [home.tenancy.id],
        );
        assertEquals([money?.placed, money?.untold], [money?.paid, 0]);
      }
      for (const org of [world.org, other?.id as string]) {
        assertEquals(await differences(database, org), []);
      }
    } finally {
      await close();
    }
  },
});
