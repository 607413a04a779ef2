import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { freshListing, onApplication, submitted } from "./prospects.ts";
import { freshUnit } from "../tenancies/tenancies.ts";

Deno.test("an agency receives the applications for what it listed", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { owner, stranger } = world.people;
    const { agent } = harbour;
    const mandate = await offer(database, owner, world, harbour.org, { scopes: "{list,show}" });
    await answer(database, harbour.principal, mandate.id);
    const unit = await freshUnit(database, world);
    const listedByHarbour = async () => {
      const [listing] = await as<{ id: string }>(
        database,
        agent,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, 'rent', 'Listed by Harbour', 100000000, 'year') returning id`,
        [world.org, unit],
      );
      await as(database, agent, "select move_listing($1, 'published')", [listing?.id]);
      return listing?.id as string;
    };
    const listing = await listedByHarbour();
    const application = await submitted(database, stranger, listing);
    const elsewhere = await submitted(database, stranger, await freshListing(database, world));
    const seenBy = async (by: Actor) => {
      const rows = await as<{ id: string }>(
        database,
        by,
        "select id from applications where applicant_id <> auth.uid() order by id",
      );
      return rows.map((row) => row.id);
    };
    const shortlist = (by: Actor, id: string) =>
      onApplication(database, by, "shortlist_application($1)", [id]);
    const decline = (by: Actor, id: string) =>
      onApplication(database, by, "decline_application($1, 'Let to a family')", [id]);
    const notFound = ["PT404", "application.not_found", "application_id"];

    await t.step(
      "it is told and sees them, with names, and none that the owner listed",
      async () => {
        assertEquals(await seenBy(agent), [application]);
        assertEquals(await seenBy(harbour.accountant), []);
        assertEquals(await seenBy(rival.principal), []);
        const [applicant] = await as(
          database,
          agent,
          "select display_name from profiles where id = $1",
          [stranger.user],
        );
        assertEquals(applicant, { display_name: "stranger" });
        const told = await as(
          database,
          agent,
          "select kind from notifications where subject_id = $1",
          [application],
        );
        assertEquals(told, [{ kind: "application_submitted" }]);
        assertEquals(await problem(shortlist(agent, elsewhere)), notFound);
      },
    );

    await t.step("it sees nothing of a draft", async () => {
      const [draft] = await as<{ id: string }>(
        database,
        world.people.tenant,
        "select id from start_application($1)",
        [listing],
      );
      assertEquals(await seenBy(agent), [application]);
      assertEquals(await problem(shortlist(agent, draft?.id as string)), notFound);
    });

    await t.step("it shortlists and offers the home", async () => {
      assertEquals(await problem(shortlist(rival.principal, application)), notFound);
      assertEquals(await problem(shortlist(harbour.accountant, application)), notFound);
      assertEquals((await shortlist(agent, application)).status, "shortlisted");
      const [offered] = await as<{ status: string }>(
        database,
        agent,
        "select status from offer_to_applicant($1, starts_on => (private.lagos_date() + 10)::text)",
        [application],
      );
      assertEquals(offered, { status: "open" });
    });

    await t.step("nobody decides on their own application", async () => {
      const own = await submitted(database, agent, listing);
      assertEquals(await problem(shortlist(agent, own)), [
        "PT403",
        "application.own",
        "application_id",
      ]);
      assertEquals((await decline(owner, own)).status, "declined");
    });

    await t.step("who may only show people round sees them and decides nothing", async () => {
      await revoke(database, owner, mandate.id);
      assertEquals(await seenBy(agent), []);
      assertEquals(await problem(decline(agent, application)), notFound);
      const showing = await offer(database, owner, world, harbour.org, { scopes: "{list,show}" });
      await answer(database, harbour.principal, showing.id);
      await as(database, owner, "select move_listing($1, 'closed', 'Listed anew')", [listing]);
      const again = await submitted(database, stranger, await listedByHarbour());
      await database.query("update mandates set scopes = '{show}' where id = $1", [showing.id]);
      assertEquals(await seenBy(agent), [application, again]);
      assertEquals(await problem(decline(agent, again)), [
        "PT403",
        "mandate.required",
        "application_id",
      ]);
    });
  } finally {
    await close();
  }
});
