import { assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "./agencies.ts";
import { freshUnit, knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import type { TestDatabase } from "../test_database.ts";
import { createListing, type World } from "../world.ts";

/** How many rows of each of the owner's tables an actor sees. */
async function seen(
  database: TestDatabase["database"],
  by: Actor,
  world: World,
  tables: readonly string[],
) {
  const counted: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await as<{ n: number }>(
      database,
      by,
      `select count(*)::int as n from ${table} where org_id = $1`,
      [world.org],
    );
    counted[table] = row?.n ?? 0;
  }
  return counted;
}

Deno.test("a live mandate opens what it names and nothing else", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people, org } = world;
    const places = ["properties", "units"];
    const moneyTables = [
      "tenancies",
      "tenancy_parties",
      "charge_schedules",
      "charges",
      "payments",
      "payment_items",
      "payment_allocations",
      "receipts",
    ];
    const none = (tables: readonly string[]) => Object.fromEntries(tables.map((it) => [it, 0]));
    const [estate] = await as<{ id: string }>(
      database,
      people.owner,
      `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
       values ($1, 'estate', 'Sabo Estate', '1 Birrel Avenue', 'Yaba', 'Lagos Mainland', 'Lagos',
         3.38, 6.51) returning id`,
      [org],
    );
    const [elsewhere] = await as<{ id: string }>(
      database,
      people.owner,
      `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
       values ($1, 'house', 'Bodija House', '2 Awolowo Avenue', 'Bodija', 'Ibadan North', 'Oyo',
         3.91, 7.41) returning id`,
      [org],
    );
    const [otherUnit] = await as<{ id: string }>(
      database,
      people.owner,
      "insert into units (org_id, property_id, label, kind) values ($1, $2, 'House', 'detached') returning id",
      [org, elsewhere?.id],
    );
    await as(database, people.owner, "update properties set parent_id = $1 where id = $2", [
      estate?.id,
      world.property,
    ]);
    const write = (by: Actor, unit: unknown, purpose = "sale") =>
      as<{ id: string; mandate_id: string | null; org_id: string }>(
        database,
        by,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, $3, 'Two-bed flat in Yaba', 9000000000, $4) returning id, mandate_id, org_id`,
        [org, unit, purpose, purpose === "sale" ? "total" : "year"],
      );
    const publish = (by: Actor, id: unknown) =>
      as<{ status: string }>(database, by, "select status from move_listing($1, 'published')", [
        id,
      ]);
    const status = async (id: unknown) =>
      (await database.query<{ status: string }>("select status from listings where id = $1", [id]))[
        0
      ]
        ?.status;

    await t.step("before it is accepted it opens nothing", async () => {
      const offered = await offer(database, people.owner, world, harbour.org);
      assertEquals(await seen(database, harbour.principal, world, places), none(places));
      assertEquals((await refusal(write(harbour.agent, world.vacantUnit))).code, "42501");
      await revoke(database, people.owner, offered.id);
    });

    const listing = { id: "" };
    const lister = await offer(database, people.owner, world, harbour.org, {
      scopes: "{list}",
      property_id: estate?.id,
    });
    await answer(database, harbour.principal, lister.id);

    await t.step(
      "an agent lists for the owner, in the property and in what stands in it",
      async () => {
        assertEquals(await seen(database, harbour.agent, world, places), {
          properties: 2,
          units: 3,
        });
        const [written] = await write(harbour.agent, world.vacantUnit);
        assertEquals([written?.org_id, written?.mandate_id], [org, lister.id]);
        listing.id = written?.id as string;
        assertEquals((await publish(harbour.agent, listing.id))[0]?.status, "published");
        const changed = await as(
          database,
          harbour.agent,
          "update listings set price_kobo = 8500000000 where id = $1 returning id",
          [listing.id],
        );
        assertEquals(changed.length, 1);
        const own = await createListing(database, people.owner, {
          org,
          unit: otherUnit?.id as string,
        });
        const [owners] = await database.query("select mandate_id from listings where id = $1", [
          own,
        ]);
        assertEquals(owners, { mandate_id: null });
      },
    );

    await t.step(
      "not elsewhere, not by others, not by those in the agency who do not list",
      async () => {
        const outside = await refusal(write(harbour.agent, otherUnit?.id));
        assertEquals(outside.code, "42501");
        for (const by of [harbour.accountant, rival.principal, people.stranger]) {
          assertEquals((await refusal(write(by, world.vacantUnit))).code, "42501");
          assertEquals(await problem(publish(by, listing.id)), [
            "PT404",
            "listing.not_found",
            "listing_id",
          ]);
        }
        assertEquals(await seen(database, harbour.accountant, world, places), none(places));
      },
    );

    await t.step("a mandate to list shows no money", async () => {
      assertEquals(await seen(database, harbour.principal, world, moneyTables), none(moneyTables));
      assertEquals((await as(database, harbour.principal, "select id from tenants")).length, 0);
    });

    await t.step(
      "a revoked one pauses what was listed under it, and opens nothing more",
      async () => {
        const [waiting] = await write(harbour.agent, world.unit);
        await database.query("select private.move_listing($1, 'pending_review')", [waiting?.id]);
        await revoke(database, people.owner, lister.id, "Sold it myself");
        assertEquals([await status(listing.id), await status(waiting?.id)], ["paused", "draft"]);
        assertEquals((await refusal(write(harbour.agent, world.vacantUnit))).code, "42501");
        assertEquals((await refusal(publish(harbour.agent, listing.id))).hint, "listing.not_found");
        assertEquals(await seen(database, harbour.agent, world, places), none(places));
        assertEquals(
          (await publish(people.owner, listing.id))[0]?.status,
          "published",
          "the owner may",
        );
      },
    );

    await t.step(
      "one that has not begun, or whose days are over, opens nothing even before the sweep",
      async () => {
        const early = await offer(database, people.owner, world, harbour.org, {
          starts_on: "2098-01-01",
        });
        await answer(database, harbour.principal, early.id);
        assertEquals(await seen(database, harbour.principal, world, places), none(places));
        const late = await offer(database, people.owner, world, harbour.org);
        await answer(database, harbour.principal, late.id);
        const [under] = await write(harbour.agent, world.vacantUnit, "rent");
        assertEquals(under?.mandate_id, late.id);
        await as(
          database,
          people.owner,
          "select move_listing(id, 'closed') from listings where unit_id = $1 and purpose = 'rent' and status = 'published'",
          [
            world.vacantUnit,
          ],
        );
        await publish(harbour.agent, under?.id);
        const unanswered = await offer(database, people.owner, world, harbour.org, {
          fee_bps: 900,
        });
        await database.query(
          "update mandates set ends_on = private.lagos_date() where id in ($1, $2)",
          [late.id, unanswered.id],
        );
        assertEquals(await seen(database, harbour.principal, world, places), none(places));
        assertEquals(await problem(answer(database, harbour.principal, unanswered.id)), [
          "PT409",
          "mandate.ended",
          "id",
        ]);
        assertEquals(await status(under?.id), "published");
        const [swept] = await database.query("select private.end_mandates() as n");
        assertEquals(swept, { n: 2 });
        assertEquals(await status(under?.id), "paused");
        const states = await database.query<{ status: string }>(
          "select status from mandates where id in ($1, $2) order by id",
          [late.id, unanswered.id],
        );
        assertEquals(states.map((it) => it.status), ["ended", "withdrawn"]);
        const told = await database.query<{ user_id: string; kind: string }>(
          "select user_id, kind from notifications where subject_id in ($1, $2) and kind in ('mandate_ended', 'mandate_withdrawn')",
          [late.id, unanswered.id],
        );
        for (const { user } of [people.owner, harbour.principal]) {
          const kinds = told.filter((it) => it.user_id === user).map((it) => it.kind).sort();
          assertEquals(kinds, ["mandate_ended", "mandate_withdrawn"]);
        }
        assertEquals((await database.query("select private.end_mandates() as n"))[0], { n: 0 });
      },
    );

    await t.step(
      "a mandate to collect shows the money of its tenancies, to those who handle money",
      async () => {
        const collector = await offer(database, people.owner, world, harbour.org, {
          scopes: "{collect}",
          property_id: world.property,
        });
        await answer(database, harbour.manager, collector.id);
        const whole = await seen(database, people.owner, world, moneyTables);
        assertEquals(await seen(database, harbour.accountant, world, moneyTables), whole);
        assertEquals(await seen(database, harbour.agent, world, moneyTables), none(moneyTables));
        const [balance] = await as<{ status: string }>(
          database,
          harbour.accountant,
          "select status from charge_balances where charge_id = $1",
          [world.charge],
        );
        assertEquals(balance?.status, "paid", "what was paid is seen with what is owed");
        assertEquals((await refusal(write(harbour.principal, world.vacantUnit))).code, "42501");
        await revoke(database, people.owner, collector.id);
        assertEquals(
          await seen(database, harbour.accountant, world, moneyTables),
          none(moneyTables),
        );
      },
    );
  } finally {
    await close();
  }
});

Deno.test("an agency that signs sees who lives there or is to, and nobody from before it", async () => {
  const { database, close, world, harbour } = await openAgencies();
  try {
    const { owner } = world.people;
    const { id } = await offer(database, owner, world, harbour.org, { scopes: "{sign}" });
    await answer(database, harbour.principal, id);
    const of = async (tenancy: string) =>
      (await database.query<{ tenant_id: string }>(
        "select tenant_id from tenancy_parties where tenancy_id = $1",
        [tenancy],
      ))[0]?.tenant_id as string;
    const { tenancy: running } = await letSince(database, world, 3);
    const { tenancy: ended } = await letSince(database, world, 3);
    await on(database, owner, "end_tenancy($1, 'Moved out')", ended.id);
    const offered = async () =>
      await on(
        database,
        owner,
        "offer_tenancy($1, array[$2]::uuid[], private.lagos_date()::text, 10000000)",
        await freshUnit(database, world),
        (await knownTenant(database, world)).id,
      );
    const [open, withdrawn, own] = [await offered(), await offered(), await offered()];
    await database.query("update tenancies set mandate_id = $1 where id = $2", [id, own.id]);
    for (const over of [withdrawn, own]) {
      await on(database, owner, "end_tenancy($1, 'Not let')", over.id);
    }
    const sees = async () => {
      const rows = await as<{ id: string }>(database, harbour.manager, "select id from tenants");
      return rows.map((it) => it.id);
    };
    const seen = await sees();
    for (
      const [tenancy, is] of [[running, true], [open, true], [own, true], [ended, false], [
        withdrawn,
        false,
      ]] as const
    ) {
      assertEquals(seen.includes(await of(tenancy.id)), is, tenancy.status);
    }
    await database.query("update organizations set suspended_at = now() where id = $1", [
      harbour.org,
    ]);
    assertEquals(await sees(), []);
  } finally {
    await close();
  }
});
