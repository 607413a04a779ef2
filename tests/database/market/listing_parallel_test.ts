import { assertEquals } from "@std/assert";
import { type Actor, as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

/** Calls at once, their outcomes counted: ok, or the problem's code. */
async function outcomes(count: number, call: (n: number) => Promise<unknown>) {
  const counted: Record<string, number> = {};
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, n) => call(n)));
  for (const result of settled) {
    const outcome = result.status === "fulfilled"
      ? "ok"
      : result.reason.hint || result.reason.code || String(result.reason);
    counted[outcome] = (counted[outcome] ?? 0) + 1;
  }
  return counted;
}

Deno.test({
  name: "fees and reviews hold when many act at once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      const { people, org, property } = world;
      await liftLimits(database);
      const draft = async () => {
        const [listing] = await database.query<{ id: string }>(
          `with unit as (
             insert into units (org_id, property_id, label, kind)
             values ($1, $2, gen_random_uuid()::text, 'flat') returning id
           )
           insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
           select $1, id, 'rent', 'A flat in demand', 100000000, 'year' from unit returning id`,
          [org, property],
        );
        return listing?.id as string;
      };
      const addFee = (listing: string, kind: string) =>
        as(
          database,
          people.agent,
          `insert into listing_fees (org_id, listing_id, kind, amount_kobo, payer, engaged_by)
           values ($1, $2, $3, 100, 'occupier', 'occupier')`,
          [org, listing, kind],
        );
      const call = (by: Actor, sql: string, listing: string) => as(database, by, sql, [listing]);

      await t.step("the same fee added 20 times is there once", async () => {
        const listing = await draft();
        assertEquals(await outcomes(20, () => addFee(listing, "agency")), { ok: 1, 23505: 19 });
      });

      await t.step("no fee slips in beside the closing of its listing", async () => {
        const listing = await draft();
        const kinds = ["agency", "legal", "agreement", "service_charge", "inspection"];
        await outcomes(
          6,
          (n) =>
            n === 5
              ? call(people.owner, "select move_listing($1, 'closed')", listing)
              : addFee(listing, kinds[n] as string),
        );
        const costs = async () =>
          (await call(
            people.owner,
            "select listing_costs($1) ->> 'move_in_kobo' as sum",
            listing,
          ))[0];
        const before = await costs();
        assertEquals(await outcomes(5, () => addFee(listing, "other")), {
          "listing.off_market": 5,
        });
        assertEquals(await costs(), before);
      });

      await t.step(
        "ten approvals tell the members once; an approval and a return do not both count",
        async () => {
          await as(database, people.staff, "select set_listing_review($1, true)", [org]);
          const listing = await draft();
          await call(people.agent, "select move_listing($1, 'published')", listing);
          const approve = () => call(people.staff, "select review_listing($1, 'approve')", listing);
          assertEquals(await outcomes(10, approve), { ok: 10 });
          const contested = await draft();
          await call(people.agent, "select move_listing($1, 'published')", contested);
          const decided = await outcomes(10, (n) =>
            call(
              people.staff,
              `select review_listing($1, '${n % 2 === 0 ? "approve" : "return"}', 'Why')`,
              contested,
            ));
          assertEquals(decided, { ok: 5, "listing.illegal_transition": 5 });
          for (const id of [listing, contested]) {
            const told = await call(
              people.agent,
              "select 1 from notifications where subject_id = $1",
              id,
            );
            assertEquals(told.length, 1);
          }
        },
      );

      await t.step("marking stale and confirming at once leave a legal history", async () => {
        await as(database, people.staff, "select set_listing_review($1, false)", [org]);
        const listing = await draft();
        await call(people.agent, "select move_listing($1, 'published')", listing);
        await database.query(
          "update listings set confirm_by = now() - interval '1 day' where id = $1",
          [
            listing,
          ],
        );
        const mixed = await outcomes(
          10,
          (n) =>
            n % 2 === 0
              ? call(people.agent, "select confirm_listing($1)", listing)
              : database.query("select private.mark_stale_listings() where $1", [true]),
        );
        assertEquals(mixed, { ok: 10 });
        const [found] = await database.query<{ status: string; is_fresh: boolean }>(
          "select status, confirm_by > now() as is_fresh from listings where id = $1",
          [listing],
        );
        assertEquals(found, { status: "published", is_fresh: true });
      });
    } finally {
      await close();
    }
  },
});
