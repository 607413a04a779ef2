import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test("favourites are a person's own and outlive the market", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    await liftLimits(database);
    const [published] = await database.query<{ id: string }>(
      "select id from listings where status = 'published' and org_id = $1",
      [world.org],
    );
    const listing = published?.id as string;
    const keep = (who: { user: string }, what: string, note: string | null = null) =>
      as(database, who, "insert into favourites (listing_id, note) values ($1, $2)", [what, note]);
    const mine = (who: { user: string }) =>
      as<{ title: string; price_kobo: number; is_available: boolean; note: string | null }>(
        database,
        who,
        "select title, price_kobo::float8, is_available, note from my_favourites where listing_id = $1",
        [listing],
      );

    await t.step("a person keeps a listing with a note, once", async () => {
      await keep(people.stranger, listing, "Near work");
      assertEquals((await refusal(keep(people.stranger, listing))).code, "23505");
      await as(
        database,
        people.stranger,
        "insert into favourites (listing_id) values ($1) on conflict do nothing",
        [listing],
      );
      assertEquals(await mine(people.stranger), [
        {
          title: "Two-bed flat in Yaba",
          price_kobo: 120_000_000,
          is_available: true,
          note: "Near work",
        },
      ]);
      assertEquals(await mine(people.otherOwner), []);
    });

    await t.step("what a person cannot see cannot be kept, and tells nothing", async () => {
      for (const hidden of [world.listing, crypto.randomUUID()]) {
        const refused = await refusal(keep(people.stranger, hidden));
        assertEquals([refused.code, refused.hint], ["PT404", "listing.not_found"]);
        assertEquals(JSON.parse(refused.detail), { field: "listing_id" });
      }
    });

    await t.step(
      "one that leaves the market stays, gone, with what it last said while it was there",
      async () => {
        await as(database, people.owner, "update listings set price_kobo = $2 where id = $1", [
          listing,
          110_000_000,
        ]);
        await as(database, people.owner, "select move_listing($1, 'paused')", [listing]);
        await as(
          database,
          people.owner,
          "update listings set price_kobo = 1, title = 'For friends only' where id = $1",
          [listing],
        );
        assertEquals(await mine(people.stranger), [
          {
            title: "Two-bed flat in Yaba",
            price_kobo: 110_000_000,
            is_available: false,
            note: "Near work",
          },
        ]);
        await as(database, people.owner, "select move_listing($1, 'published')", [listing]);
        assertEquals((await mine(people.stranger))[0]?.is_available, true);
      },
    );

    await t.step("a person lets go of it; nobody else can", async () => {
      const drop = (who: { user: string }) =>
        as(
          database,
          who,
          "delete from favourites where listing_id = $1 and user_id = $2 returning 1",
          [
            listing,
            people.stranger.user,
          ],
        );
      assertEquals((await drop(people.owner)).length, 0);
      assertEquals((await drop(people.stranger)).length, 1);
    });

    await t.step("the five hundred and first is refused", async () => {
      await database.query(
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         select $1, $2, 'rent', 'Draft number ' || n, 1000, 'year' from generate_series(1, 501) as n`,
        [world.org, world.vacantUnit],
      );
      const all = `insert into favourites (listing_id)
        select id from listings where title like 'Draft number %' order by id limit $1`;
      const refused = await refusal(as(database, people.owner, all, [501]));
      assertEquals([refused.code, refused.hint], ["PT409", "favourite.too_many"]);
      await as(database, people.owner, all, [500]);
    });
  } finally {
    await close();
  }
});
