/** Every statement of supabase/snippets, run as postgres, as Studio runs it. */
import { assert, assertEquals } from "@std/assert";
import type { Queryable } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";

const folder = new URL("../../../supabase/snippets/", import.meta.url);

/** Divides tables: partitioning_test.ts runs it. */
const tested = new Set(["partition_by_month.sql"]);

/** Statements that find their row in a state of which the world has none: what they say then. */
const refusedHere: Readonly<Record<string, string>> = {
  "public.fail_payout(": "payout.not_found",
  "public.clear_refund(": "refund.not_found",
  "public.decide_deposit_return(": "deposit.return_not_found",
};

/** What a snippet leaves to fill in, from the world. */
async function placeholders(database: Queryable): Promise<ReadonlyMap<string, string>> {
  const one = async (sql: string) => (await database.query<{ id: string }>(sql))[0]?.id ?? "";
  const none = "0190a6f0-0000-7000-8000-0000000000ff";
  return new Map([
    ["pending listing id", await one("select id from listings where title = 'Waits'")],
    [
      "published listing id",
      await one("select id from listings where status = 'published' limit 1"),
    ],
    ["suspended listing id", await one("select id from listings where status = 'suspended'")],
    ["title document id", await one("select id from title_documents where status = 'unseen'")],
    [
      "seen title document id",
      await one("select id from title_documents where status = 'copy_seen'"),
    ],
    ["org id", await one("select org_id as id from title_documents limit 1")],
    ["person id", await one("select user_id as id from tenants where user_id is not null limit 1")],
    ["exception id", await one("select id from payment_exceptions limit 1")],
    ["event id", await one("select id from private.provider_events limit 1")],
    ["reference", await one("select reference as id from payments limit 1")],
    ["email", "owner@example.ng"],
    ["phone", "+2348030000000"],
    ["name", "Ada"],
    ["provider refund id", "123"],
    ["payout id", none],
    ["refund id", none],
    ["deposit return id", none],
  ]);
}

Deno.test("every snippet runs in Studio as it stands, once its places are filled in", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    await as(database, people.staff, "select set_listing_review($1, true)", [org]);
    const units = await database.query<{ id: string }>(
      "select id from units where org_id = $1 limit 2",
      [org],
    );
    for (const [n, title] of ["Waits", "Is suspended"].entries()) {
      const [listing] = await as<{ id: string }>(
        database,
        people.owner,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, 'sale', $3, 9000000000, 'total') returning id`,
        [org, units[n]!.id, title],
      );
      await as(database, people.owner, "select move_listing($1, 'published')", [listing!.id]);
      if (title === "Waits") continue;
      await as(database, people.staff, "select review_listing($1, 'approve')", [listing!.id]);
      await as(database, people.staff, "select review_listing($1, 'suspend', 'Fake')", [
        listing!.id,
      ]);
    }
    await as(
      database,
      people.owner,
      "select add_title_document($1, 'deed_of_assignment', 'Ada Obi', '12/34')",
      [world.property],
    );
    await as(
      database,
      people.staff,
      "select review_title_document(id, 'copy_seen', 'Legible') from title_documents where number = '12/34'",
    );
    const values = await placeholders(database);
    for (const [name, value] of values) assert(value !== "", `the world has no ${name}`);

    for await (const { name } of Deno.readDir(folder)) {
      if (tested.has(name)) continue;
      await t.step(name, async () => {
        const sql = (await Deno.readTextFile(new URL(name, folder))).replaceAll(/^--.*$/gm, "")
          .replaceAll(/<([a-z ]+)>/g, (_, place: string) => {
            const value = values.get(place);
            assert(value !== undefined, `nothing fills <${place}> in`);
            return String(value);
          });
        assert(!sql.includes("…"), "a place has no name");
        for (const statement of sql.split(/;\s*$/m).map((it) => it.trim()).filter(Boolean)) {
          const expected = Object.entries(refusedHere).find(([call]) => statement.includes(call));
          let refusedWith: string | undefined;
          await database.transaction(async (tx) => {
            await tx.query(statement);
            throw new Error("undone");
          }).catch((error) => {
            if (error.message !== "undone") refusedWith = error.hint ?? error.message;
          });
          assertEquals(refusedWith, expected?.[1], statement);
        }
      });
    }
  } finally {
    await close();
  }
});
