import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { publish } from "./seekers.ts";
import { openWorld } from "../test_database.ts";

const versionOf = async (database: Database) => {
  const [row] = await database.query<{ version: string }>(
    "select version::text from service.read_cache('listings', $1)",
    ["any"],
  );
  return Number(row?.version);
};

const reprice = "update listings set price_kobo = price_kobo + 1 where id = $1";

Deno.test("shared answers are out of date from the commit of a change on, once for each", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const listing = await publish(database, world, { title: "A flat that many look at" });
    const raised = async (change: () => Promise<unknown>) => {
      const before = await versionOf(database);
      await change();
      return await versionOf(database) - before;
    };

    await t.step("a transaction of many changes makes one new version", async () => {
      const many = () =>
        database.transaction(async (tx) => {
          await tx.query(reprice, [listing]);
          await tx.query(
            `insert into listing_fees (org_id, listing_id, kind, amount_kobo, payer, engaged_by)
             values ($1, $2, 'legal', 100, 'occupier', 'occupier')`,
            [world.org, listing],
          );
          await tx.query("delete from listing_fees where listing_id = $1", [listing]);
        });
      assertEquals(await raised(many), 1);
      assertEquals(await raised(many), 1);
    });

    await t.step("what is rolled back makes none, nor does a change of a draft", async () => {
      const undone = () =>
        database.transaction(async (tx) => {
          await tx.query(reprice, [listing]);
          throw new Error("on purpose");
        }).catch((error) => assert(error.message === "on purpose"));
      assertEquals(await raised(undone), 0);
      const draft = async () =>
        await database.query(
          `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
           values ($1, $2, 'sale', 'Not on the market yet', 500000000, 'total')`,
          [world.org, world.vacantUnit],
        );
      assertEquals(await raised(draft), 0);
    });

    await t.step("areas and fees count as the listings do", async () => {
      const area = () =>
        database.query("insert into areas (state, name) values ($1, 'Ebute-Metta East')", [
          "Lagos",
        ]);
      assertEquals(await raised(area), 1);
      const fee = () =>
        database.query(
          `insert into listing_fees (org_id, listing_id, kind, amount_kobo, payer, engaged_by)
           values ($1, $2, 'legal', 100, 'occupier', 'occupier')`,
          [world.org, listing],
        );
      assertEquals(await raised(fee), 1);
    });
  } finally {
    await close();
  }
});

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
        // Would wait for the first transaction, and it for this one, were the version's row taken at once.
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
