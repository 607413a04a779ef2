import { assertEquals } from "@std/assert";
import { refusal } from "../actor.ts";
import { advance, knownTenant, letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test({
  name:
    "no interleaving of renewal, end and new letting lets a unit twice or leaves it half renewed",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, manager } = world.people;
      for (let round = 0; round < 25; round++) {
        // Every other one has run out already: then its renewal takes over at once.
        const { tenancy, tenant, unit } = await letSince(database, world, round % 2 ? 13 : 11);
        const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
        const rival = await knownTenant(database, world);
        const attempts = await Promise.allSettled([
          on(database, tenant, "accept_tenancy($1)", renewal.id),
          on(database, tenant, "accept_tenancy($1)", renewal.id),
          on(database, owner, "end_tenancy($1, 'Moved out')", tenancy.id),
          on(database, manager, "offer_renewal($1, 13000000)", tenancy.id),
          on(
            database,
            manager,
            "offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() + 1)::text, 20000000)",
            unit,
            rival.id,
          ),
          advance(database),
          advance(database, 60),
        ]);
        for (const attempt of attempts) {
          if (attempt.status === "fulfilled") continue;
          const { code, hint } = await refusal(Promise.reject(attempt.reason));
          assertEquals(/^PT40[49]$/.test(code), true, `${code} ${hint} ${attempt.reason}`);
        }
        const live = await database.query<{ status: string; parent: boolean; held: boolean }>(
          `select tenancy.status, tenancy.parent_id is not null as parent,
             coalesce(hold.status = 'active', false) as held
           from tenancies as tenancy left join unit_holds as hold on hold.id = tenancy.hold_id
           where tenancy.unit_id = $1 and tenancy.status not in ('cancelled', 'ended')`,
          [unit],
        );
        for (const one of live) {
          assertEquals(one.held, !(one.parent && one.status === "offered"), JSON.stringify(live));
        }
        const [overlap] = await database.query<{ pairs: number }>(
          `select count(*)::integer as pairs from unit_holds as one join unit_holds as other
             on other.unit_id = one.unit_id and other.id > one.id and other.period && one.period
               and other.status = 'active'
           where one.unit_id = $1 and one.status = 'active'`,
          [unit],
        );
        assertEquals(overlap?.pairs, 0);
      }
    } finally {
      await close();
    }
  },
});
