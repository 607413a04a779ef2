import { assertEquals } from "@std/assert";
import { publish } from "./seekers.ts";
import { openWorld } from "../test_database.ts";

const reprice = "update listings set price_kobo = price_kobo + 1 where id = $1";

Deno.test({
  name: "nobody who changes a listing waits for who changes another",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const one = await publish(database, world, { title: "One of two" });
      const other = await publish(database, world, { title: "Other of two" });
      await database.transaction(async (first) => {
        await first.query(reprice, [one]);
        // Would wait for the first transaction, and it for this one, if a change of any listing took a row of all.
        await database.transaction(async (second) => {
          await second.query("set local lock_timeout = '3s'", []);
          await second.query(reprice, [other]);
        });
        await first.query(reprice, [other]);
      });
      const [kept] = await database.query<{ changes: number }>(
        "select count(*)::int as changes from private.searchable_listings where listing_id = any ($1::text::uuid[]) and price_kobo <> 100000000",
        [`{${one},${other}}`],
      );
      assertEquals(kept?.changes, 2);
    } finally {
      await close();
    }
  },
});
