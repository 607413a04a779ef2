import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "./actor.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";
import { buildWorld, createListing, createUser, type World } from "./world.ts";

type Database = TestDatabase["database"];
interface Mandate {
  id: string;
  status: string;
  property_id: string | null;
  scopes: string[];
  reason: string | null;
}

/** The landlord's world, and an agency with a person in each role. */
async function buildAgencies(database: Database) {
  const world = await buildWorld(database);
  const person = async (name: string) => ({ user: await createUser(database, name) });
  const agency = async (name: string) => {
    const principal = await person(`${name}-principal`);
    const [org] = await as<{ id: string }>(
      database,
      principal,
      "select id from create_organization('agency', $1, '7 Adetokunbo Ademola Crescent, Wuse 2')",
      [name],
    );
    return { principal, org: org?.id as string };
  };
  const harbour = await agency("Harbour");
  const staff = {} as Record<"manager" | "accountant" | "agent", { user: string }>;
  for (const role of ["manager", "accountant", "agent"] as const) {
    staff[role] = await person(`harbour-${role}`);
    await database.query("insert into memberships (org_id, user_id, role) values ($1, $2, $3)", [
      harbour.org,
      staff[role].user,
      role,
    ]);
  }
  return { world, harbour: { ...harbour, ...staff }, rival: await agency("Rival") };
}

/** Offers a mandate from the beginning of 2026 until 2099, but for `changes`. */
async function offer(
  database: Database,
  by: Actor,
  world: World,
  agency: string,
  changes: Record<string, unknown> = {},
): Promise<Mandate> {
  const terms = Object.entries({
    org_id: world.org,
    agent_org_id: agency,
    scopes: "{list,collect}",
    fee_bps: 1000,
    fee_payer: "tenant",
    starts_on: "2026-01-01",
    ends_on: "2099-01-01",
    ...changes,
  });
  const casts: Record<string, string> = { scopes: "::text::public.mandate_scope[]" };
  const [made] = await as<Mandate>(
    database,
    by,
    `select id, status, property_id, array_to_json(scopes) as scopes, reason from offer_mandate(${
      terms.map(([name], n) => `${name} => $${n + 1}${casts[name] ?? ""}`).join(", ")
    })`,
    terms.map(([, value]) => value),
  );
  return made as Mandate;
}

const answer = async (database: Database, by: Actor, id: string, accept: boolean | null = true) =>
  (await as<Mandate>(database, by, "select * from answer_mandate($1, $2)", [id, accept]))[0];

const revoke = async (database: Database, by: Actor, id: string, reason: string | null = "Done") =>
  (await as<Mandate>(database, by, "select * from revoke_mandate($1, $2)", [id, reason]))[0];

/** Status, code and named field of a refusal. */
async function problem(work: Promise<unknown>): Promise<[string, string, string | undefined]> {
  const refused = await refusal(work);
  return [
    refused.code,
    refused.hint,
    refused.detail === "" ? undefined : JSON.parse(refused.detail).field,
  ];
}

