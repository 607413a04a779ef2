import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as } from "../actor.ts";
import { addDeals, advertise, call, listingStatus, offerToBuy, offerToRent } from "./deals.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

/** What each of many calls at once came to: "done", or the code of its refusal. */
async function outcomes(calls: readonly Promise<unknown>[]): Promise<string[]> {
  return (await Promise.allSettled(calls)).map((settled) =>
    settled.status === "fulfilled"
      ? "done"
      : settled.reason.hint || settled.reason.code || String(settled.reason)
  );
}

Deno.test({
  name: "offers keep their rules when many act at once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people } = world;
      await addDeals(database, world);
      const accept = (by: Actor, offer: string, round = 1) =>
        call(database, by, "accept_offer", { offer_id: offer, round });
      const times = async (n: number, race: (n: number) => Promise<void>) => {
        for (let i = 0; i < n; i += 1) await race(i);
      };
      const holds = async (unit: string) =>
        (await database.query<{ n: number }>(
          "select count(*)::int as n from unit_holds where unit_id = $1 and status = 'active'",
          [unit],
        ))[0]?.n;

      await t.step("two members accept two offers: one wins", () =>
        times(25, async (n) => {
          const { listing, unit } = await advertise(database, world, n % 2 === 0 ? "rent" : "sale");
          const offer = n % 2 === 0 ? offerToRent : offerToBuy;
          const one = await offer(database, people.stranger, listing);
          const two = await offer(database, people.otherTenant, listing);
          const three = await offer(database, people.tenant, listing);
          const came = await outcomes([
            accept(people.owner, one.id),
            accept(people.manager, two.id),
            accept(people.agent, three.id),
          ]);
          assertEquals(came.sort(), ["done", "offer.unit_taken", "offer.unit_taken"]);
          assertEquals(await holds(unit), 1);
        }));

      await t.step(
        "an acceptance races a counter-offer of its own side: one of them counts",
        () =>
          times(25, async () => {
            const { listing } = await advertise(database, world);
            const { id } = await offerToRent(database, people.stranger, listing);
            const [accepted, countered] = await outcomes([
              accept(people.owner, id),
              call(database, people.manager, "counter_offer", {
                offer_id: id,
                amount_kobo: 115_000_000,
              }),
            ]);
            assertEquals(
              [["done", "offer.illegal_transition"], ["offer.superseded", "done"]]
                .some((either) => either[0] === accepted && either[1] === countered),
              true,
              `${accepted} ${countered}`,
            );
          }),
      );

      await t.step(
        "the owner accepts while the offeror withdraws: one of them counts",
        () =>
          times(25, async () => {
            const { listing, unit } = await advertise(database, world);
            const { id } = await offerToRent(database, people.stranger, listing);
            const [accepted, withdrawn] = await outcomes([
              accept(people.owner, id),
              call(database, people.stranger, "withdraw_offer", { offer_id: id }),
            ]);
            assertEquals([accepted, withdrawn].filter((it) => it === "done").length, 1);
            assertEquals(await holds(unit), accepted === "done" ? 1 : 0);
            assertEquals(
              await listingStatus(database, listing),
              accepted === "done" ? "reserved" : "published",
            );
          }),
      );

      await t.step("the same acceptance 10 times: once", async () => {
        const { listing, unit } = await advertise(database, world, "sale");
        const { id } = await offerToBuy(database, people.stranger, listing);
        const came = await outcomes(Array.from({ length: 10 }, () => accept(people.owner, id)));
        assertEquals(new Set(came), new Set(["done"]));
        assertEquals(await holds(unit), 1);
        const sales = await database.query("select 1 from sales where offer_id = $1", [id]);
        assertEquals(sales.length, 1);
      });

      await t.step("the same offer 10 times: once", () =>
        times(5, async () => {
          const { listing } = await advertise(database, world);
          const made = await Promise.all(
            Array.from({ length: 10 }, () => offerToRent(database, people.stranger, listing)),
          );
          assertEquals(new Set(made.map((offer) => offer.id)).size, 1);
        }));

      await t.step(
        "an acceptance races a letting of the same unit: one has it",
        () =>
          times(30, async (n) => {
            const { listing, unit } = await advertise(database, world, n % 2 ? "sale" : "rent");
            const { id } = await (n % 2 ? offerToBuy : offerToRent)(
              database,
              people.stranger,
              listing,
            );
            const [known] = await database.query<{ id: string }>(
              "select id from tenants where user_id = $1",
              [people.tenant.user],
            );
            const [accepted, let_] = await outcomes([
              accept(people.owner, id),
              as(
                database,
                people.manager,
                "select offer_tenancy($1, $2::text::uuid[], $3, 100000000)",
                [unit, `{${known?.id}}`, nigerianDate(40)],
              ),
            ]);
            assertEquals(
              [["done", "unit.already_taken"], ["offer.unit_taken", "done"]]
                .some((either) => either[0] === accepted && either[1] === let_),
              true,
              `${accepted} ${let_}`,
            );
            assertEquals(await holds(unit), 1);
          }),
      );

      await t.step(
        "a hold lapses while the next offer is accepted: nobody is stuck",
        () =>
          times(25, async () => {
            const { listing, unit } = await advertise(database, world);
            const one = await offerToRent(database, people.stranger, listing);
            const two = await offerToRent(database, people.otherTenant, listing);
            await accept(people.owner, one.id);
            await database.query(
              "update unit_holds set expires_at = now() - interval '1 second' where unit_id = $1",
              [unit],
            );
            const [, accepted] = await outcomes([
              database.query("select private.expire_holds() where $1", [true]),
              accept(people.manager, two.id),
              call(database, people.owner, "release_offer", { offer_id: one.id, reason: "Lapsed" }),
            ]);
            assertEquals(accepted, "done");
            assertEquals(await holds(unit), 1);
          }),
      );

      await t.step(
        "letting from an offer 5 times while others want the unit: one tenancy",
        () =>
          times(10, async () => {
            const { listing, unit } = await advertise(database, world);
            const one = await offerToRent(database, people.stranger, listing);
            const two = await offerToRent(database, people.otherTenant, listing);
            await accept(people.owner, one.id);
            const came = await outcomes([
              ...Array.from({ length: 5 }, () =>
                call(database, people.owner, "let_from_offer", {
                  offer_id: one.id,
                  address: "1 Akoka Road",
                })),
              accept(people.manager, two.id),
            ]);
            assertEquals(came, [...Array(5).fill("done"), "offer.unit_taken"]);
            const tenancies = await database.query("select 1 from tenancies where unit_id = $1", [
              unit,
            ]);
            assertEquals(tenancies.length, 1);
          }),
      );

      await t.step(
        "a sale is closed and given up at once: one of them counts",
        () =>
          times(15, async () => {
            const { listing } = await advertise(database, world, "sale");
            const { id } = await offerToBuy(database, people.stranger, listing);
            await accept(people.owner, id);
            const [sale] = await database.query<{ id: string }>(
              "select id from sales where offer_id = $1",
              [id],
            );
            const came = await outcomes([
              call(database, people.owner, "close_sale", {
                sale_id: sale?.id,
                price_kobo: 9_000_000_000,
                closed_on: nigerianDate(0),
              }),
              call(database, people.manager, "fail_sale", { sale_id: sale?.id, reason: "Regret" }),
              call(database, people.stranger, "release_offer", { offer_id: id, reason: "Regret" }),
            ]);
            const isClosed = came[0] === "done";
            assertEquals(await listingStatus(database, listing), isClosed ? "sold" : "published");
            assertEquals(came.slice(1).includes("40P01"), false);
            assertEquals(isClosed, came[1] !== "done", came.join(" "));
          }),
      );
    } finally {
      await close();
    }
  },
});
