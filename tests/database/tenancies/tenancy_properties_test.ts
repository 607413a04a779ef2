import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { as, refusal } from "../actor.ts";
import { letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

/** What somebody tries with the newest tenancy of a unit, or with the one that it renews. */
const attempts = [
  "renew",
  "accept",
  "decline",
  "paper",
  "notice by owner",
  "notice by tenant",
  "withdraw by owner",
  "withdraw by tenant",
  "withdraw offer",
  "return",
  "night",
  "long night",
  "hand",
] as const;
type Attempt = { readonly how: typeof attempts[number]; readonly parent: boolean };

Deno.test("a tenancy only ever moves along the table of transitions, and its unit is let once", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner } = world.people;
    const table = await database.query<{ from_state: string | null; to_state: string }>(
      "select from_state, to_state from private.state_transitions where machine = 'tenancy' and $1",
      [true],
    );
    const allowed = new Set(table.map((row) => `${row.from_state} ${row.to_state}`));

    const run = (id: string, tenant: { user: string }, how: Attempt["how"]): Promise<unknown> => {
      switch (how) {
        case "renew":
          return on(database, owner, "offer_renewal($1, 12000000)", id);
        case "accept":
          return on(database, tenant, "accept_tenancy($1)", id);
        case "decline":
          return on(database, tenant, "decline_tenancy($1)", id);
        case "paper":
          return on(database, owner, "activate_tenancy($1, 'Signed on paper')", id);
        case "notice by owner":
        case "notice by tenant":
          return as(
            database,
            how === "notice by owner" ? owner : tenant,
            `select give_notice($1, greatest(private.lagos_date() + 200,
               (select t.ends_on from tenancies as t where t.id = $1))::date::text, 'Moving on')`,
            [id],
          );
        case "withdraw by owner":
          return on(database, owner, "withdraw_notice($1)", id);
        case "withdraw by tenant":
          return on(database, tenant, "withdraw_notice($1)", id);
        case "withdraw offer":
        case "return":
          return on(database, owner, "end_tenancy($1, 'Over')", id);
        case "night":
          return database.query("select private.advance_tenancies() where $1", [true]);
        case "long night":
          return database.query(
            "select private.advance_tenancies(private.lagos_date() + 400) where $1",
            [true],
          );
        case "hand":
          return database.query("update tenancies set status = 'active' where id = $1", [id]);
      }
    };
    const ofUnit = (unit: string) =>
      database.query<{
        id: string;
        status: string;
        parent_id: string | null;
        hold: string | null;
        noticed: boolean;
      }>(
        `select tenancy.id, tenancy.status, tenancy.parent_id, hold.status as hold,
           exists (select from tenancy_notices as n where n.tenancy_id = tenancy.id and n.withdrawn_at is null) as noticed
         from tenancies as tenancy left join unit_holds as hold on hold.id = tenancy.hold_id
         where tenancy.unit_id = $1 order by tenancy.id`,
        [unit],
      );

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(2, 11, 13),
        fc.array(fc.record({ how: fc.constantFrom(...attempts), parent: fc.boolean() }), {
          minLength: 1,
          maxLength: 14,
        }),
        async (monthsAgo, tried: Attempt[]) => {
          const { unit, tenant } = await letSince(database, world, monthsAgo);
          let now = await ofUnit(unit);
          for (const { how, parent } of tried) {
            const newest = now.at(-1);
            const subject = (parent ? newest?.parent_id : undefined) ?? newest?.id as string;
            const label = `${how} on ${JSON.stringify(now)}`;
            const refused = await refusal(run(subject, tenant, how)).catch(() => undefined);
            const after = await ofUnit(unit);
            if (refused !== undefined) {
              assertEquals(/^PT40[0-9]$/.test(refused.code), true, `${refused.code} ${label}`);
              assertEquals(after, now, label);
            }
            const before = new Map(now.map((one) => [one.id, one.status]));
            for (const { id, status } of after) {
              const was = before.get(id);
              if (was === undefined) assertEquals([how, status], ["renew", "offered"], label);
              else if (was !== status) {
                assertEquals(allowed.has(`${was} ${status}`), true, `${was} ${status}: ${label}`);
              }
            }
            for (const one of after) {
              const inForce = ["active", "notice_given", "holding_over"].includes(one.status);
              assertEquals(one.hold === "active", inForce, `hold after ${label}`);
              // A notice is over only by being withdrawn, or with the tenancy.
              if (one.status === "notice_given") assertEquals(one.noticed, true, label);
              if (one.status === "active") assertEquals(one.noticed, false, label);
            }
            now = after;
          }
          const history = await database.query<{ ok: boolean }>(
            `select bool_and(change.to_state = coalesce(
                 (select following.from_state from state_changes as following
                  where following.subject_id = tenancy.id and following.id > change.id
                  order by following.id limit 1), tenancy.status::text)) as ok
             from tenancies as tenancy join state_changes as change on change.subject_id = tenancy.id
             where tenancy.unit_id = $1`,
            [unit],
          );
          assertEquals(history[0]?.ok, true, "the history is the path");
          // What is left in force would only make the next nights longer.
          for (const one of now.reverse()) {
            await refusal(on(database, owner, "end_tenancy($1, 'Cleared')", one.id)).catch(() =>
              undefined
            );
          }
        },
      ),
      { numRuns: 100 },
    );
  } finally {
    await close();
  }
});
