import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, idFrom } from "../actor.ts";
import { advertise, advertiseUnit, agreeSale, call, listingStatus } from "../deals/deals.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { freshUnit } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";

const suspend = (database: Database, { people }: World, org: string) =>
  as(database, people.staff, "select suspend_organization($1, 'No licence')", [org]);

const restore = (database: Database, { people }: World, org: string) =>
  as(database, people.staff, "select restore_organization($1, 'Licence shown')", [org]);

Deno.test("what a suspended agency lists for others is off the market too", async (t) => {
  const { database, close, world, harbour } = await openAgencies();
  try {
    const { owner } = world.people;
    const { agent } = harbour;
    const mandated = async () => {
      const made = await offer(database, owner, world, harbour.org, { scopes: "{list,show}" });
      await answer(database, harbour.principal, made.id);
      return made.id;
    };
    let mandate = await mandated();
    const listed = () =>
      freshUnit(database, world).then((unit) =>
        idFrom(
          database,
          agent,
          `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
           values ($1, $2, 'rent', 'Listed by Harbour', 100000000, 'year') returning id`,
          [world.org, unit],
        )
      );
    const publish = (by: { user: string }, id: string) =>
      as(database, by, "select move_listing($1, 'published')", [id]);
    const shown = await listed();
    await publish(agent, shown);
    const written = await listed();
    const { listing: ownersOwn } = await advertise(database, world);

    await t.step("it is taken down, the principal's own stays", async () => {
      await suspend(database, world, harbour.org);
      assertEquals(await listingStatus(database, shown), "suspended");
      assertEquals(await listingStatus(database, ownersOwn), "published");
    });

    await t.step("what it would publish waits for staff", async () => {
      await publish(agent, written);
      assertEquals(await listingStatus(database, written), "pending_review");
    });

    await t.step("while either side is suspended it stays down, whichever was first", async () => {
      await suspend(database, world, world.org);
      assertEquals(await listingStatus(database, ownersOwn), "suspended");
      await restore(database, world, harbour.org);
      assertEquals(await listingStatus(database, shown), "suspended");
      await restore(database, world, world.org);
      assertEquals(await listingStatus(database, shown), "published");
      assertEquals(await listingStatus(database, ownersOwn), "published");
    });

    await t.step("one that staff suspended by itself stays suspended", async () => {
      await as(database, world.people.staff, "select review_listing($1, 'suspend', 'A fake')", [
        shown,
      ]);
      await suspend(database, world, harbour.org);
      await restore(database, world, harbour.org);
      assertEquals(await listingStatus(database, shown), "suspended");
      await as(database, world.people.staff, "select review_listing($1, 'restore', 'Real')", [
        shown,
      ]);
    });

    await t.step("whose mandate ended meanwhile is the owner's draft", async () => {
      await suspend(database, world, harbour.org);
      assertEquals(await listingStatus(database, shown), "suspended");
      await revoke(database, owner, mandate);
      await restore(database, world, harbour.org);
      assertEquals(await listingStatus(database, shown), "draft");
      // An agency that is gone takes nothing down of an owner who lists by themselves.
      await publish(owner, shown);
      await suspend(database, world, harbour.org);
      assertEquals(await listingStatus(database, shown), "published");
      await restore(database, world, harbour.org);
    });

    await t.step("a deal that falls through brings it back paused", async () => {
      mandate = await mandated();
      const held = await listed();
      await publish(agent, held);
      await database.query("select private.move_listing($1, 'reserved')", [held]);
      await suspend(database, world, harbour.org);
      await database.query(
        "select private.relist(l, 'It fell through') from listings as l where id = $1",
        [held],
      );
      assertEquals(await listingStatus(database, held), "paused");
      assertEquals(mandate !== "", true);
    });
  } finally {
    await close();
  }
});

Deno.test("no deal and no confirming brings a suspended organization back to the market", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const { sale, listing } = await agreeSale(database, world, people.stranger);
    const stale = await advertise(database, world);
    await suspend(database, world, org);
    assertEquals(await listingStatus(database, listing), "under_offer");
    await call(database, people.owner, "fail_sale", { sale_id: sale, reason: "A caveat" });
    assertEquals(await listingStatus(database, listing), "paused");
    const [moved] = await database.query(
      "select reason from state_changes where subject_id = $1 and to_state = 'paused' order by id desc limit 1",
      [listing],
    );
    assertEquals(moved, { reason: "The organization is suspended" });

    // One that comes back stale, as it was before its deal, is confirmed as far as staff's desk.
    const confirm = (id: string) => as(database, people.owner, "select confirm_listing($1)", [id]);
    await as(database, people.staff, "select review_listing($1, 'restore', 'Looked at')", [
      stale.listing,
    ]);
    await confirm(stale.listing);
    assertEquals(await listingStatus(database, stale.listing), "published", "staff approved it");
    await database.query("select private.move_listing($1, 'stale')", [stale.listing]);
    await confirm(stale.listing);
    assertEquals(await listingStatus(database, stale.listing), "pending_review");

    // Review alone asks no member to wait for a confirmation.
    await restore(database, world, org);
    const fresh = await advertise(database, world);
    await database.query("select private.move_listing($1, 'stale')", [fresh.listing]);
    await as(database, people.staff, "select set_listing_review($1, true)", [org]);
    await confirm(fresh.listing);
    assertEquals(await listingStatus(database, fresh.listing), "published");
  } finally {
    await close();
  }
});

Deno.test("restoring shows no home that was let meanwhile, and fails for none that was listed anew", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const [letHome, listedAnew, plain] = [
      await advertise(database, world),
      await advertise(database, world),
      await advertise(database, world),
    ];
    await suspend(database, world, org);
    for (const { listing } of [letHome, listedAnew, plain]) {
      assertEquals(await listingStatus(database, listing), "suspended");
    }
    const [known] = await database.query<{ id: string }>(
      `insert into tenants (org_id, full_name, address) values ($1, 'On Paper', '4 Akoka Road, Yaba') returning id`,
      [org],
    );
    const tenancy = await idFrom(
      database,
      people.owner,
      `select id from offer_tenancy($1, $2::text::uuid[], (private.lagos_date() + 1)::text, 100000000)`,
      [letHome.unit, `{${known!.id}}`],
    );
    await as(database, people.owner, "select activate_tenancy($1, 'Paper of today')", [tenancy]);
    assertEquals(await listingStatus(database, letHome.listing), "let");
    const second = await advertiseUnit(database, world, listedAnew.unit, "rent");
    await as(database, people.staff, "select review_listing($1, 'approve')", [second]);
    assertEquals(await listingStatus(database, second), "published");

    await restore(database, world, org);
    assertEquals(await listingStatus(database, letHome.listing), "let");
    assertEquals(await listingStatus(database, listedAnew.listing), "suspended");
    assertEquals(await listingStatus(database, second), "published");
    assertEquals(await listingStatus(database, plain.listing), "published");
    const [back] = await database.query("select suspended_at from organizations where id = $1", [
      org,
    ]);
    assertEquals(back, { suspended_at: null });
  } finally {
    await close();
  }
});
