import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { offer as offerMandate, openAgencies } from "../mandates/agencies.ts";
import { advertise, call, type Offer, offerToRent } from "./deals.ts";

Deno.test("offers keep their rules", async (t) => {
  const { database, close, world, harbour } = await openAgencies();
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
    const passTime = (offer: string) =>
      database.query(
        "update offers set expires_at = now() - interval '1 second' where id = $1",
        [offer],
      );

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
        [listing, { starts_on: nigerianDate(-1) }, "starts_on"],
        [listing, { starts_on: nigerianDate(733) }, "starts_on"],
        [listing, { term_months: 0 }, "term_months"],
        [listing, { term_months: 1_000_000 }, "term_months"],
        [listing, { advance_periods: 61 }, "advance_periods"],
        [listing, { completes_on: nigerianDate(9) }, "completes_on"],
        [listing, { valid_hours: 0 }, "valid_hours"],
        [listing, { valid_hours: 721 }, "valid_hours"],
        [listing, { conditions: "x".repeat(2001) }, "conditions"],
        [sale, { starts_on: nigerianDate(2) }, "starts_on"],
        [sale, { starts_on: null, completes_on: nigerianDate(-1) }, "completes_on"],
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
      const names = (by: Actor) =>
        as(database, by, "select 1 from profiles where id = $1", [people.stranger.user]);
      assertEquals((await names(people.agent)).length, 1, "who answers knows whose offer it is");
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
      "nobody rewrites a round or sets a status by hand",
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
