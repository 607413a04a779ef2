import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Actor, as, refusal } from "../actor.ts";
import { age, begin, freshListing, person, save } from "./prospects.ts";
import { openWorld } from "../test_database.ts";

/** Something that somebody tries with an application. */
type Attempt =
  | { readonly how: "worker" | "hand"; readonly to: string }
  | { readonly how: "member"; readonly does: "shortlist" | "decline" }
  | { readonly how: "applicant"; readonly does: "submit" | "withdraw" | "ask" }
  | { readonly how: "cron" };

Deno.test("an application only ever moves along the table of transitions, and its history is its path", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const table = await database.query<{ from_state: string | null; to_state: string }>(
      "select from_state, to_state from private.state_transitions where machine = 'application' and $1",
      [true],
    );
    const allowed = new Set(table.map((row) => `${row.from_state} ${row.to_state}`));
    const states = [...new Set(table.map((row) => row.to_state))].sort();
    const listing = await freshListing(database, world);

    const run = (me: Actor, id: string, attempt: Attempt, n: number): Promise<unknown> => {
      const call = (by: Actor, sql: string, ...rest: unknown[]) =>
        as(database, by, `select ${sql}`, [id, ...rest]);
      switch (attempt.how) {
        case "worker":
          return database.query("select private.move_application($1, $2, 'Why')", [id, attempt.to]);
        case "hand":
          return database.query("update applications set status = $2 where id = $1", [
            id,
            attempt.to,
          ]);
        case "member":
          return attempt.does === "shortlist"
            ? call(people.agent, "shortlist_application($1)")
            : call(people.manager, "decline_application($1, $2)", `Reason ${n}`);
        case "applicant":
          switch (attempt.does) {
            case "submit":
              return call(me, "submit_application($1)");
            case "withdraw":
              return call(me, "withdraw_application($1)");
            case "ask":
              return call(me, "ask_review($1, 'Look again')");
          }
          break;
        case "cron":
          return age(database, id, 61).then(() =>
            database.query("select private.expire_applications() where $1", [true])
          );
      }
    };
    const look = async (id: string) =>
      (await database.query<{ status: string; shown: boolean; closed: boolean; reason: string }>(
        `select status, submitted_at is not null as shown, closed_at is not null as closed,
           decision_reason as reason
         from applications where id = $1`,
        [id],
      ))[0] as { status: string; shown: boolean; closed: boolean; reason: string | null };

    const to = fc.constantFrom(...states);
    const attempt: fc.Arbitrary<Attempt> = fc.oneof(
      { arbitrary: fc.record({ how: fc.constant("worker" as const), to }), weight: 4 },
      { arbitrary: fc.record({ how: fc.constant("hand" as const), to }), weight: 1 },
      {
        arbitrary: fc.record({
          how: fc.constant("member" as const),
          does: fc.constantFrom("shortlist" as const, "decline" as const),
        }),
        weight: 4,
      },
      {
        arbitrary: fc.record({
          how: fc.constant("applicant" as const),
          does: fc.constantFrom("submit" as const, "withdraw" as const, "ask" as const),
        }),
        weight: 4,
      },
      { arbitrary: fc.record({ how: fc.constant("cron" as const) }), weight: 1 },
    );

    await fc.assert(
      fc.asyncProperty(
        fc.array(attempt, { minLength: 1, maxLength: 14 }),
        fc.boolean(),
        async (attempts, isSubmitted) => {
          const me = await person(database, "applicant");
          const { id } = await begin(database, me, listing);
          await save(database, me, id);
          const path: [string | null, string][] = [[null, "draft"]];
          let now = "draft";
          let asked = 0;
          const all: Attempt[] = isSubmitted
            ? [{ how: "applicant", does: "submit" }, ...attempts]
            : attempts;
          for (const [n, next] of all.entries()) {
            const refused = await refusal(run(me, id, next, n)).catch(() => undefined);
            const after = await look(id);
            const label = `${JSON.stringify(next)} from ${now}`;
            if (refused === undefined && next.how === "worker") {
              assertEquals(after.status, next.to, label);
            }
            if (next.how === "worker" && next.to !== now && !allowed.has(`${now} ${next.to}`)) {
              assertEquals(refused === undefined, false, label);
            }
            if (next.how === "hand") assertEquals(after.status, now, label);
            if (refused !== undefined) assertEquals(after.status, now, label);
            if (now === "draft" && next.how === "member") {
              assertEquals(refused?.hint, "application.not_found", label);
            }
            if (after.status !== now) {
              assertEquals(
                allowed.has(`${now} ${after.status}`),
                true,
                `${label} to ${after.status}`,
              );
              if (next.how === "applicant" && next.does === "ask") asked += 1;
              path.push([now, after.status]);
              now = after.status;
            }
            const isOver = ["declined", "withdrawn", "expired"].includes(now);
            assertEquals(after.closed, isOver, label);
            assertEquals(after.shown, path.some(([, state]) => state === "submitted"), label);
            if (now === "declined") assertEquals(after.reason === null, false, label);
          }
          assertEquals(asked <= 1, true, "a look again is asked for once");
          const history = await database.query<{ from_state: string | null; to_state: string }>(
            `select from_state, to_state from state_changes
             where machine = 'application' and subject_id = $1 order by occurred_at, id`,
            [id],
          );
          assertEquals(history.map((row) => [row.from_state, row.to_state]), path);
          const [seen] = await as<{ n: number }>(
            database,
            people.owner,
            "select count(*)::int as n from applications where id = $1",
            [id],
          );
          assertEquals(seen?.n, path.some(([, state]) => state === "submitted") ? 1 : 0);
        },
      ),
      { numRuns: 60 },
    );
  } finally {
    await close();
  }
});
