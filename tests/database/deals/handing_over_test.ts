import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { addSchedule, books, differences, generate, owedBy, pay } from "../money/owed.ts";
import { advance, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { closeSale, handoversOf, sellTo, successorOf, told } from "./handing_over.ts";

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
        const home = await letSince(database, world, 2, { per: "month" });
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

    await t.step(
      "who holds over when the home is sold agrees with its buyer on a renewal",
      async () => {
        const home = await letSince(database, world, 13);
        await advance(database);
        await generate(database, nigerianDate());
        await pay(
          database,
          home.tenant.user,
          (await owedBy(database, home.tenancy.id)).map((it) => it.id),
        );
        await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
        const successor = await successorOf(database, home.tenancy.id);
        const renewal = await on(database, otherOwner, "offer_renewal($1, 12000000)", successor);
        const accepted = await on(database, home.tenant, "accept_tenancy($1)", renewal.id);
        assertEquals([accepted.status, accepted.starts_on], ["active", home.tenancy.ends_on]);
        const states = await database.query<{ status: string }>(
          "select status from tenancies where id = $1",
          [successor],
        );
        assertEquals(states, [{ status: "ended" }]);
        // The year that was paid to the seller, after the term, stays paid: the buyer's rent begins after it.
        const seller = await owedBy(database, home.tenancy.id, "rent");
        assertEquals(seller.map((it) => it.paid_kobo), [10_000_000, 10_000_000]);
        assertEquals(await owedBy(database, renewal.id, "rent"), []);
        const [rent] = await database.query<{ first_on: string }>(
          "select first_on::text from charge_schedules where tenancy_id = $1 and kind = 'rent'",
          [renewal.id],
        );
        assertEquals(rent?.first_on, seller[1]?.days?.slice(12, 22));
        for (const org of [world.org, buyerOrg]) {
          assertEquals(await differences(database, org), []);
        }
      },
    );

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
    for (const org of [world.org, buyerOrg]) assertEquals(await differences(database, org), []);
  } finally {
    await close();
  }
});
