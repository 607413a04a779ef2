import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Actor, as, refusal } from "./actor.ts";
import { advance, freshUnit, inDays, knownTenant, on } from "./tenancies.ts";
import { openTestDatabase } from "./test_database.ts";
import { buildWorld } from "./world.ts";

/** Something that somebody, or the clock, tries with a tenancy. */
type Attempt =
  | { readonly how: "worker" | "hand"; readonly to: string }
  | { readonly how: "owner"; readonly does: "activate" | "renew" | "notice" | "withdraw" | "end" }
  | {
    readonly how: "tenant";
    readonly does: "accept" | "decline" | "notice" | "withdraw" | "accept renewal";
  }
  | { readonly how: "cron"; readonly days: number };

Deno.test("a tenancy only ever moves along the table of transitions, and its unit is held as long as it runs", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const world = await buildWorld(database);
    const { owner } = world.people;
    const table = await database.query<{ from_state: string | null; to_state: string }>(
      "select from_state, to_state from private.state_transitions where machine = 'tenancy' and $1",
      [true],
    );
    const allowed = new Set(table.map((row) => `${row.from_state} ${row.to_state}`));
    const states = [...new Set(table.map((row) => row.to_state))].sort();
    const later = await inDays(database, 800);

    const run = (tenant: Actor, id: string, attempt: Attempt): Promise<unknown> => {
      const call = (by: Actor, name: string, ...rest: unknown[]) =>
        as(database, by, `select ${name}`, [id, ...rest]);
      switch (attempt.how) {
        case "worker":
          return database.query("select private.move_tenancy($1, $2, 'Why')", [id, attempt.to]);
        case "hand":
          return database.query("update tenancies set status = $2 where id = $1", [
            id,
            attempt.to,
          ]);
        case "cron":
          return advance(database, attempt.days);
        case "owner":
          return {
            activate: () => call(owner, "activate_tenancy($1, 'Signed on paper')"),
            renew: () => call(owner, "offer_renewal($1, 12000000)"),
            notice: () => call(owner, "give_notice($1, $2, 'Ours again')", later),
            withdraw: () => call(owner, "withdraw_notice($1)"),
            end: () => call(owner, "end_tenancy($1, 'Over')"),
          }[attempt.does]();
        case "tenant":
          return {
            accept: () => call(tenant, "accept_tenancy($1)"),
            decline: () => call(tenant, "decline_tenancy($1)"),
            notice: () => call(tenant, "give_notice($1, $2, 'Leaving')", later),
            withdraw: () => call(tenant, "withdraw_notice($1)"),
            "accept renewal": () =>
              call(
                tenant,
                "accept_tenancy(coalesce((select id from tenancies where parent_id = $1 and status = 'offered'), $1))",
              ),
          }[attempt.does]();
      }
    };

    const to = fc.constantFrom(...states);
    const attempt: fc.Arbitrary<Attempt> = fc.oneof(
      { arbitrary: fc.record({ how: fc.constant("worker" as const), to }), weight: 1 },
      { arbitrary: fc.record({ how: fc.constant("hand" as const), to }), weight: 1 },
      {
        arbitrary: fc.record({
          how: fc.constant("owner" as const),
          does: fc.constantFrom<"activate" | "renew" | "notice" | "withdraw" | "end">(
            "activate",
            "renew",
            "renew",
            "notice",
            "withdraw",
            "end",
          ),
        }),
        weight: 4,
      },
      {
        arbitrary: fc.record({
          how: fc.constant("tenant" as const),
          does: fc.constantFrom<"accept" | "decline" | "notice" | "withdraw" | "accept renewal">(
            "accept",
            "accept",
            "decline",
            "notice",
            "withdraw",
            "accept renewal",
          ),
        }),
        weight: 5,
      },
      {
        arbitrary: fc.record({
          how: fc.constant("cron" as const),
          days: fc.constantFrom(0, 100, 1000),
        }),
        weight: 2,
      },
    );

    await fc.assert(
      fc.asyncProperty(
        fc.array(attempt, { minLength: 1, maxLength: 14 }),
        async (attempts) => {
          const tenant = await knownTenant(database, world);
          const unit = await freshUnit(database, world);
          const { id } = await on(
            database,
            owner,
            "offer_tenancy($1, array[$2]::uuid[], private.lagos_date() - 300, 10000000)",
            unit,
            tenant.id,
          );
          const path: [string | null, string][] = [[null, "offered"]];
          let now = "offered";
          for (const next of attempts) {
            const refused = await refusal(run(tenant, id, next)).catch(() => undefined);
            const [after] = await database.query<{ status: string; moves: number }>(
              `select status, (select count(*)::integer from state_changes where subject_id = tenancies.id) as moves
               from tenancies where id = $1`,
              [id],
            ) as [{ status: string; moves: number }];
            const label = `${JSON.stringify(next)} from ${now} to ${after.status}`;
            if (next.how === "hand" || refused !== undefined) {
              assertEquals(after.status, now, label);
            }
            if (next.how === "worker" && next.to !== now && !allowed.has(`${now} ${next.to}`)) {
              assertEquals(refused?.hint, "tenancy.illegal_transition", label);
            }
            if (after.status !== now) {
              path.push([now, after.status]);
              now = after.status;
            }
          }
          const history = await database.query<{ from_state: string | null; to_state: string }>(
            `select from_state, to_state from state_changes
             where machine = 'tenancy' and subject_id = $1 order by occurred_at, id`,
            [id],
          );
          for (const { from_state, to_state } of history) {
            assertEquals(allowed.has(`${from_state} ${to_state}`), true);
          }
          assertEquals(history.at(-1)?.to_state, now);
          const claims = await database.query<{ status: string; held: boolean; waits: boolean }>(
            `select tenancy.status, coalesce(hold.status = 'active', false) as held,
               tenancy.parent_id is not null and tenancy.status = 'offered' as waits
             from tenancies as tenancy left join unit_holds as hold on hold.id = tenancy.hold_id
             where tenancy.unit_id = $1`,
            [unit],
          );
          for (const { status, held, waits } of claims) {
            const runs = status !== "ended" && status !== "cancelled";
            assertEquals(held, runs && !waits, `${status}: ${JSON.stringify(attempts)}`);
          }
        },
      ),
      { numRuns: 60 },
    );
  } finally {
    await close();
  }
});
