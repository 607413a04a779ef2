import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { call, offerToRent } from "../deals/deals.ts";
import { freshListing, person, submitted } from "../deals/prospects.ts";
import { offer as offerMandate, openAgencies } from "../mandates/agencies.ts";
import { demand } from "../money/owed.ts";
import { openWorld, type TestDatabase } from "../test_database.ts";

type Database = TestDatabase["database"];
type Row = Record<"id" | "state", string> & Record<string, unknown>;
interface Today {
  on_day: string;
  needs: Record<string, { count: number; may_act: boolean; rows: Row[] }>;
  figures: Record<string, Record<string, unknown>>;
}

const today = async (database: Database, by: Actor, org: string | null) =>
  (await as<{ today: Today }>(database, by, "select org_today($1) as today", [org]))[0]!.today;
const counts = ({ needs }: Today) =>
  Object.fromEntries(
    Object.entries(needs).map(([part, { count }]) => [part, count] as const)
      .filter(([, count]) => count > 0).toSorted(),
  );
const states = (found: Today, part: string) => found.needs[part]?.rows.map(({ state }) => state);

Deno.test("today shows each member the parts that their permissions allow", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, manager, accountant, agent, otherOwner, tenant, staff } = world.people;
    const of = (by: Actor) => today(database, by, world.org);
    const parts = async (by: Actor) => {
      const { needs, figures } = await of(by);
      return [Object.keys(needs).toSorted(), Object.keys(figures).toSorted()];
    };
    const deals = ["applications", "enquiries", "offers", "viewings"];
    const money = ["deductions", "disputes", "payments", "payouts", "refunds"];
    const lettings = ["endings", "inspections", "listings", "mandates", "notices"];
    const figures = ["ageing", "month", "occupancy"];
    assertEquals(await parts(owner), [
      [...deals, ...money, ...lettings, "bank_rows"].toSorted(),
      figures,
    ]);
    assertEquals(await parts(manager), [[...deals, ...money, ...lettings].toSorted(), figures]);
    assertEquals(await parts(accountant), [
      [...money, ...lettings, "bank_rows"].toSorted(),
      figures,
    ]);
    assertEquals(await parts(agent), [[...deals, ...lettings].toSorted(), ["occupancy"]]);
    const acts = async (by: Actor, part: string) => (await of(by)).needs[part]?.may_act;
    assertEquals([await acts(manager, "payments"), await acts(accountant, "payments")], [
      false,
      true,
    ]);
    for (
      const [by, org] of [[otherOwner, world.org], [tenant, world.org], [staff, world.org], [
        owner,
        null,
      ], [owner, "0190a6f0-0000-7000-8000-0000000000ff"]] as const
    ) {
      assertEquals(await problem(today(database, by, org)), ["PT403", "auth.forbidden", undefined]);
    }
    // What stands there is the report that it names.
    const found = await of(owner);
    const [waiting] = await as<{ id: string; kobo: number }>(
      database,
      owner,
      "select id, claimed_kobo as kobo from offline_payments where status = 'submitted'",
    );
    assertEquals(found.needs["payments"]?.count, 1);
    const row = found.needs["payments"]?.rows[0];
    assertEquals([row?.id, row?.["kobo"], row?.["property"], row?.["unit"]], [
      waiting?.id,
      Number(waiting?.kobo),
      "Yaba Court",
      "Flat 2",
    ]);
    assertEquals(
      found.needs["bank_rows"]?.count,
      Number(
        (await database.query<{ n: number }>(
          "select count(*)::int as n from statement_rows where decided_at is null",
        ))[0]?.n,
      ),
    );
    const [used] = await as<{ units: number; vacant: number }>(
      database,
      owner,
      `select count(*)::int as units, count(*) filter (where status = 'vacant')::int as vacant
       from unit_occupancy where org_id = $1`,
      [world.org],
    );
    const { units, vacant } = found.figures["occupancy"] ?? {};
    assertEquals([found.on_day, { units, vacant }], [nigerianDate(), used]);
  } finally {
    await close();
  }
});

