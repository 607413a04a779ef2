import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { advertise, call, listingStatus, type Offer, offerToRent } from "./deals.ts";
import { openWorld } from "../test_database.ts";

Deno.test("an accepted offer holds the unit until it is let, released or too late", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const on = (by: Actor, name: string, given: Record<string, unknown>) =>
      call<Offer>(database, by, name, given);
    const accept = (by: Actor, offer: string, round = 1, more: Record<string, unknown> = {}) =>
      on(by, "accept_offer", { offer_id: offer, round, ...more });
    const told = async (who: { user: string }, subject: string) =>
      (await database.query<{ kind: string }>(
        "select kind from notifications where user_id = $1 and subject_id = $2 order by id",
        [who.user, subject],
      )).map((row) => row.kind);

    await t.step("both sides counter in turn until one accepts, and the unit is held", async () => {
      const { listing, unit } = await advertise(database, world);
      const made = await offerToRent(database, people.stranger, listing);
      assertEquals([made.status, made.round], ["open", 1]);
      await on(people.agent, "counter_offer", { offer_id: made.id, amount_kobo: 115_000_000 });
      const countered = await on(people.stranger, "counter_offer", {
        offer_id: made.id,
        amount_kobo: 110_000_000,
        conditions: "Paint it first",
      });
      assertEquals(countered.round, 3);
      const accepted = await accept(people.manager, made.id, 3);
      assertEquals([accepted.status, accepted.accepted_round], ["accepted", 3]);
      assertEquals(await listingStatus(database, listing), "reserved");
      const rounds = await as(
        database,
        people.stranger,
        `select made_by_side, amount_kobo::int, advance_periods, starts_on::text, term_months
         from offer_rounds where offer_id = $1 order by round`,
        [made.id],
      );
      const kept = { advance_periods: 1, starts_on: nigerianDate(2), term_months: 12 };
      assertEquals(rounds, [
        { made_by_side: "offeror", amount_kobo: 100_000_000, ...kept },
        { made_by_side: "owner", amount_kobo: 115_000_000, ...kept },
        { made_by_side: "offeror", amount_kobo: 110_000_000, ...kept },
      ]);
      const [hold] = await database.query(
        `select reason, lower(period)::text as starts_on, upper_inf(period) as is_open,
           expires_at between now() + interval '6 days' and now() + interval '8 days' as is_a_week
         from unit_holds where unit_id = $1`,
        [unit],
      );
      assertEquals(hold, {
        reason: "offer",
        starts_on: nigerianDate(2),
        is_open: true,
        is_a_week: true,
      });
      // Until when it is kept is for whom it is kept to know, and for nobody else beside the owner's side.
      const seen = async (by: Actor) =>
        (await as(database, by, "select id from unit_holds where unit_id = $1", [unit])).length;
      assertEquals([await seen(people.stranger), await seen(people.otherTenant)], [1, 0]);
      assertEquals(await told(people.stranger, made.id), ["offer_made", "offer_accepted"]);
      assertEquals(await told(people.owner, made.id), [
        "offer_made",
        "offer_made",
        "offer_accepted",
      ]);
    });

    await t.step("one accepted offer keeps the others waiting until it lapses", async () => {
      const { listing, unit } = await advertise(database, world);
      const one = await offerToRent(database, people.stranger, listing);
      const two = await offerToRent(database, people.otherTenant, listing);
      await accept(people.owner, one.id, 1, { hold_days: 3 });
      assertEquals(await problem(accept(people.owner, two.id)), [
        "PT409",
        "offer.unit_taken",
        "offer_id",
      ]);
      assertEquals(
        await problem(
          as(database, people.owner, "select move_listing($1, 'published')", [listing]),
        ),
        ["PT409", "listing.held", "listing_id"],
      );
      await database.query(
        "update unit_holds set expires_at = now() - interval '1 second' where unit_id = $1",
        [unit],
      );
      await database.query("select private.expire_holds() where $1", [true]);
      assertEquals(await listingStatus(database, listing), "published");
      assertEquals(await told(people.stranger, one.id), ["offer_accepted", "offer_expired"]);
      assertEquals((await accept(people.owner, two.id)).status, "accepted");
      // The same without the sweeper: the next acceptance frees what has lapsed.
      await database.query(
        "update unit_holds set expires_at = now() - interval '1 second' where unit_id = $1 and status = 'active'",
        [unit],
      );
      const three = await offerToRent(database, people.tenant, listing).catch(() => undefined);
      assertEquals(three, undefined, "a reserved listing is not on the market");
    });

    await t.step("either side ends an accepted offer early, saying why", async () => {
      const { listing } = await advertise(database, world);
      const { id } = await offerToRent(database, people.stranger, listing);
      const release = { offer_id: id, reason: "The bank refused" };
      assertEquals(await problem(on(people.owner, "release_offer", release)), [
        "PT409",
        "offer.illegal_transition",
        "offer_id",
      ]);
      await accept(people.owner, id);
      assertEquals(
        await problem(on(people.stranger, "release_offer", { offer_id: id, reason: "" })),
        ["PT400", "offer.bad_reason", "reason"],
      );
      const released = await on(people.stranger, "release_offer", release);
      assertEquals([released.status, released.decision_reason], ["lapsed", "The bank refused"]);
      assertEquals((await on(people.owner, "release_offer", release)).status, "lapsed");
      assertEquals(await listingStatus(database, listing), "published");
    });

    await t.step("an accepted offer becomes one tenancy on its terms", async () => {
      const { listing, unit } = await advertise(database, world);
      const { id } = await offerToRent(database, people.stranger, listing, { advance_periods: 2 });
      const other = await offerToRent(database, people.otherTenant, listing);
      const let_ = (by: Actor, address: string | null) =>
        call<{ id: string; status: string }>(database, by, "let_from_offer", {
          offer_id: id,
          address,
        });
      assertEquals(await problem(let_(people.owner, "1 Akoka Road")), [
        "PT409",
        "offer.illegal_transition",
        "offer_id",
      ]);
      await accept(people.owner, id);
      assertEquals((await problem(let_(people.agent, "1 Akoka Road")))[1], "auth.forbidden");
      assertEquals((await problem(let_(people.otherOwner, "1 Akoka Road")))[1], "offer.not_found");
      assertEquals(await problem(let_(people.owner, null)), [
        "PT400",
        "offer.bad_address",
        "address",
      ]);
      const tenancy = await let_(people.owner, "1 Akoka Road");
      assertEquals((await let_(people.manager, "1 Akoka Road")).id, tenancy.id);
      const [terms] = await database.query(
        `select t.rent_kobo::int, t.rent_per, t.advance_periods, t.starts_on::text, o.status as offer,
           (select count(*)::int from unit_holds as h where h.unit_id = t.unit_id and h.status = 'active') as holds
         from tenancies as t join offers as o on o.tenancy_id = t.id where t.id = $1 and t.unit_id = $2`,
        [tenancy.id, unit],
      );
      assertEquals(terms, {
        rent_kobo: 100_000_000,
        rent_per: "year",
        advance_periods: 2,
        starts_on: nigerianDate(2),
        offer: "converted",
        holds: 1,
      });
      await as(database, people.stranger, "select accept_tenancy($1)", [tenancy.id]);
      assertEquals(await listingStatus(database, listing), "let");
      const [declined] = await database.query(
        "select status, decision_reason from offers where id = $1",
        [other.id],
      );
      assertEquals(declined, { status: "declined", decision_reason: "The listing is let" });
    });

    await t.step("a tenancy not taken up puts the listing back on the market", async () => {
      const { listing } = await advertise(database, world);
      const { id } = await offerToRent(database, people.stranger, listing);
      await accept(people.owner, id);
      const tenancy = await call<{ id: string }>(database, people.owner, "let_from_offer", {
        offer_id: id,
      });
      await as(database, people.owner, "select end_tenancy($1, 'Never came')", [tenancy.id]);
      assertEquals(await listingStatus(database, listing), "published");
    });
  } finally {
    await close();
  }
});
