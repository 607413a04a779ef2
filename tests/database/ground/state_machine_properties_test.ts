import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

/** Something that somebody tries with a listing. */
type Attempt =
  | { readonly how: "worker" | "hand" | "member"; readonly to: string }
  | { readonly how: "review"; readonly decision: string }
  | { readonly how: "confirm" | "cron" };

Deno.test("a listing only ever moves along the table of transitions, and its history is its path", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org, property } = world;
    await liftLimits(database);
    const table = await database.query<{ from_state: string | null; to_state: string }>(
      "select from_state, to_state from private.state_transitions where machine = 'listing' and $1",
      [true],
    );
    const allowed = new Set(table.map((row) => `${row.from_state} ${row.to_state}`));
    const states = [...new Set(table.map((row) => row.to_state))].sort();

    const draft = async () => {
      const [unit] = await database.query<{ id: string }>(
        `insert into units (org_id, property_id, label, kind) values ($1, $2, $3, 'flat') returning id`,
        [org, property, crypto.randomUUID()],
      );
      const [listing] = await database.query<{ id: string }>(
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, 'rent', 'A flat to move', 100000000, 'year') returning id`,
        [org, unit?.id],
      );
      return listing?.id as string;
    };
    const run = (listing: string, attempt: Attempt): Promise<unknown> => {
      const call = (by: Actor, sql: string, ...rest: unknown[]) =>
        as(database, by, sql, [listing, ...rest]);
      switch (attempt.how) {
        case "worker":
          return database.query("select private.move_listing($1, $2)", [listing, attempt.to]);
        case "hand":
          return database.query("update listings set status = $2 where id = $1", [
            listing,
            attempt.to,
          ]);
        case "member":
          return call(people.agent, "select move_listing($1, $2)", attempt.to);
        case "review":
          return call(people.staff, "select review_listing($1, $2, 'Why')", attempt.decision);
        case "confirm":
          return call(people.agent, "select confirm_listing($1)");
        case "cron":
          return database.transaction(async (tx) => {
            await tx.query(
              "update listings set confirm_by = now() - interval '1 day' where id = $1 and status = 'published'",
              [listing],
            );
            await tx.query("select private.mark_stale_listings() where $1", [true]);
          });
      }
    };
    const status = async (listing: string) =>
      (await database.query<{ status: string }>("select status from listings where id = $1", [
        listing,
      ]))[0]?.status as string;

    const to = fc.constantFrom(...states);
    const attempt: fc.Arbitrary<Attempt> = fc.oneof(
      { arbitrary: fc.record({ how: fc.constant("worker" as const), to }), weight: 4 },
      { arbitrary: fc.record({ how: fc.constant("hand" as const), to }), weight: 1 },
      { arbitrary: fc.record({ how: fc.constant("member" as const), to }), weight: 3 },
      {
        arbitrary: fc.record({
          how: fc.constant("review" as const),
          decision: fc.constantFrom("approve", "return", "suspend", "restore"),
        }),
        weight: 3,
      },
      {
        arbitrary: fc.record({ how: fc.constantFrom("confirm" as const, "cron" as const) }),
        weight: 2,
      },
    );

    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(attempt, { minLength: 1, maxLength: 14 }),
        async (isReviewed, attempts) => {
          await as(database, people.staff, "select set_listing_review($1, $2)", [org, isReviewed]);
          const listing = await draft();
          const path: [string | null, string][] = [[null, "draft"]];
          let now = "draft";
          for (const next of attempts) {
            const refused = await refusal(run(listing, next)).catch(() => undefined);
            const after = await status(listing);
            const label = `${JSON.stringify(next)} from ${now}`;
            if (next.how === "worker") {
              const isAllowed = next.to === now || allowed.has(`${now} ${next.to}`);
              assertEquals([refused?.hint, after], [
                isAllowed ? undefined : "listing.illegal_transition",
                isAllowed ? next.to : now,
              ], label);
            }
            if (next.how === "hand") assertEquals(after, now, label);
            if (refused !== undefined) {
              assertEquals([refused.code, after], ["PT409", now], label);
            }
            if (after !== now) {
              assertEquals(allowed.has(`${now} ${after}`), true, `${label} to ${after}`);
              const isMember = next.how === "member" || next.how === "confirm";
              assertEquals(isMember && now === "suspended" && after !== "closed", false, label);
              path.push([now, after]);
              now = after;
            }
          }
          const history = await database.query<{ from_state: string | null; to_state: string }>(
            `select from_state, to_state from state_changes
             where machine = 'listing' and subject_id = $1 order by occurred_at, id`,
            [listing],
          );
          assertEquals(history.map((row) => [row.from_state, row.to_state]), path);
          // What is left live would only make the sweeper's next run longer.
          await database.query("delete from notifications where subject_id = $1", [listing]);
        },
      ),
      { numRuns: 100 },
    );
  } finally {
    await close();
  }
});
