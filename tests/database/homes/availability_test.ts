import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("a shortlet's days are taken and free", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const listing = await (async () => {
      const [row] = await as<{ id: string }>(
        database,
        people.owner,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per, minimum_nights, maximum_nights)
         values ($1, $2, 'shortlet', 'Two-bed by the night', 5000000, 'night', 2, 30) returning id`,
        [world.org, world.vacantUnit],
      );
      await as(database, people.owner, "select move_listing($1, 'published')", [row?.id]);
      return row?.id as string;
    })();
    const block = (who: Actor, from: number, until: number, unit = world.vacantUnit) =>
      as<{ id: string; status: string }>(
        database,
        who,
        "select id, status from block_dates($1, $2, $3, 'Family')",
        [unit, nigerianDate(from), nigerianDate(until)],
      );
    const taken = (who: Actor, from: number, until: number, what = listing) =>
      as<{ taken_from: string; taken_until: string }>(
        database,
        who,
        "select taken_from::text, taken_until::text from availability($1, $2, $3)",
        [what, nigerianDate(from), nigerianDate(until)],
      );

    await t.step(
      "days that an owner closes are taken for visitors, and nothing more is told",
      async () => {
        assertEquals(await taken("visitor", 0, 60), []);
        await block(people.owner, 5, 8);
        await block(people.manager, 8, 10);
        await block(people.owner, 20, 100);
        assertEquals(await taken("visitor", 0, 60), [
          { taken_from: nigerianDate(5), taken_until: nigerianDate(10) },
          { taken_from: nigerianDate(20), taken_until: nigerianDate(60) },
        ]);
        assertEquals(await taken(people.stranger, 10, 20), []);
      },
    );

    await t.step(
      "closing the same days again is harmless, overlapping ones are refused",
      async () => {
        const [first] = await block(people.owner, 5, 8);
        const [again] = await block(people.owner, 5, 8);
        assertEquals(first?.id, again?.id);
        const refused = await refusal(block(people.owner, 7, 12));
        assertEquals([refused.code, refused.hint], ["PT409", "unit.already_taken"]);
        assertEquals(JSON.parse(refused.detail), { field: "from_on" });
      },
    );

    await t.step("days are opened again, twice without harm, but a tenancy is not", async () => {
      const [closed] = await block(people.owner, 5, 8);
      const open = (who: Actor, hold: unknown) =>
        as<{ status: string }>(database, who, "select status from unblock_dates($1)", [hold]);
      assertEquals((await refusal(open(people.agent, closed?.id))).hint, "auth.forbidden");
      assertEquals(
        (await refusal(open(people.otherOwner, closed?.id))).hint,
        "unit_hold.not_found",
      );
      assertEquals((await open(people.manager, closed?.id))[0]?.status, "released");
      assertEquals((await open(people.owner, closed?.id))[0]?.status, "released");
      assertEquals(await taken("visitor", 0, 15), [
        { taken_from: nigerianDate(8), taken_until: nigerianDate(10) },
      ]);
      const [tenancy] = await database.query<{ hold_id: string }>(
        "select hold_id from tenancies where id = $1",
        [world.tenancy],
      );
      const refused = await refusal(open(people.owner, tenancy?.hold_id));
      assertEquals([refused.code, refused.hint], ["PT404", "unit_hold.not_found"]);
      assertEquals(JSON.parse(refused.detail), { field: "hold_id" });
    });

    await t.step("a lapsed hold takes nothing, the past is not told", async () => {
      await database.query(
        `insert into unit_holds (org_id, unit_id, period, reason, expires_at)
         values ($1, $2, daterange($3::text::date, $4::text::date), 'payment', now() - interval '1 minute')`,
        [world.org, world.vacantUnit, nigerianDate(12), nigerianDate(14)],
      );
      await database.query(
        `insert into unit_holds (org_id, unit_id, period, reason) values ($1, $2, daterange($3::text::date, $4::text::date), 'shortlet')`,
        [world.org, world.vacantUnit, nigerianDate(-10), nigerianDate(1)],
      );
      assertEquals(await taken("visitor", -10, 15), [
        { taken_from: nigerianDate(0), taken_until: nigerianDate(1) },
        { taken_from: nigerianDate(8), taken_until: nigerianDate(10) },
      ]);
      const free = async (from: number, until: number) =>
        (await as<{ free: boolean }>(
          database,
          "visitor",
          "select private.is_unit_free($1, daterange($2::text::date, $3::text::date)) as free",
          [world.vacantUnit, nigerianDate(from), nigerianDate(until)],
        ))[0]?.free;
      assertEquals([await free(10, 20), await free(9, 12), await free(1, 8)], [true, false, true]);
    });

    await t.step("bad days are refused by the field", async () => {
      const wrong: [number, number, string][] = [[5, 5, "until_on"], [6, 5, "until_on"], [
        0,
        401,
        "until_on",
      ]];
      for (const [from, until, field] of wrong) {
        for (
          const call of [
            () => taken("visitor", from, until),
            () => block(people.owner, from, until),
          ]
        ) {
          const refused = await refusal(call());
          assertEquals([refused.code, refused.hint], ["PT400", "availability.bad_dates"]);
          assertEquals(JSON.parse(refused.detail), { field });
        }
      }
      const missing = await refusal(
        as(database, "visitor", "select availability($1, null, $2)", [listing, nigerianDate(3)]),
      );
      assertEquals(JSON.parse(missing.detail), { field: "from_on" });
      const past = await refusal(block(people.owner, -3, 3));
      assertEquals([past.hint, JSON.parse(past.detail).field], [
        "availability.bad_dates",
        "from_on",
      ]);
    });

    await t.step("only published listings, and only one's own units", async () => {
      const hidden = await refusal(taken("visitor", 0, 10, world.listing));
      assertEquals([hidden.code, hidden.hint], ["PT404", "listing.not_found"]);
      assertEquals((await refusal(block(people.otherOwner, 200, 205))).hint, "unit.not_found");
      assertEquals((await refusal(block(people.agent, 200, 205))).hint, "auth.forbidden");
      assertEquals((await refusal(block("visitor", 200, 205))).code, "42501");
    });

    await t.step("nights are for shortlets, fewest not over most", async () => {
      const nights = (what: string, fewest: number, most: number) =>
        refusal(as(
          database,
          people.owner,
          "update listings set minimum_nights = $2, maximum_nights = $3 where id = $1",
          [what, fewest, most],
        ));
      assertEquals((await nights(listing, 5, 2)).code, "23514");
      assertEquals((await nights(world.listing, 1, 2)).code, "23514");
    });
  } finally {
    await close();
  }
});