/** How many rows of each of the owner's tables an actor sees. */
async function seen(database: Database, by: Actor, world: World, tables: readonly string[]) {
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

Deno.test("an owner gives an agency a mandate, and takes it back", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const { world, harbour, rival } = await buildAgencies(database);
    const { people } = world;
    const kinds = async (by: Actor) =>
      (await as<{ kind: string }>(
        database,
        by,
        "select kind from notifications where kind like 'mandate%' order by id",
      )).map((row) => row.kind);

    await t.step(
      "both sides hear of offer, acceptance and revocation, and see each other's name",
      async () => {
        const offered = await offer(database, people.owner, world, harbour.org);
        assertEquals([offered.status, offered.property_id], ["offered", null]);
        const [owner] = await as(
          database,
          harbour.agent,
          "select name from organizations where id = $1",
          [
            world.org,
          ],
        );
        assertEquals(owner, { name: "Ada Homes" });
        const [agency] = await as(
          database,
          people.agent,
          "select name from organizations where id = $1",
          [
            harbour.org,
          ],
        );
        assertEquals(agency, { name: "Harbour" });
        assertEquals((await answer(database, harbour.manager, offered.id))?.status, "active");
        assertEquals(
          (await answer(database, harbour.principal, offered.id))?.status,
          "active",
          "again",
        );
        assertEquals(
          (await revoke(database, people.owner, offered.id, " Too dear "))?.status,
          "revoked",
        );
        const again = await revoke(database, people.owner, offered.id);
        assertEquals([again?.status, again?.reason], ["revoked", "Too dear"]);
        assertEquals(await kinds(harbour.principal), ["mandate_offered", "mandate_revoked"]);
        assertEquals(await kinds(harbour.agent), ["mandate_revoked"]);
        assertEquals(await kinds(people.owner), ["mandate_accepted"]);
      },
    );

    await t.step("only those who may bind their side do so", async () => {
      for (const by of [people.manager, people.agent, people.otherOwner, harbour.principal]) {
        assertEquals(
          (await refusal(offer(database, by, world, harbour.org))).hint,
          "auth.forbidden",
        );
      }
      const offered = await offer(database, people.owner, world, harbour.org);
      for (const by of [harbour.agent, harbour.accountant]) {
        assertEquals((await refusal(answer(database, by, offered.id))).hint, "auth.forbidden");
      }
      for (const by of [people.owner, rival.principal]) {
        assertEquals(await problem(answer(database, by, offered.id)), [
          "PT404",
          "mandate.not_found",
          "id",
        ]);
      }
      assertEquals(
        (await refusal(revoke(database, people.manager, offered.id))).hint,
        "auth.forbidden",
      );
      assertEquals(await problem(revoke(database, harbour.principal, offered.id)), [
        "PT404",
        "mandate.not_found",
        "id",
      ]);
      assertEquals(
        (await as(database, rival.principal, "select id from mandates")).length,
        0,
        "a third party sees none of it",
      );
      assertEquals(
        (await answer(database, harbour.principal, offered.id, false))?.status,
        "declined",
      );
      assertEquals(
        (await refusal(answer(database, harbour.principal, offered.id))).hint,
        "mandate.illegal_transition",
      );
    });

    await t.step("an unanswered offer is withdrawn, and stays so", async () => {
      const offered = await offer(database, people.owner, world, harbour.org);
      assertEquals((await revoke(database, people.owner, offered.id))?.status, "withdrawn");
      assertEquals(
        (await refusal(answer(database, harbour.principal, offered.id))).hint,
        "mandate.illegal_transition",
      );
      const direct = database.query("update mandates set status = 'active' where id = $1", [
        offered.id,
      ]);
      assertEquals((await refusal(direct)).hint, "mandate.illegal_transition");
      const skipped = await offer(database, people.owner, world, harbour.org);
      const sideways = database.query("update mandates set status = 'active' where id = $1", [
        skipped.id,
      ]);
      assertEquals((await refusal(sideways)).hint, "mandate.direct_change");
    });

    await t.step("bad terms are refused by the field", async () => {
      const wrong: [Record<string, unknown>, string, string, string][] = [
        [{ scopes: "{}" }, "PT400", "mandate.bad_terms", "scopes"],
        [{ scopes: null }, "PT400", "mandate.bad_terms", "scopes"],
        [{ scopes: "{list,null}" }, "PT400", "mandate.bad_terms", "scopes"],
        [{ fee_bps: -1 }, "PT400", "mandate.bad_terms", "fee_bps"],
        [{ fee_bps: 10001 }, "PT400", "mandate.bad_terms", "fee_bps"],
        [{ fee_payer: null }, "PT400", "mandate.bad_terms", "fee_payer"],
        [{ starts_on: null }, "PT400", "mandate.bad_terms", "starts_on"],
        [{ starts_on: "-infinity" }, "PT400", "mandate.bad_terms", "starts_on"],
        [{ ends_on: "2026-01-01" }, "PT400", "mandate.bad_terms", "ends_on"],
        [{ ends_on: "infinity" }, "PT400", "mandate.bad_terms", "ends_on"],
        [
          { starts_on: "2020-01-01", ends_on: "2021-01-01" },
          "PT400",
          "mandate.bad_terms",
          "ends_on",
        ],
        [{ evidence: " " }, "PT400", "mandate.bad_terms", "evidence"],
        [{ agent_org_id: world.org }, "PT404", "mandate.unknown_agent", "agent_org_id"],
        [{ agent_org_id: crypto.randomUUID() }, "PT404", "mandate.unknown_agent", "agent_org_id"],
        [{ property_id: crypto.randomUUID() }, "PT404", "mandate.unknown_property", "property_id"],
      ];
      for (const [changes, ...expected] of wrong) {
        assertEquals(
          await problem(offer(database, people.owner, world, harbour.org, changes)),
          expected,
        );
      }
      const offered = await offer(database, people.owner, world, harbour.org, {
        scopes: "{sign,list,list}",
      });
      assertEquals(offered.scopes, ["list", "sign"], "a scope named twice counts once");
      assertEquals(await problem(answer(database, harbour.principal, offered.id, null)), [
        "PT400",
        "mandate.bad_terms",
        "accept",
      ]);
      assertEquals(await problem(revoke(database, people.owner, offered.id, null)), [
        "PT400",
        "mandate.bad_terms",
        "reason",
      ]);
    });
  } finally {
    await close();
  }
});

