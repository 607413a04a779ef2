import { assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { buildWorld, createUser } from "../world.ts";

Deno.test("viewings are booked once a seat, and tell the place only then", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, vacantUnit } = world;
    const [listing] = await database.query<{ id: string }>(
      "select id from listings where unit_id = $1",
      [vacantUnit],
    );
    const offer = async (hours: number, seats = 1, by: Actor = people.agent) => {
      const [slot] = await as<{ id: string }>(
        database,
        by,
        `select id from offer_viewing(
           $1, (now() + make_interval(hours => $2))::text, (now() + make_interval(hours => $2 + 1))::text, $3)`,
        [listing!.id, hours, seats],
      );
      return slot!.id;
    };
    const book = (by: Actor, slot: string) =>
      as<{ id: string; seat_no: number }>(database, by, "select * from book_viewing($1)", [slot]);
    const place = (by: Actor, viewing: string | undefined) =>
      as<{ street: string }>(database, by, "select street from viewing_place($1)", [viewing]);

    await t.step("who books learns the exact place, and nobody else", async () => {
      const [booked] = await book(people.stranger, await offer(5));
      assertEquals(await place(people.stranger, booked?.id), [{ street: "5 Commercial Avenue" }]);
      for (const other of [people.otherTenant, people.otherOwner]) {
        assertEquals(await place(other, booked?.id), []);
      }
      const [told] = await database.query<{ told: number }>(
        "select count(*)::int as told from notifications where subject_id = $1 and kind = 'viewing_booked'",
        [booked?.id],
      );
      assertEquals(told?.told, 3, "owner, manager and agent");
      await as(database, people.agent, "select cancel_viewing($1, 'Roof leaks')", [booked?.id]);
      assertEquals(await place(people.stranger, booked?.id), []);
    });

    await t.step(
      "a repeat gives the same booking; a full slot and a clash are refused",
      async () => {
        const slot = await offer(10);
        const [first] = await book(people.stranger, slot);
        assertEquals((await book(people.stranger, slot))[0]?.id, first?.id);
        const full = await refusal(book(people.otherTenant, slot));
        assertEquals([full.code, full.hint, JSON.parse(full.detail).field], [
          "PT409",
          "viewing.full",
          "slot_id",
        ]);
        assertEquals(await problem(offer(10)), ["PT409", "viewing.slot_taken", "starts_at"]);
        const left = await as<{ seats_left: number }>(
          database,
          "visitor",
          "select seats_left from viewing_times($1) where slot_id = $2",
          [listing!.id, slot],
        );
        assertEquals(left, [{ seats_left: 0 }]);
        await as(database, people.stranger, "select cancel_viewing($1)", [first?.id]);
        assertEquals((await book(people.otherTenant, slot))[0]?.seat_no, 1);
      },
    );

    await t.step("who shows the home knows who comes, others do not", async () => {
      const comer = { user: await createUser(database, "comer") };
      const named = (by: Actor) =>
        as(database, by, "select id from profiles where id = $1", [comer.user]);
      assertEquals(await named(people.agent), []);
      await book(comer, await offer(15));
      assertEquals(await named(people.agent), [{ id: comer.user }]);
      for (const other of [people.otherTenant, people.otherOwner]) {
        assertEquals(await named(other), []);
      }
    });

    await t.step("whoever may offer times takes no seat of a visitor", async () => {
      const slot = await offer(17);
      for (const by of [people.owner, people.manager, people.agent]) {
        assertEquals(await problem(book(by, slot)), ["PT409", "viewing.own_listing", "slot_id"]);
      }
      assertEquals((await book(people.stranger, slot))[0]?.seat_no, 1);
    });

    await t.step("nobody is in two places of an organization at once", async () => {
      const [mine] = await book(people.stranger, await offer(20));
      const clash = database.query(
        `insert into viewings (org_id, slot_id, seat_no, user_id, during)
         select org_id, slot_id, 2, user_id, during from viewings where id = $1`,
        [mine?.id],
      );
      assertEquals((await refusal(clash)).code, "23P01");
    });

    await t.step("no organization learns where else somebody goes", async () => {
      const neighbour = await buildWorld(database);
      const [slot] = await database.query<{ id: string }>(
        `insert into viewing_slots (org_id, listing_id, starts_at, ends_at)
         select $1, listing.id, lower(mine.during), upper(mine.during)
         from listings as listing, (select during from viewings where user_id = $2 and status = 'booked') as mine
         where listing.org_id = $1 and listing.status = 'published' returning id`,
        [neighbour.org, people.stranger.user],
      );
      assertEquals((await book(people.stranger, slot!.id))[0]?.seat_no, 1);
    });

    await t.step("how it went is recorded by the organization, and not beforehand", async () => {
      const slot = await offer(30);
      const [booked] = await book(people.stranger, slot);
      const record = (by: Actor) =>
        as<{ status: string }>(database, by, "select * from record_viewing($1, true)", [
          booked?.id,
        ]);
      assertEquals((await refusal(record(people.agent))).hint, "viewing.too_early");
      assertEquals((await refusal(record(people.stranger))).hint, "auth.forbidden");
      assertEquals((await refusal(record(people.otherOwner))).hint, "viewing.not_found");
      await database.query(
        "update viewings set during = tstzrange(now() - interval '2 hours', now() - interval '1 hour') where id = $1",
        [booked?.id],
      );
      assertEquals((await record(people.agent))[0]?.status, "attended");
      const late = as(database, people.stranger, "select cancel_viewing($1)", [booked?.id]);
      assertEquals((await refusal(late)).hint, "viewing.illegal_transition");
    });

    await t.step("many who book one seat at once: one sits", async () => {
      const slot = await offer(40);
      const crowd = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => ({ user: await createUser(database, `c${n}`) })),
      );
      const outcomes = await Promise.allSettled(crowd.map((by) => book(by, slot)));
      assertEquals(outcomes.filter((it) => it.status === "fulfilled").length, 1);
    });

    await t.step("a listing off the market shows and takes no viewings", async () => {
      const slot = await offer(50);
      await as(database, people.owner, "select move_listing($1, 'paused')", [listing!.id]);
      assertEquals((await refusal(book(people.stranger, slot))).hint, "viewing.not_found");
      const times = await as(database, "visitor", "select 1 from viewing_times($1)", [listing!.id]);
      assertEquals(times, []);
      assertEquals((await refusal(offer(60, 1, people.accountant))).hint, "auth.forbidden");
      for (const by of [people.stranger, people.otherOwner]) {
        assertEquals((await refusal(offer(60, 1, by))).hint, "listing.not_found");
      }
    });

    await t.step("a slot that makes no sense is refused by the field", async () => {
      const slot = (starts: string, ends: string, seats: number | null = 1, note = "") =>
        problem(
          as(
            database,
            people.agent,
            `select offer_viewing($1, (now() + $2::interval)::text, (now() + $3::interval)::text, $4, $5)`,
            [listing!.id, starts, ends, seats, note],
          ),
        );
      const bad = (field: string) => ["PT400", "viewing.bad_slot", field];
      assertEquals(await slot("-1 minute", "1 hour"), bad("starts_at"));
      assertEquals(await slot("13 months", "13 months 1 hour"), bad("starts_at"));
      assertEquals(await slot("70 hours", "70 hours"), bad("ends_at"));
      assertEquals(await slot("70 hours", "79 hours"), bad("ends_at"));
      for (const seats of [0, 21, null]) {
        assertEquals(await slot("70 hours", "71 hours", seats), bad("seats"));
      }
      assertEquals(await slot("70 hours", "71 hours", 1, "x".repeat(201)), bad("note"));
    });
  } finally {
    await close();
  }
});
