import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { answer, offer as offerMandate, openAgencies } from "../mandates/agencies.ts";
import { listingStatus } from "../deals/deals.ts";

Deno.test("who is suspended under one name is looked at under another", async (t) => {
  const { database, world, harbour, close } = await openAgencies();
  try {
    const { people } = world;
    const staff = (sql: string, id: string) => as(database, people.staff, sql, [id]);
    const [other] = await as<{ id: string }>(
      database,
      people.owner,
      "select id from create_organization('owner', 'Quite Another Name', '1 Allen Avenue, Ikeja')",
    );
    const org = other!.id;
    const draft = async (by = people.owner, of = org) => {
      const [place] = await database.query<{ id: string }>(
        `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
         values ($1, 'house', 'Peace', '1 Glover Road', 'Ikoyi', 'Eti-Osa', 'Lagos', 3.43, 6.45) returning id`,
        [of],
      );
      const [unit] = await database.query<{ id: string }>(
        "insert into units (org_id, property_id, label, kind) values ($1, $2, $3, 'flat') returning id",
        [of, place!.id, crypto.randomUUID()],
      );
      const [listing] = await as<{ id: string }>(
        database,
        by,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, 'rent', 'The same home again', 100000000, 'year') returning id`,
        [of, unit!.id],
      );
      return listing!.id;
    };
    const publish = async (listing: string, by = people.owner) =>
      (await as<{ status: string }>(
        database,
        by,
        "select status from move_listing($1, 'published')",
        [
          listing,
        ],
      ))[0]?.status;

    const before = await draft();
    assertEquals(await publish(before), "published");
    await staff("select suspend_organization($1, 'Fraud suspected')", world.org);

    await t.step("what is on the market stays, what comes waits for staff", async () => {
      assertEquals(await listingStatus(database, before), "published");
      const listing = await draft();
      assertEquals(await publish(listing), "pending_review");
      await staff("select review_listing($1, 'approve')", listing);
      assertEquals(await listingStatus(database, listing), "published");
      await as(database, people.owner, "update listings set price_kobo = 100 where id = $1", [
        listing,
      ]);
      assertEquals(await listingStatus(database, listing), "pending_review", "and what is changed");
    });

    await t.step("a stale one is not confirmed past them", async () => {
      await database.query(
        "update listings set confirm_by = now() - interval '1 minute' where id = $1",
        [before],
      );
      await database.query("select private.mark_stale_listings() where $1", [true]);
      await as(database, people.owner, "select confirm_listing($1)", [before]);
      assertEquals(await listingStatus(database, before), "pending_review");
    });

    await t.step("nor past them by an agency of the same owner", async () => {
      const [theirs] = await database.query<{ id: string }>(
        "select org_id as id from memberships where user_id = $1 and role = 'owner'",
        [people.otherOwner.user],
      );
      const honest = theirs!.id;
      const { id: mandate } = await offerMandate(
        database,
        people.otherOwner,
        { ...world, org: honest },
        harbour.org,
        { scopes: "{list}" },
      );
      await answer(database, harbour.principal, mandate);
      assertEquals(await publish(await draft(harbour.agent, honest), harbour.agent), "published");
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'owner')",
        [harbour.org, people.owner.user],
      );
      assertEquals(
        await publish(await draft(harbour.agent, honest), harbour.agent),
        "pending_review",
      );
    });

    await t.step("who only works there goes on elsewhere", async () => {
      const [own] = await as<{ id: string }>(
        database,
        people.manager,
        "select id from create_organization('owner', 'The Manager At Home', '2 Allen Avenue, Ikeja')",
      );
      assertEquals(
        await publish(await draft(people.manager, own!.id), people.manager),
        "published",
      );
    });

    await t.step("restored, nobody waits", async () => {
      await staff("select restore_organization($1, 'Mandates shown')", world.org);
      assertEquals(await publish(await draft()), "published");
    });
  } finally {
    await close();
  }
});