Deno.test("the figures of today are those of the reports", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    for (const days of [0, -10, -45, -100]) {
      await demand(database, owner, world.tenancy, 1_000_00 - days, nigerianDate(days));
    }
    const { figures } = await today(database, owner, world.org);
    const [report] = await as<{ ageing: unknown; month: unknown }>(
      database,
      owner,
      `select (
           select jsonb_build_object('overdue_kobo', sum(overdue_kobo), 'not_due_kobo', sum(not_due_kobo),
             'over_90_days_kobo', sum(over_90_days_kobo), 'tenancies', count(*) filter (where overdue_kobo > 0))
           from ageing($1)) as ageing, (
           select jsonb_build_object('collected_kobo', (
             select sum(amount_kobo) from collections($1, date_trunc('month', private.lagos_date())::date::text,
               private.lagos_date()::text)), 'due_kobo', sum(amount_kobo), 'due_paid_kobo', sum(paid_kobo))
           from charge_balances where org_id = $1 and status <> 'reversed'
             and date_trunc('month', due_on) = date_trunc('month', private.lagos_date())) as month`,
      [world.org],
    );
    const picked = (part: string, like: unknown) =>
      Object.fromEntries(
        Object.keys(like as Record<string, unknown>).map((key) => [key, figures[part]?.[key]]),
      );
    assertEquals(picked("ageing", report?.ageing), report?.ageing);
    assertEquals(picked("month", report?.month), report?.month);
    assertEquals(figures["ageing"]?.["oldest_due_on"], nigerianDate(-100));
  } finally {
    await close();
  }
});

Deno.test("what waits goes away when somebody has done it, the most urgent stands first, five at most", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent } = world.people;
    const before = await today(database, owner, world.org);
    const listing = await freshListing(database, world);
    const seekers = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((n) => person(database, `seeker-${n}`)),
    );
    for (const seeker of seekers) {
      await as(database, seeker, "select enquire($1, 'Is it still free?')", [listing]);
    }
    const [first, second] = seekers as [{ user: string }, { user: string }];
    await submitted(database, first, listing);
    const { id: bid } = await offerToRent(database, second, listing, {});
    const start = `${nigerianDate(1)}T10:00:00+01:00`;
    const [slot] = await as<{ id: string }>(
      database,
      agent,
      "select id from offer_viewing($1, $2, $3, 1)",
      [listing, start, `${nigerianDate(1)}T11:00:00+01:00`],
    );
    await as(database, first, "select book_viewing($1)", [slot?.id]);
    // Of the day after tomorrow nobody needs to know yet.
    const [later] = await as<{ id: string }>(
      database,
      agent,
      "select id from offer_viewing($1, $2, $3, 1)",
      [listing, `${nigerianDate(2)}T00:00:00+01:00`, `${nigerianDate(2)}T01:00:00+01:00`],
    );
    await as(database, second, "select book_viewing($1)", [later?.id]);
    const now = await today(database, owner, world.org);
    const more = (part: string) => (now.needs[part]?.count ?? 0) - (before.needs[part]?.count ?? 0);
    assertEquals(["enquiries", "applications", "offers", "viewings"].map(more), [7, 1, 1, 1]);
    assertEquals(now.needs["enquiries"]?.rows.length, 5);
    assertEquals(
      now.needs["enquiries"]?.rows.map(({ since }) => since),
      now.needs["enquiries"]?.rows.map(({ since }) => since as string).toSorted(),
    );
    const [talk] = await database.query<{ id: string; conversation_id: string }>(
      "select id, conversation_id from enquiries where listing_id = $1 order by id limit 1",
      [listing],
    );
    assertEquals(
      now.needs["enquiries"]?.rows.find(({ id }) => id === talk?.id)?.["conversation_id"],
      talk?.conversation_id,
    );
    const offered = now.needs["offers"]?.rows.find(({ id }) => id === bid);
    assertEquals([offered?.state, offered?.["person"], offered?.["title"]], [
      "offer",
      "seeker-2",
      "A flat in demand",
    ]);

    // Answered: the other side is waited for.
    await call(database, owner, "counter_offer", {
      offer_id: bid,
      amount_kobo: 110_000_000,
      starts_on: nigerianDate(2),
    });
    assertEquals(
      (await today(database, owner, world.org)).needs["offers"]?.rows.some(({ id }) => id === bid),
      false,
    );
    const [enquiry] = await database.query<{ conversation_id: string }>(
      "select conversation_id from enquiries where listing_id = $1 and enquirer_id = $2",
      [listing, first.user],
    );
    await as(
      database,
      owner,
      "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'Yes')",
      [world.org, enquiry?.conversation_id],
    );
    assertEquals(
      (await today(database, owner, world.org)).needs["enquiries"]?.count,
      now.needs["enquiries"]!.count - 1,
    );
  } finally {
    await close();
  }
});

