import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "./actor.ts";
import { buildAgencies, offer as offerMandate } from "./agencies.ts";
import { advertise, call, dayFromToday, listingStatus, type Offer, offerToRent } from "./deals.ts";
import { openTestDatabase } from "./test_database.ts";

Deno.test("offers keep their rules", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const { world, harbour } = await buildAgencies(database);
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
    const passTime = (offer: string) =>
      database.query(
        "update offers set expires_at = now() - interval '1 second' where id = $1",
        [offer],
      );

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
      const kept = { advance_periods: 1, starts_on: dayFromToday(2), term_months: 12 };
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
        starts_on: dayFromToday(2),
        is_open: true,
        is_a_week: true,
      });
      assertEquals(await told(people.stranger, made.id), ["offer_made", "offer_accepted"]);
      assertEquals(await told(people.owner, made.id), [
        "offer_made",
        "offer_made",
        "offer_accepted",
      ]);
    });

    await t.step("a repeat changes nothing, another offer is told what to do", async () => {
      const { listing } = await advertise(database, world);
      const first = await offerToRent(database, people.stranger, listing);
      const again = await offerToRent(database, people.stranger, listing);
      assertEquals(again.id, first.id);
      const counter = { offer_id: first.id, amount_kobo: 105_000_000 };
      await on(people.owner, "counter_offer", counter);
      assertEquals((await on(people.owner, "counter_offer", counter)).round, 2);
      assertEquals(
        await problem(offerToRent(database, people.stranger, listing, { amount_kobo: 1_000 })),
        ["PT409", "offer.already_open", "listing_id"],
      );
      const once = await accept(people.stranger, first.id, 2);
      assertEquals((await accept(people.stranger, first.id, 2)).hold_id, once.hold_id);
    });

    await t.step("bad terms are refused by the field", async () => {
      const { listing } = await advertise(database, world);
      const sale = (await advertise(database, world, "sale")).listing;
      const wrong: [string, Record<string, unknown>, string][] = [
        [listing, { amount_kobo: 0 }, "amount_kobo"],
        [listing, { amount_kobo: -5 }, "amount_kobo"],
        [listing, { amount_kobo: null }, "amount_kobo"],
        [listing, { starts_on: null }, "starts_on"],
        [listing, { starts_on: dayFromToday(-1) }, "starts_on"],
        [listing, { starts_on: "infinity" }, "starts_on"],
        [listing, { term_months: 0 }, "term_months"],
        [listing, { term_months: 1_000_000 }, "term_months"],
        [listing, { advance_periods: 61 }, "advance_periods"],
        [listing, { completes_on: dayFromToday(9) }, "completes_on"],
        [listing, { valid_hours: 0 }, "valid_hours"],
        [listing, { valid_hours: 721 }, "valid_hours"],
        [listing, { conditions: "x".repeat(2001) }, "conditions"],
        [sale, { starts_on: dayFromToday(2) }, "starts_on"],
        [sale, { starts_on: null, term_months: 12 }, "term_months"],
        [sale, { starts_on: null, completes_on: dayFromToday(-1) }, "completes_on"],
      ];
      for (const [where, changes, field] of wrong) {
        assertEquals(
          await problem(offerToRent(database, people.stranger, where, changes)),
          ["PT400", "offer.bad_terms", field],
          JSON.stringify(changes),
        );
      }
    });

    await t.step("shortlets, hidden listings and one's own listing take no offers", async () => {
      const shortlet = (await advertise(database, world, "shortlet")).listing;
      assertEquals(
        await problem(offerToRent(database, people.stranger, shortlet)),
        ["PT409", "offer.not_negotiable", "listing_id"],
      );
      assertEquals(
        await problem(offerToRent(database, people.stranger, world.listing)),
        ["PT404", "listing.not_found", "listing_id"],
      );
      const { listing } = await advertise(database, world);
      for (const member of [people.owner, people.accountant]) {
        assertEquals(
          await problem(offerToRent(database, member, listing)),
          ["PT409", "offer.own_listing", "listing_id"],
        );
      }
    });

    await t.step("each acts only for their side, in turn, on the latest round", async () => {
      const { listing } = await advertise(database, world);
      const { id } = await offerToRent(database, people.stranger, listing);
      assertEquals(await problem(accept(people.stranger, id)), [
        "PT409",
        "offer.not_your_turn",
        "offer_id",
      ]);
      assertEquals(
        await problem(
          on(people.stranger, "counter_offer", { offer_id: id, amount_kobo: 90_000_000 }),
        ),
        ["PT409", "offer.not_your_turn", "offer_id"],
      );
      assertEquals(await problem(accept(people.accountant, id)), [
        "PT404",
        "offer.not_found",
        "offer_id",
      ]);
      for (const outsider of [people.otherOwner, people.tenant, harbour.principal]) {
        assertEquals(await problem(accept(outsider, id)), ["PT404", "offer.not_found", "offer_id"]);
        assertEquals(await as(database, outsider, "select 1 from offers where id = $1", [id]), []);
        assertEquals(
          await as(database, outsider, "select 1 from offer_rounds where offer_id = $1", [id]),
          [],
        );
      }
      await on(people.owner, "counter_offer", { offer_id: id, amount_kobo: 118_000_000 });
      assertEquals(await problem(accept(people.owner, id, 1)), [
        "PT409",
        "offer.superseded",
        "round",
      ]);
      assertEquals(await problem(accept(people.stranger, id, 3)), [
        "PT400",
        "offer.bad_terms",
        "round",
      ]);
      assertEquals(await problem(accept(people.stranger, id, 2, { hold_days: 20 })), [
        "PT400",
        "offer.bad_terms",
        "hold_days",
      ]);
      assertEquals(
        await problem(on(people.stranger, "decline_offer", { offer_id: id, reason: "No" })),
        ["PT409", "offer.wrong_side", "offer_id"],
      );
      assertEquals(
        await problem(on(people.owner, "withdraw_offer", { offer_id: id })),
        ["PT409", "offer.wrong_side", "offer_id"],
      );
      assertEquals(
        await problem(on(people.owner, "decline_offer", { offer_id: id, reason: " " })),
        ["PT400", "offer.bad_reason", "reason"],
      );
      const decline = { offer_id: id, reason: "Let to a friend" };
      assertEquals((await on(people.owner, "decline_offer", decline)).status, "declined");
      assertEquals((await on(people.owner, "decline_offer", decline)).status, "declined");
      assertEquals(await problem(accept(people.stranger, id, 2)), [
        "PT409",
        "offer.illegal_transition",
        "offer_id",
      ]);
      const next = await offerToRent(database, people.stranger, listing);
      assertEquals(
        (await on(people.stranger, "withdraw_offer", { offer_id: next.id })).status,
        "withdrawn",
      );
      assertEquals(await told(people.stranger, id), ["offer_made", "offer_declined"]);
    });

    await t.step("an expired offer cannot be accepted, and is marked so", async () => {
      const { listing } = await advertise(database, world);
      const { id } = await offerToRent(database, people.stranger, listing);
      await passTime(id);
      assertEquals(await problem(accept(people.owner, id)), ["PT409", "offer.expired", "offer_id"]);
      const next = await offerToRent(database, people.stranger, listing, { amount_kobo: 7_000 });
      assertEquals(next.id === id, false);
      await passTime(next.id);
      await database.query("select private.expire_offers() where $1", [true]);
      const statuses = await database.query<{ status: string }>(
        "select status from offers where listing_id = $1 order by id",
        [listing],
      );
      assertEquals(statuses.map((row) => row.status), ["expired", "expired"]);
      assertEquals(await told(people.stranger, next.id), ["offer_expired"]);
      const last = await offerToRent(database, people.stranger, listing);
      await passTime(last.id);
      assertEquals(
        (await on(people.owner, "decline_offer", { offer_id: last.id, reason: "Late" })).status,
        "expired",
      );
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
        starts_on: dayFromToday(2),
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

    await t.step(
      "an agency negotiates with a mandate to list, and accepts with one to sign",
      async () => {
        const { listing } = await advertise(database, world);
        const { id } = await offerToRent(database, people.stranger, listing);
        const mandate = async (scopes: string) => {
          const { id } = await offerMandate(database, people.owner, world, harbour.org, { scopes });
          await as(database, harbour.principal, "select answer_mandate($1, true)", [id]);
        };
        await mandate("{list}");
        assertEquals(
          await problem(offerToRent(database, harbour.agent, listing)),
          ["PT409", "offer.own_listing", "listing_id"],
        );
        await on(harbour.agent, "counter_offer", { offer_id: id, amount_kobo: 119_000_000 });
        await on(people.stranger, "counter_offer", { offer_id: id, amount_kobo: 118_000_000 });
        assertEquals(await problem(accept(harbour.manager, id, 3)), [
          "PT403",
          "mandate.required",
          "offer_id",
        ]);
        await mandate("{list,sign}");
        assertEquals((await accept(harbour.manager, id, 3)).status, "accepted");
        assertEquals(
          (await as(database, harbour.agent, "select 1 from offer_rounds where offer_id = $1", [
            id,
          ]))
            .length,
          3,
        );
      },
    );

    await t.step(
      "nobody rewrites a round or sets a status by hand, the owner's database role included",
      async () => {
        const { listing } = await advertise(database, world);
        const { id } = await offerToRent(database, people.stranger, listing);
        assertEquals(
          (await problem(
            database.query("update offer_rounds set amount_kobo = 1 where offer_id = $1", [id]),
          ))[1],
          "record.append_only",
        );
        assertEquals(
          (await problem(
            database.query("update offers set status = 'declined' where id = $1", [id]),
          ))[1],
          "offer.direct_change",
        );
        assertEquals(
          (await problem(
            database.query("update offers set status = 'converted' where id = $1", [id]),
          ))[1],
          "offer.illegal_transition",
        );
      },
    );
  } finally {
    await close();
  }
});
