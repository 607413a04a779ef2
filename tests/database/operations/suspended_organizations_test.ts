import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, idFrom, problem } from "../actor.ts";
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

    await t.step("it is taken down and its owner told, the principal's own stays", async () => {
      await suspend(database, world, harbour.org);
      assertEquals(
        await database.query(
          "select kind, subject_id from notifications where user_id = $1 and kind ~ '^(listing|organization)_suspended$'",
          [owner.user],
        ),
        [{ kind: "listing_suspended", subject_id: shown }],
      );
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
    const review = (id: string, decision: string) =>
      as(database, people.staff, "select review_listing($1, $2::review_decision, 'Looked at')", [
        id,
        decision,
      ]);
    const refused = ["PT409", "listing.organization_suspended", "listing_id"];
    assertEquals(await problem(review(stale.listing, "restore")), refused);
    assertEquals(await listingStatus(database, stale.listing), "suspended");
    for (const status of ["published", "stale"]) {
      await database.query("select private.move_listing($1, $2::listing_status)", [
        stale.listing,
        status,
      ]);
    }
    await confirm(stale.listing);
    assertEquals(await listingStatus(database, stale.listing), "pending_review");
    assertEquals(await problem(review(stale.listing, "approve")), refused, "nor by an approval");
    assertEquals(await listingStatus(database, stale.listing), "pending_review");

    // Review alone asks no member to wait for a confirmation.
    await restore(database, world, org);
    await review(stale.listing, "approve");
    assertEquals(await listingStatus(database, stale.listing), "published");
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
    await database.query("select private.move_listing($1, 'published')", [second]);
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

Deno.test("an organization is suspended once, for one reason, and so restored", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const count = async (sql: string) => (await database.query(sql, [org])).length;
    const acts = "select from private.acts where org_id = $1 or subject_id = $1";
    const news =
      "select from notifications where org_id = $1 and kind ~ '^(listing|organization)_'";
    assertEquals(await problem(restore(database, world, org)), [
      "PT409",
      "organization.not_suspended",
      "org_id",
    ]);
    await suspend(database, world, org);
    const before = [await count(acts), await count(news)];
    await suspend(database, world, org);
    assertEquals(
      await problem(
        as(database, people.staff, "select suspend_organization($1, 'Another reason')", [org]),
      ),
      ["PT409", "organization.already_suspended", "reason"],
    );
    assertEquals([await count(acts), await count(news)], before, "nothing was done twice");
    await restore(database, world, org);
    const restored = [await count(acts), await count(news)];
    await restore(database, world, org);
    assertEquals([await count(acts), await count(news)], restored, "it stands: no act");
    // For another reason once it was restored.
    await as(database, people.staff, "select suspend_organization($1, 'Another reason')", [org]);
    const [told] = await database.query(
      "select payload ->> 'reason' as reason from notifications where org_id = $1 and kind = 'organization_suspended' order by id desc limit 1",
      [org],
    );
    assertEquals(told, { reason: "Another reason" });
  } finally {
    await close();
  }
});

Deno.test("an appeal that is granted undoes no more than what still stands", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const { listing } = await advertise(database, world);
    const appeal = (subject: string, id: string) =>
      idFrom(database, people.owner, "select appeal($1, $2, 'It is ours') as id", [subject, id]);
    const grant = (id: string) =>
      as(database, people.staff, "select decide_appeal($1, true, 'They are right')", [id]);
    await as(database, people.staff, "select review_listing($1, 'suspend', 'A fake')", [listing]);
    const ofListing = await appeal("listing", listing);
    await suspend(database, world, org);
    const ofOrganization = await appeal("organization", org);
    assertEquals((await problem(grant(ofListing)))[1], "listing.organization_suspended");
    await restore(database, world, org);
    await grant(ofOrganization);
    await grant(ofListing);
    assertEquals(await listingStatus(database, listing), "published");
    const restored = await database.query(
      "select from private.acts where subject_id = $1 and act = 'restore_organization'",
      [org],
    );
    assertEquals(restored.length, 1);
  } finally {
    await close();
  }
});
