import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { freshUnit, knownTenant, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { createListing } from "../world.ts";
import { addSchedule, owedBy, pay } from "./owed.ts";

Deno.test("what it costs to move in is charged on acceptance and paid in one checkout", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, stranger } = world.people;
    const advertised = async () => {
      const unit = await freshUnit(database, world);
      const listing = await createListing(database, owner, { org: world.org, unit });
      await as(
        database,
        owner,
        `insert into listing_fees (org_id, listing_id, kind, amount_kobo, bps, payer, note) values
           ($1, $2, 'agency', null, 1000, 'occupier', null), ($1, $2, 'legal', null, 500, 'occupier', null),
           ($1, $2, 'agreement', 2000000, null, 'occupier', null), ($1, $2, 'caution_deposit', 30000000, null, 'occupier', null),
           ($1, $2, 'service_charge', 12000000, null, 'occupier', null), ($1, $2, 'inspection', 500000, null, 'occupier', null),
           ($1, $2, 'other', 700000, null, 'occupier', 'Estate levy')`,
        [world.org, listing],
      );
      const tenant = await knownTenant(database, world);
      const offered = await on(
        database,
        owner,
        "offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() + 7)::text, 100000000)",
        unit,
        tenant.id,
      );
      return { unit, listing, tenant, offered };
    };

    await t.step(
      "the fees that the occupier pays, of the agreed rent; visits are no part of it",
      async () => {
        const { listing, tenant, offered } = await advertised();
        await as(database, owner, "select take_listing_fees($1, $2)", [offered.id, listing]);
        await as(database, owner, "select take_listing_fees($1, $2)", [offered.id, listing]);
        const seen = await as(
          database,
          { user: tenant.user },
          "select kind from charge_schedules where tenancy_id = $1",
          [offered.id],
        );
        assertEquals(seen.length, 6, "who is offered it sees it before they accept");
        assertEquals(await owedBy(database, offered.id), []);
        await on(database, tenant, "accept_tenancy($1)", offered.id);
        const owed = await owedBy(database, offered.id);
        assertEquals(
          Object.fromEntries(owed.map((it) => [it.kind, it.amount_kobo])),
          {
            rent: 100_000_000,
            agency_fee: 10_000_000,
            legal_fee: 5_000_000,
            agreement_fee: 2_000_000,
            caution_deposit: 30_000_000,
            service_charge: 12_000_000,
            other: 700_000,
          },
        );
        assertEquals(owed.length, 7);
        assertEquals(owed.find((it) => it.kind === "other")?.description, "Estate levy");
        const payment = await pay(database, tenant.user, owed.map((it) => it.id));
        assertEquals(payment.kobo, 159_700_000);
        const receipts = await database.query(
          "select kind::text, amount_kobo from receipts where payment_id = $1 order by serial",
          [payment.id],
        );
        assertEquals(receipts, [
          { kind: "rent", amount_kobo: 100_000_000 },
          { kind: "deposit", amount_kobo: 30_000_000 },
          { kind: "service_charge", amount_kobo: 12_000_000 },
          { kind: "other", amount_kobo: 17_700_000 },
        ]);
      },
    );

    await t.step("what never begins is not owed", async () => {
      const { listing, tenant, offered } = await advertised();
      await as(database, owner, "select take_listing_fees($1, $2)", [offered.id, listing]);
      await on(database, tenant, "accept_tenancy($1)", offered.id);
      await as(database, owner, "select end_tenancy($1, 'They changed their mind')", [offered.id]);
      assertEquals(await owedBy(database, offered.id), []);
    });

    /** A tenancy offered to the stranger, whose offer for the listing was accepted. */
    const letFromOffer = async (listing: string) => {
      const [offer] = await as<{ id: string }>(
        database,
        stranger,
        `select id from make_offer($1, 90000000, starts_on => (private.lagos_date() + 30)::text, term_months => 12)`,
        [listing],
      );
      await as(database, owner, "select accept_offer($1, 1)", [offer?.id]);
      const tenancy = await on(
        database,
        owner,
        "let_from_offer($1, '4 Akoka Road, Yaba')",
        offer?.id,
      );
      return tenancy;
    };

    await t.step("an accepted offer brings the listing's fees with it", async () => {
      const unit = await freshUnit(database, world);
      const listing = await createListing(database, owner, { org: world.org, unit });
      await as(
        database,
        owner,
        "insert into listing_fees (org_id, listing_id, kind, bps, payer) values ($1, $2, 'agency', 1000, 'occupier')",
        [world.org, listing],
      );
      const tenancy = await letFromOffer(listing);
      await on(database, stranger, "accept_tenancy($1)", tenancy.id);
      assertEquals(
        (await owedBy(database, tenancy.id)).map((it) => [it.kind, it.amount_kobo]).sort(),
        [["agency_fee", 9_000_000], ["rent", 90_000_000]],
      );
    });

    await t.step("who declines what came of an offer is heard with their own reason", async () => {
      const unit = await freshUnit(database, world);
      const listing = await createListing(database, owner, { org: world.org, unit });
      const tenancy = await letFromOffer(listing);
      await as(database, stranger, "select decline_tenancy($1, 'Too far from work')", [tenancy.id]);
      const told = await database.query(
        "select payload ->> 'reason' as reason from notifications where kind = 'tenancy_cancelled' and subject_id = $1 and user_id = $2",
        [tenancy.id, owner.user],
      );
      assertEquals(told, [{ reason: "Too far from work" }]);
    });

    await t.step(
      "a person's own schedules stand in place of the listing's; strangers are refused",
      async () => {
        const { listing, tenant, offered } = await advertised();
        await addSchedule(database, owner, {
          tenancy_id: offered.id,
          kind: "caution_deposit",
          amount_kobo: 5_000_000,
          payer_id: tenant.id,
        });
        await as(database, owner, "select take_listing_fees($1, $2)", [offered.id, listing]);
        const take = (by: { user: string }, which = listing) =>
          problem(as(database, by, "select take_listing_fees($1, $2)", [offered.id, which]));
        assertEquals((await take(agent))[1], "auth.forbidden");
        assertEquals(await take(stranger), ["PT404", "tenancy.not_found", "tenancy_id"]);
        assertEquals(await take(owner, world.listing), [
          "PT404",
          "listing.not_found",
          "listing_id",
        ]);
        await on(database, tenant, "accept_tenancy($1)", offered.id);
        assertEquals((await owedBy(database, offered.id)).map((it) => it.kind).sort(), [
          "caution_deposit",
          "rent",
        ]);
        assertEquals((await take(owner))[1], "tenancy.illegal_transition");
      },
    );
  } finally {
    await close();
  }
});