Deno.test("listings that were sent back, taken down or are going stale need somebody, drafts do not", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, staff } = world.people;
    const before = counts(await today(database, owner, world.org))["listings"] ?? 0;
    const [back, down, stale, soon] = [
      await freshListing(database, world),
      await freshListing(database, world),
      await freshListing(database, world),
      await freshListing(database, world),
    ];
    await as(database, staff, "select review_listing($1, 'suspend', 'A copied photo')", [down]);
    await database.query("select private.move_listing($1, 'stale', 'Not confirmed in time')", [
      stale,
    ]);
    await database.query(
      "update listings set confirm_by = now() + interval '4 days' where id = $1",
      [soon],
    );
    await as(database, staff, "select set_listing_review($1, true)", [world.org]);
    await as(database, owner, "select move_listing($1, 'paused')", [back]);
    await as(database, owner, "select move_listing($1, 'published')", [back]);
    await as(database, staff, "select review_listing($1, 'return', 'Say what the fee is for')", [
      back,
    ]);
    const { needs } = await today(database, owner, world.org);
    const rows = needs["listings"]!.rows;
    assertEquals(needs["listings"]?.count, before + 4);
    const told = rows.filter(({ id }) => [back, down, stale, soon].includes(id))
      .map(({ id, state, note }) => [id, state, note]);
    assertEquals(
      told.toSorted(),
      [
        [back, "returned", "Say what the fee is for"],
        [down, "suspended", "A copied photo"],
        [stale, "stale", "Not confirmed in time"],
        [soon, "expiring", null],
      ].toSorted(),
    );
  } finally {
    await close();
  }
});

Deno.test("lettings: terms that end, notices, inspections", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, manager, tenant } = world.people;
    const find = async (part: string) => states(await today(database, owner, world.org), part);
    const none = await find("endings");
    await database.transaction(async (tx) => {
      await tx.query("select set_config('session_replication_role', 'replica', true) where $1", [
        true,
      ]);
      await tx.query(
        "update tenancies set starts_on = private.lagos_date() - 275, ends_on = private.lagos_date() + 90 where id = $1",
        [world.tenancy],
      );
    });
    assertEquals(await find("endings"), [...none ?? [], "active"]);
    await as(database, tenant, "select give_notice($1, $2, 'Moving to Abuja')", [
      world.tenancy,
      nigerianDate(200),
    ]);
    assertEquals(await find("notices"), ["given_by_tenant"]);
    await as(database, manager, "select schedule_inspection($1, 'move_out', $2)", [
      world.tenancy,
      `${nigerianDate(1)}T10:00:00+01:00`,
    ]);
    const now = await today(database, owner, world.org);
    assertEquals(states(now, "notices"), []);
    assertEquals(
      now.needs["inspections"]?.rows.filter(({ note }) => note === "move_out")
        .map(({ state }) => state),
      ["to_carry_out"],
    );
  } finally {
    await close();
  }
});

Deno.test("an agency's today has what comes of the homes that it lists for others", async () => {
  const { database, world, harbour, rival, close } = await openAgencies();
  try {
    const mandate = await offerMandate(database, world.people.owner, world, harbour.org, {
      scopes: "{list,show}",
    });
    assertEquals(states(await today(database, harbour.principal, harbour.org), "mandates"), [
      "offered",
    ]);
    await as(database, harbour.principal, "select answer_mandate($1, true)", [mandate.id]);
    const [listing] = await as<{ id: string }>(
      database,
      harbour.agent,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'sale', 'Listed for its owner', 900000000, 'total') returning id`,
      [world.org, world.vacantUnit],
    );
    await as(database, harbour.agent, "select move_listing($1, 'published')", [listing?.id]);
    const seeker = await person(database, "seeker");
    await as(database, seeker, "select enquire($1, 'May I see it?')", [listing?.id]);
    const enquiries = async (by: Actor, org: string) =>
      (await today(database, by, org)).needs["enquiries"]?.rows
        .filter(({ listing_id }) => listing_id === listing?.id).map(({ title }) => title);
    assertEquals(await enquiries(harbour.agent, harbour.org), ["Listed for its owner"]);
    assertEquals(await enquiries(world.people.owner, world.org), ["Listed for its owner"]);
    assertEquals(await enquiries(rival.principal, rival.org), []);
    await as(database, world.people.owner, "select revoke_mandate($1, 'Sold it myself')", [
      mandate.id,
    ]);
    assertEquals(await enquiries(harbour.agent, harbour.org), []);
  } finally {
    await close();
  }
});
