import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { answer, offer as offerMandate, openAgencies, revoke } from "../mandates/agencies.ts";
import { advertise, call, type Offer, offerToRent } from "./deals.ts";
import { freshListing, onApplication, submitted } from "./prospects.ts";

Deno.test("an agency stands on one side of an offer", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people } = world;
    const mandate = async (changes: Record<string, unknown>) => {
      const { id } = await offerMandate(database, people.owner, world, harbour.org, changes);
      await answer(database, harbour.principal, id);
      return id;
    };

    await t.step("its people make no offer where it acts, in any scope and role", async () => {
      const { listing } = await advertise(database, world);
      for (
        const changes of [
          { scopes: "{show}" },
          { scopes: "{collect}" },
          { scopes: "{sign}" },
          { scopes: "{list}" },
          { scopes: "{sign}", starts_on: "2098-01-01" },
        ]
      ) {
        const id = await mandate(changes);
        for (const by of [harbour.principal, harbour.agent, harbour.accountant]) {
          assertEquals(
            await problem(offerToRent(database, by, listing)),
            ["PT409", "offer.own_listing", "listing_id"],
            JSON.stringify(changes),
          );
        }
        await revoke(database, people.owner, id);
      }
      assertEquals((await offerToRent(database, harbour.agent, listing)).status, "open");
      assertEquals((await offerToRent(database, rival.principal, listing)).status, "open");
    });

    await t.step("nor is one of them offered a home there as an applicant", async () => {
      const application = await submitted(
        database,
        harbour.agent,
        await freshListing(database, world),
      );
      await onApplication(database, people.owner, "shortlist_application($1)", [application]);
      const id = await mandate({ scopes: "{sign}" });
      const offered = () =>
        as<Offer>(
          database,
          people.owner,
          "select * from offer_to_applicant($1, starts_on => (private.lagos_date() + 10)::text)",
          [application],
        );
      assertEquals(await problem(offered()), ["PT409", "offer.own_listing", "application_id"]);
      const [row] = await database.query("select status from applications where id = $1", [
        application,
      ]);
      assertEquals(row, { status: "shortlisted" });
      await revoke(database, people.owner, id);
      assertEquals((await offered()).length, 1);
    });

    await t.step(
      "who may sign for the owner sees whose offer it is, while the mandate lives",
      async () => {
        const { listing } = await advertise(database, world);
        const offer = await offerToRent(database, people.stranger, listing);
        const seen = async () =>
          (await as<{ name: string; rounds: number }>(
            database,
            harbour.manager,
            `select p.display_name as name, (select count(*)::int from offer_rounds where offer_id = o.id) as rounds
           from offers as o join profiles as p on p.id = o.offeror_id where o.id = $1`,
            [offer.id],
          ))[0];
        assertEquals(await seen(), undefined);
        const id = await mandate({ scopes: "{sign}" });
        assertEquals(await seen(), { name: "stranger", rounds: 1 });
        const accepted = await call<Offer>(database, harbour.manager, "accept_offer", {
          offer_id: offer.id,
          round: 1,
        });
        assertEquals(accepted.status, "accepted");
        await revoke(database, people.owner, id);
        assertEquals(await seen(), undefined);
      },
    );
  } finally {
    await close();
  }
});