Deno.test("a live mandate opens what it names and nothing else", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const { world, harbour, rival } = await buildAgencies(database);
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
      `insert into properties (org_id, kind, name, street, area, lga, state, location)
       values ($1, 'estate', 'Sabo Estate', '1 Birrel Avenue', 'Yaba', 'Lagos Mainland', 'Lagos',
         extensions.st_point(3.38, 6.51)) returning id`,
      [org],
    );
    const [elsewhere] = await as<{ id: string }>(
      database,
      people.owner,
      `insert into properties (org_id, kind, name, street, area, lga, state, location)
       values ($1, 'house', 'Bodija House', '2 Awolowo Avenue', 'Bodija', 'Ibadan North', 'Oyo',
         extensions.st_point(3.91, 7.41)) returning id`,
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
        await database.query(
          "select private.begin_move('listing', $1)",
          [waiting?.id],
        );
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
        const unanswered = await offer(database, people.owner, world, harbour.org);
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

Deno.test("collecting without a live mandate is refused", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const { world, harbour, rival } = await buildAgencies(database);
    const { people } = world;
    const demand = async (by: Actor, changes: Record<string, unknown> = {}) => {
      const terms = Object.entries({
        tenancy_id: world.tenancy,
        kind: "service_charge",
        amount_kobo: 5_000_000,
        due_on: "2027-01-31",
        description: "Diesel for January",
        ...changes,
      });
      const [made] = await as<{ id: string; amount_kobo: number; org_id: string }>(
        database,
        by,
        `select * from demand_charge(${
          terms.map(([name], n) => `${name} => $${n + 1}`).join(", ")
        })`,
        terms.map(([, value]) => value),
      );
      return made;
    };
    const required = ["PT403", "mandate.required", "tenancy_id"];

    await t.step(
      "the landlord's side demands, its agent may not, others do not find the tenancy",
      async () => {
        for (const by of [people.owner, people.manager, people.accountant]) {
          assertEquals((await demand(by))?.org_id, world.org);
        }
        assertEquals((await refusal(demand(people.agent))).hint, "auth.forbidden");
        for (const by of [people.tenant, people.otherOwner, harbour.principal, rival.principal]) {
          assertEquals(await problem(demand(by)), ["PT404", "tenancy.not_found", "tenancy_id"]);
        }
        assertEquals(
          await problem(demand(people.owner, { tenancy_id: crypto.randomUUID() })),
          ["PT404", "tenancy.not_found", "tenancy_id"],
        );
      },
    );

    await t.step("bad demands are refused by the field", async () => {
      const wrong: [Record<string, unknown>, string][] = [
        [{ kind: "rent" }, "kind"],
        [{ kind: null }, "kind"],
        [{ amount_kobo: 0 }, "amount_kobo"],
        [{ amount_kobo: -1 }, "amount_kobo"],
        [{ amount_kobo: null }, "amount_kobo"],
        [{ due_on: null }, "due_on"],
        [{ due_on: "infinity" }, "due_on"],
        [{ description: " " }, "description"],
        [{ description: null }, "description"],
      ];
      for (const [changes, field] of wrong) {
        assertEquals(await problem(demand(people.owner, changes)), [
          "PT400",
          "charge.bad_demand",
          field,
        ]);
      }
    });

    await t.step(
      "a demand with an id of its own is posted once however often it is sent",
      async () => {
        const charge_id = crypto.randomUUID();
        const first = await demand(people.owner, { charge_id });
        const again = await demand(people.owner, { charge_id });
        assertEquals([first?.id, again?.id], [charge_id, charge_id]);
        assertEquals(await problem(demand(people.owner, { charge_id, amount_kobo: 1 })), [
          "PT409",
          "charge.already_posted",
          "charge_id",
        ]);
      },
    );

    await t.step(
      "an agency collects under its mandate and is refused when it is over",
      async () => {
        const collector = await offer(database, people.owner, world, harbour.org, {
          scopes: "{collect}",
        });
        assertEquals((await refusal(demand(harbour.accountant))).hint, "tenancy.not_found");
        await answer(database, harbour.principal, collector.id);
        const charge = await demand(harbour.accountant);
        const [seenByTenant] = await as(
          database,
          people.tenant,
          "select description from charges where id = $1",
          [charge?.id],
        );
        assertEquals(seenByTenant, { description: "Diesel for January" });
        assertEquals((await refusal(demand(harbour.agent))).hint, "tenancy.not_found");

        await revoke(database, people.owner, collector.id);
        assertEquals(await problem(demand(harbour.accountant)), required);
        assertEquals((await refusal(demand(rival.principal))).hint, "tenancy.not_found");

        const lister = await offer(database, people.owner, world, rival.org, { scopes: "{list}" });
        await answer(database, rival.principal, lister.id);
        assertEquals(
          await problem(demand(rival.principal)),
          required,
          "a mandate to list is none to collect",
        );

        const expired = await offer(database, people.owner, world, harbour.org);
        await answer(database, harbour.principal, expired.id);
        await demand(harbour.principal);
        await database.query("update mandates set ends_on = private.lagos_date() where id = $1", [
          expired.id,
        ]);
        assertEquals(await problem(demand(harbour.principal)), required, "on its last day already");
      },
    );

    await t.step("a cancelled tenancy owes nothing", async () => {
      const [known] = await database.query<{ tenant_id: string }>(
        "select tenant_id from tenancy_parties where tenancy_id = $1",
        [world.tenancy],
      );
      const [tenancy] = await as<{ id: string }>(
        database,
        people.owner,
        "select id from offer_tenancy($1, array[$2]::uuid[], '2027-01-01', 100000000)",
        [world.vacantUnit, known?.tenant_id],
      );
      await as(database, people.owner, "select end_tenancy($1, 'Changed my mind')", [tenancy?.id]);
      assertEquals(await problem(demand(people.owner, { tenancy_id: tenancy?.id })), [
        "PT409",
        "tenancy.not_in_force",
        "tenancy_id",
      ]);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "publishing and revoking at the same moment leaves nothing published under a dead mandate",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openTestDatabase();
    try {
      const { world, harbour } = await buildAgencies(database);
      for (let round = 0; round < 8; round++) {
        const mandate = await offer(database, world.people.owner, world, harbour.org);
        await answer(database, harbour.principal, mandate.id);
        const [listing] = await as<{ id: string }>(
          database,
          harbour.agent,
          `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
           values ($1, $2, 'sale', 'Two-bed flat in Yaba', 9000000000, 'total') returning id`,
          [world.org, world.vacantUnit],
        );
        const outcomes = await Promise.allSettled([
          as(database, harbour.agent, "select move_listing($1, 'published')", [listing?.id]),
          revoke(database, world.people.owner, mandate.id),
          as(database, harbour.agent, "select move_listing($1, 'published')", [listing?.id]),
        ]);
        const strange = outcomes.filter((it) =>
          it.status === "rejected" && !["listing.not_found"].includes(it.reason.hint)
        );
        assertEquals(strange, []);
        const live = await database.query(
          "select id from listings where mandate_id = $1 and status = 'published'",
          [mandate.id],
        );
        assertEquals(live, []);
        await as(database, world.people.owner, "select move_listing($1, 'closed')", [listing?.id]);
      }
    } finally {
      await close();
    }
  },
});
