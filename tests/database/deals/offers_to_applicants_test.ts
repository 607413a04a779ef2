import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { freshListing, onApplication, person, submitted } from "./prospects.ts";
import { openWorld } from "../test_database.ts";

interface Offer {
  id: string;
  status: string;
  round: number;
}

Deno.test("an application and its offer move together", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const statuses = async (application: string) =>
      (await database.query<{ application: string; offer: string; listing: string }>(
        `select application.status as application, offer.status as offer, listing.status as listing
         from applications as application
         join offers as offer on offer.application_id = application.id
         join listings as listing on listing.id = application.listing_id
         where application.id = $1 order by offer.id desc limit 1`,
        [application],
      ))[0];
    const offerTo = (by: Actor, application: string, amount: number | null = 100_000_000) =>
      as<Offer>(
        database,
        by,
        "select * from offer_to_applicant($1, $2, (private.lagos_date() + 10)::text)",
        [application, amount],
      ).then(([offer]) => offer as Offer);
    const on = (by: Actor, sql: string, id: string) =>
      as<Offer>(database, by, `select * from ${sql}`, [id]);
    /** Somebody new whose application for a new listing is shortlisted. */
    const shortlisted = async (name: string) => {
      const applicant = await person(database, name);
      const listing = await freshListing(database, world);
      const application = await submitted(database, applicant, listing);
      await onApplication(database, people.agent, "shortlist_application($1)", [application]);
      return { applicant, listing, application };
    };

    await t.step("only somebody shortlisted is offered a home, and only by a member", async () => {
      const applicant = await person(database, "early");
      const early = await submitted(database, applicant, await freshListing(database, world));
      const refused = await refusal(offerTo(people.agent, early));
      assertEquals([refused.hint, JSON.parse(refused.detail).field], [
        "application.illegal_transition",
        "application_id",
      ]);
      assertEquals(
        (await refusal(offerTo(people.accountant, early))).hint,
        "application.not_found",
      );
      assertEquals(
        (await refusal(offerTo(people.otherOwner, early))).hint,
        "application.not_found",
      );
      assertEquals((await refusal(offerTo(applicant, early))).hint, "application.not_found");
    });

    await t.step("offered, countered, accepted, let: the application follows", async () => {
      const { applicant, application, listing } = await shortlisted("ada");
      const offer = await offerTo(people.agent, application, null);
      assertEquals(await statuses(application), {
        application: "offered",
        offer: "open",
        listing: "published",
      });
      assertEquals((await offerTo(people.agent, application, null)).id, offer.id, "said twice");
      const bad = await refusal(offerTo(people.agent, application, 0));
      assertEquals(JSON.parse(bad.detail).field, "amount_kobo");
      assertEquals(
        (await refusal(offerTo(people.manager, application, 99_000_000))).hint,
        "offer.already_open",
      );
      await on(applicant, "counter_offer($1, 90000000)", offer.id);
      await on(people.agent, "accept_offer($1, 2::smallint)", offer.id);
      assertEquals(await statuses(application), {
        application: "accepted",
        offer: "accepted",
        listing: "reserved",
      });
      const seen = await as(database, applicant, "select status from listings where id = $1", [
        listing,
      ]);
      assertEquals(seen, [{ status: "reserved" }], "the applicant goes on seeing the listing");
      assertEquals(
        await as(database, people.stranger, "select 1 from listings where id = $1", [listing]),
        [],
      );
      await on(people.owner, "let_from_offer($1, '4 Akoka Road, Yaba')", offer.id);
      assertEquals((await statuses(application))?.application, "converted");
    });

    await t.step("an offer of their own belongs to the application too", async () => {
      const { applicant, application, listing } = await shortlisted("ben");
      const [offer] = await as<Offer>(
        database,
        applicant,
        "select * from make_offer($1, 80000000, (private.lagos_date() + 5)::text)",
        [listing],
      );
      assertEquals((await statuses(application))?.application, "offered");
      await on(people.agent, "decline_offer($1, 'Too little')", offer?.id as string);
      assertEquals(await statuses(application), {
        application: "shortlisted",
        offer: "declined",
        listing: "published",
      });
    });

    await t.step("a deal that comes to nothing leaves the applicant on the shortlist", async () => {
      const { applicant, application } = await shortlisted("cee");
      const offer = await offerTo(people.agent, application);
      await on(applicant, "accept_offer($1, 1::smallint)", offer.id);
      await on(people.owner, "release_offer($1, 'Repairs take longer')", offer.id);
      assertEquals(await statuses(application), {
        application: "shortlisted",
        offer: "lapsed",
        listing: "published",
      });
    });

    await t.step("an application that is over ends its negotiation", async () => {
      const { applicant, application } = await shortlisted("dan");
      await offerTo(people.agent, application);
      await onApplication(database, applicant, "withdraw_application($1)", [application]);
      assertEquals(await statuses(application), {
        application: "withdrawn",
        offer: "withdrawn",
        listing: "published",
      });
    });

    await t.step("accepted and withdrawn at the same moment is one of the two", async () => {
      for (let round = 0; round < 5; round++) {
        const { applicant, application } = await shortlisted(`eve-${round}`);
        const offer = await offerTo(people.agent, application);
        await on(applicant, "counter_offer($1, 95000000)", offer.id);
        await Promise.allSettled([
          onApplication(database, applicant, "withdraw_application($1)", [application]),
          on(people.agent, "accept_offer($1, 2::smallint)", offer.id),
        ]);
        const after = await statuses(application);
        const accepted = after?.application === "accepted" && after.offer === "accepted";
        const withdrawn = after?.application === "withdrawn" && after.listing === "published" &&
          after.offer !== "accepted";
        assertEquals(accepted || withdrawn, true, JSON.stringify(after));
      }
    });

    await t.step(
      "no negotiation outlives an application that ends beside a counter-offer",
      async () => {
        for (let n = 0; n < 20; n++) {
          const { applicant, application } = await shortlisted(`withdrawing-${n}`);
          const offer = await offerTo(people.agent, application);
          const [, ended] = await Promise.allSettled([
            on(applicant, "counter_offer($1, 90000000)", offer.id),
            n % 2 === 0
              ? on(applicant, "withdraw_application($1)", application)
              : on(people.manager, "decline_application($1, 'Let to a family')", application),
          ]);
          assertEquals(ended.status, "fulfilled");
          const now = await statuses(application);
          const over = n % 2 === 0 ? "withdrawn" : "declined";
          assertEquals(now, { application: over, offer: over, listing: "published" });
        }
      },
    );

    await t.step("an offer that ran out makes room; one goes with its account", async () => {
      const { applicant, application } = await shortlisted("fay");
      const first = await offerTo(people.agent, application);
      await database.query(
        "update offers set expires_at = now() - interval '1 second' where id = $1",
        [first.id],
      );
      const second = await offerTo(people.agent, application, 90_000_000);
      assertEquals([second.id === first.id, (await statuses(application))?.offer], [false, "open"]);
      await database.query(
        "update offers set offeror_id = null where id = $1 and offeror_id = $2",
        [
          second.id,
          applicant.user,
        ],
      );
      assertEquals(await statuses(application), {
        application: "shortlisted",
        offer: "withdrawn",
        listing: "published",
      });
    });

    await t.step("members who may not deal do not read how it was negotiated", async () => {
      const history = (by: Actor) =>
        as(database, by, "select 1 from state_changes where machine = 'offer' limit 1", []);
      assertEquals([(await history(people.agent)).length, await history(people.accountant)], [
        1,
        [],
      ]);
    });
  } finally {
    await close();
  }
});
