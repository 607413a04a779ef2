import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { answer, offer as offerMandate, openAgencies, revoke } from "../mandates/agencies.ts";
import {
  advertise,
  advertiseUnit,
  call,
  listingStatus,
  type Offer,
  offerToBuy,
  offerToRent,
} from "./deals.ts";
import { liftLimits } from "../world.ts";

type Agencies = Awaited<ReturnType<typeof openAgencies>>;
type Database = Agencies["database"];

/** A mandate to list, and a rent listing that the agency published under it. */
async function listByMandate(database: Database, { world, harbour }: Agencies) {
  const { id: mandate } = await offerMandate(database, world.people.owner, world, harbour.org, {
    scopes: "{list}",
  });
  await answer(database, harbour.principal, mandate);
  const { unit, listing: own } = await advertise(database, world);
  await as(database, world.people.owner, "select move_listing($1, 'closed')", [own]);
  const [written] = await as<{ id: string }>(
    database,
    harbour.agent,
    `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
     values ($1, $2, 'rent', 'Listed by an agency', 120000000, 'year') returning id`,
    [world.org, unit],
  );
  await as(database, harbour.agent, "select move_listing($1, 'published')", [written?.id]);
  return { mandate, listing: written?.id as string };
}

const acceptAs = (database: Database, world: Agencies["world"], offer: Offer) =>
  call<Offer>(database, world.people.owner, "accept_offer", { offer_id: offer.id, round: 1 });

const releaseAs = (database: Database, by: { user: string }, offer: Offer) =>
  call<Offer>(database, by, "release_offer", { offer_id: offer.id, reason: "Found another" });

Deno.test("after a deal that came to nothing a listing is where it was before", async (t) => {
  const agencies = await openAgencies();
  const { database, close } = agencies;
  try {
    const { world, harbour } = agencies;
    const { people } = world;
    const move = (listing: string, to: string) =>
      as(database, people.owner, "select move_listing($1, $2)", [listing, to]);
    const history = async (listing: string) =>
      (await database.query<{ to: string }>(
        `select to_state as to from state_changes
         where machine = 'listing' and subject_id = $1 order by occurred_at, id`,
        [listing],
      )).map((row) => row.to);

    await t.step("published before: open to visitors again", async () => {
      const { listing } = await advertise(database, world);
      const offer = await offerToRent(database, people.stranger, listing);
      await acceptAs(database, world, offer);
      assertEquals((await releaseAs(database, people.stranger, offer)).status, "lapsed");
      assertEquals(await listingStatus(database, listing), "published");
    });

    await t.step(
      "paused before: still paused, and staff review it before visitors do",
      async () => {
        const { listing } = await advertise(database, world);
        const offer = await offerToRent(database, people.stranger, listing);
        const review = (on: boolean) =>
          database.query("update organizations set reviews_listings = $2 where id = $1", [
            world.org,
            on,
          ]);
        await review(true);
        await move(listing, "paused");
        await as(
          database,
          people.owner,
          "update listings set title = 'Seen by nobody' where id = $1",
          [
            listing,
          ],
        );
        await acceptAs(database, world, offer);
        await releaseAs(database, people.stranger, offer);
        assertEquals(await listingStatus(database, listing), "paused");
        await move(listing, "published");
        assertEquals(await listingStatus(database, listing), "pending_review");
        await review(false);
      },
    );

    await t.step("stale before: still to be confirmed, and no newer than it was", async () => {
      const { listing } = await advertise(database, world);
      const offer = await offerToRent(database, people.stranger, listing);
      await database.query(
        `update listings set confirm_by = now() - interval '1 day', published_at = now() - interval '31 days'
         where id = $1`,
        [listing],
      );
      await database.query("select private.mark_stale_listings() where $1", [true]);
      await acceptAs(database, world, offer);
      await releaseAs(database, people.stranger, offer);
      const [row] = await database.query(
        `select status, published_at < now() - interval '30 days' as is_old, confirm_by < now() as is_overdue
         from listings where id = $1`,
        [listing],
      );
      assertEquals(row, { status: "stale", is_old: true, is_overdue: true });
    });

    await t.step(
      "listed under a mandate that ended meanwhile: paused, until the owner says",
      async () => {
        for (const end of ["revoked", "passed", "live"]) {
          const { mandate, listing } = await listByMandate(database, agencies);
          const offer = await offerToRent(database, people.stranger, listing);
          await acceptAs(database, world, offer);
          if (end === "revoked") await revoke(database, people.owner, mandate);
          if (end === "passed") {
            await database.query(
              "update mandates set starts_on = '2026-01-01', ends_on = private.lagos_date() where id = $1",
              [mandate],
            );
          }
          await database.query(
            `update unit_holds set expires_at = now() - interval '1 second'
           where id = (select hold_id from offers where id = $1)`,
            [offer.id],
          );
          await database.query("select private.expire_holds() where $1", [true]);
          const path = ["draft", "published", "reserved", "published"];
          assertEquals(await history(listing), end === "live" ? path : [...path, "paused"], end);
          if (end === "live") continue;
          const refused = await refusal(
            as(database, harbour.agent, "select move_listing($1, 'published')", [listing]),
          );
          assertEquals(refused.hint, "listing.not_found");
          await move(listing, "published");
          assertEquals(await listingStatus(database, listing), "published");
        }
      },
    );

    await t.step("a sale that falls through and a tenancy not taken up do the same", async () => {
      const { unit, listing: rented } = await advertise(database, world);
      const bought = await advertiseUnit(database, world, unit, "sale");
      const toBuy = await offerToBuy(database, people.stranger, bought);
      const toRent = await offerToRent(database, people.tenant, rented);
      await move(bought, "paused");
      await move(rented, "paused");
      await acceptAs(database, world, toBuy);
      const [sale] = await database.query<{ id: string }>(
        "select id from sales where offer_id = $1",
        [toBuy.id],
      );
      await call(database, people.owner, "fail_sale", { sale_id: sale?.id, reason: "No loan" });
      assertEquals(await listingStatus(database, bought), "paused");
      await acceptAs(database, world, toRent);
      const tenancy = await call<{ id: string }>(database, people.owner, "let_from_offer", {
        offer_id: toRent.id,
      });
      await as(database, people.owner, "select end_tenancy($1, 'Not taken up')", [tenancy.id]);
      assertEquals(await listingStatus(database, rented), "paused");
    });
  } finally {
    await close();
  }
});

Deno.test({
  name:
    "a mandate revoked beside the end of a deal leaves no listing on the market, and nobody stuck",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const agencies = await openAgencies();
    const { database, close } = agencies;
    try {
      await liftLimits(database);
      const { people } = agencies.world;
      for (let n = 0; n < 30; n++) {
        const { mandate, listing } = await listByMandate(database, agencies);
        const offer = await offerToRent(database, people.stranger, listing);
        await acceptAs(database, agencies.world, offer);
        await Promise.all([
          revoke(database, people.owner, mandate),
          releaseAs(database, people.stranger, offer),
        ]);
        assertEquals(await listingStatus(database, listing), "paused", `run ${n}`);
      }
    } finally {
      await close();
    }
  },
});
