import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as } from "../actor.ts";
import { advertiseUnit, call, offerToBuy } from "./deals.ts";
import { letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

/** What each of some calls at once came to: "done", or the code of its refusal. */
const outcomes = async (calls: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).map((one) =>
    one.status === "fulfilled" ? "done" : String(one.reason.hint || one.reason.code || one.reason)
  );

Deno.test({
  name: "a tenanted home is sold once, and never renewed beside its sale, however they meet",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, manager, stranger, otherTenant } = world.people;
      const prepare = async () => {
        const let_ = await letSince(database, world, 2);
        const listing = await advertiseUnit(database, world, let_.unit, "sale");
        const offer = await offerToBuy(database, stranger, listing);
        return { ...let_, listing, offer };
      };
      const accept = (offer: string, by = owner) =>
        call(database, by, "accept_offer", { offer_id: offer, round: 1 });
      const claims = (unit: string) =>
        database.query<{ held_right: string; reason: string }>(
          "select held_right, reason from unit_holds where unit_id = $1 and status = 'active' order by held_right, period",
          [unit],
        );

      await t.step("two buyers, each accepted by somebody, many times over: one sale", async () => {
        for (let n = 0; n < 10; n++) {
          const { unit, listing, offer } = await prepare();
          const rival = await offerToBuy(database, otherTenant, listing);
          const came = await outcomes([
            accept(offer.id),
            accept(rival.id, manager),
            accept(offer.id, manager),
            accept(rival.id),
          ]);
          assertEquals(came.filter((one) => one === "done").length, 2, came.join());
          assertEquals(await claims(unit), [
            { held_right: "possession", reason: "tenancy" },
            { held_right: "title", reason: "offer" },
          ]);
        }
      });

      await t.step("a renewal comes before the sale, or not at all", async () => {
        for (let n = 0; n < 20; n++) {
          const { unit, tenant, tenancy, offer } = await prepare();
          const renewal = await on(
            database,
            owner,
            "offer_renewal($1, 10000000)",
            tenancy.id,
          );
          const [sold, renewed] = await outcomes([
            accept(offer.id),
            on(database, tenant, "accept_tenancy($1)", renewal.id),
          ]);
          assertEquals(sold, "done");
          assert(renewed === "done" || renewed === "unit.already_taken", renewed);
          assertEquals((await claims(unit)).length, renewed === "done" ? 3 : 2);
        }
      });

      await t.step(
        "the tenancy ends, the sale closes and a letting is tried: nobody is stuck",
        async () => {
          for (let n = 0; n < 15; n++) {
            const { unit, tenant, tenancy, offer } = await prepare();
            await accept(offer.id);
            const [sale] = await database.query<{ id: string }>(
              "select id from sales where offer_id = $1",
              [offer.id],
            );
            const came = await outcomes([
              on(database, owner, "end_tenancy($1, 'They moved out')", tenancy.id),
              call(database, manager, "close_sale", {
                sale_id: sale?.id,
                price_kobo: 9_000_000_000,
                closed_on: nigerianDate(),
              }),
              as(
                database,
                manager,
                "select offer_tenancy($1, array[$2]::uuid[], $3, 100000000)",
                [unit, tenant.id, nigerianDate(40)],
              ),
            ]);
            assertEquals(came, ["done", "done", "unit.already_taken"]);
            assertEquals(await claims(unit), [{ held_right: "title", reason: "sale" }]);
          }
        },
      );

      await t.step("the service writes claims by hand: the rules hold all the same", async () => {
        const { unit } = await prepare();
        const write = (right: string, reason: string) =>
          as(
            database,
            "service",
            `insert into unit_holds (org_id, unit_id, period, reason, held_right)
             values ($1, $2, daterange($3::text::date, null), $4, $5)`,
            [world.org, unit, nigerianDate(), reason, right],
          );
        const came = await outcomes([
          write("title", "sale"),
          write("title", "sale"),
          write("possession", "shortlet"),
        ]);
        assertEquals(came.filter((one) => one === "done").length, 1, came.join());
        assertEquals(came[2], "23P01");
      });
    } finally {
      await close();
    }
  },
});
