/** What a found listing says at first sight: what it costs to move in, its cover, what was checked, when it was confirmed. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, problem, refusal } from "../actor.ts";
import { openTestDatabase, openWorld } from "../test_database.ts";

interface Found {
  id: string;
  move_in_kobo: number;
  cover: { id: string; alt_text: string; sizes: { width: number; path: string }[] } | null;
  checked: { what: string; found: string; on: string }[];
  /** Seconds. */
  confirmed_at: number;
}

Deno.test("a found listing says what it costs to move in, its cover, what was checked and when it was confirmed", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, staff } = world.people;
    const look = async (by: "visitor" | { user: string } = "visitor") => {
      const [found] = await as<Found>(
        database,
        by,
        "select id, move_in_kobo::float8, cover, checked, extract(epoch from confirmed_at)::float8 as confirmed_at from search_listings('{}')",
      );
      return found as Found;
    };
    const { id: listing } = await look();
    const totalOf = async () => {
      const { move_in_kobo } = await look();
      const [costs] = await as<{ kobo: number }>(
        database,
        "visitor",
        "select (listing_costs($1) ->> 'move_in_kobo')::float8 as kobo",
        [listing],
      );
      assertEquals(move_in_kobo, costs?.kobo, "the page says the same");
      return move_in_kobo;
    };
    const byOwner = (sql: string, ...given: unknown[]) =>
      as(database, owner, sql, [listing, ...given]);

    await t.step("the total follows every fee and the price, as soon as they change", async () => {
      assertEquals(await totalOf(), 132_000_000, "a year and the agency's tenth");
      await byOwner("select set_listing_fee($1, 'caution_deposit', 'occupier', 20000000)");
      await byOwner("select set_listing_fee($1, 'legal', 'owner', 5000000)");
      assertEquals(await totalOf(), 152_000_000, "what the owner pays is not the occupier's");
      await byOwner(
        "update listings set price_kobo = 100000000, advance_periods = 2 where id = $1",
      );
      assertEquals(await totalOf(), 230_000_000);
      await byOwner("update listing_fees set bps = 500 where listing_id = $1 and kind = 'agency'");
      assertEquals(await totalOf(), 225_000_000);
      await byOwner("select remove_listing_fee($1, 'caution_deposit')");
      assertEquals(await totalOf(), 205_000_000);
      const within = (most: number) =>
        as(database, "visitor", "select from search_listings($1::text::jsonb)", [
          JSON.stringify({ max_move_in_kobo: most }),
        ]);
      assertEquals((await within(205_000_000)).length, 1);
      assertEquals((await within(204_999_999)).length, 0);
    });

    await t.step(
      "a total that is no amount of money is refused, by the fee and by the price",
      async () => {
        await byOwner(
          "update listings set price_kobo = 16000000000000, advance_periods = 60 where id = $1",
        );
        const fee = (kind: string, kobo: number | null, bps: number | null) =>
          problem(
            byOwner(
              "select set_listing_fee($1, $2::listing_fee_kind, 'occupier', $3, $4)",
              kind,
              kobo,
              bps,
            ),
          );
        assertEquals(await fee("other", 100_000_000_000_000, null), [
          "PT400",
          "listing.bad_fee",
          "amount_kobo",
        ]);
        await byOwner("update listings set price_kobo = 600000000000000 / 60 where id = $1");
        await byOwner("select set_listing_fee($1, 'other', 'occupier', 100000000000000)");
        assertEquals(
          await problem(byOwner("update listings set price_kobo = 16000000000000 where id = $1")),
          ["PT400", "listing.bad_price", "price_kobo"],
        );
        await byOwner("select remove_listing_fee($1, 'other')");
        await byOwner(
          "update listings set price_kobo = 100000000, advance_periods = 2 where id = $1",
        );
        assertEquals(await totalOf(), 205_000_000);
      },
    );

    await t.step("a visitor and a member see its cover, the first photo", async () => {
      for (const by of ["visitor", owner] as const) {
        const { cover } = await look(by);
        assertEquals(cover?.sizes.map(({ width, path }) => [width, path]), [[
          320,
          "front/320.webp",
        ]]);
        assertEquals(cover?.alt_text, "");
      }
      const [photo] = await database.query<{ id: string }>(
        "select id from listing_media where listing_id = $1",
        [listing],
      );
      await as(database, owner, "select remove_media($1)", [photo?.id]);
      assertEquals((await look()).cover, null);
    });

    await t.step(
      "what was checked is told with its day, and taken back when it no longer holds",
      async () => {
        const [title] = await database.query<{ id: string }>(
          "select id from title_documents limit 1",
        );
        const review = (status: string, note: string | null = "Folio 12/34") =>
          as(database, staff, "select review_title_document($1, $2, $3)", [
            title?.id,
            status,
            note,
          ]);
        const clean = (on: string) => [{ what: "title", found: "clean", on }];
        assertEquals((await look()).checked, []);
        await review("copy_seen");
        assertEquals((await look()).checked, []);
        await review("searched_clean");
        assertEquals((await look()).checked, clean(nigerianDate()));
        // Another look at the registry, a month later, renews the day.
        await database.query("update title_documents set searched_on = searched_on - 30");
        assertEquals((await look()).checked, clean(nigerianDate(-30)));
        await review("searched_clean", "The same again");
        assertEquals((await look()).checked, clean(nigerianDate()));
        const [page] = await as<{ checked: unknown }>(
          database,
          "visitor",
          "select listing_page($1) -> 'checked' as checked",
          [listing],
        );
        assertEquals(page?.checked, clean(nigerianDate()));
        await review("searched_adverse", "Held by another");
        assertEquals((await look()).checked, []);
      },
    );

    await t.step("confirmed when it was published, and whenever its lister says so", async () => {
      const before = (await look()).confirmed_at;
      assert(Math.abs(before - Date.now() / 1000) < 7200);
      await database.query("update listings set confirm_by = confirm_by - interval '9 days'");
      assertEquals((await look()).confirmed_at, before - 9 * 86_400);
      await byOwner("select confirm_listing($1)");
      assert((await look()).confirmed_at >= before);
    });
  } finally {
    await close();
  }
});

Deno.test("criteria that make no sense are refused alike, whoever asks and whatever there is to find", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const user = crypto.randomUUID();
    for (const by of ["visitor", { user }] as const) {
      for (const name of ["search_listings", "find_listings"]) {
        assertEquals(
          await problem(as(database, by, `select * from ${name}($1::text::jsonb)`, [
            JSON.stringify({ near: { longitude: 3.4, latitude: 91 } }),
          ])),
          ["PT400", "search.off_the_earth", "criteria.near.latitude"],
        );
        const { detail } = await refusal(
          as(database, by, `select * from ${name}('{"max_movein_kobo": 1}')`),
        );
        assertEquals(JSON.parse(detail).nearest, "max_move_in_kobo");
      }
    }
  } finally {
    await close();
  }
});
