import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { advertise, call, listingStatus, type Offer, offerToRent } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test("what visitors see of a listing under review is what staff approved", async (t) => {
  const { database, world, close } = await openWorld();
  await liftLimits(database);
  try {
    const { people, org } = world;
    const setReview = (isOn: boolean) =>
      as(database, people.staff, "select set_listing_review($1, $2)", [org, isOn]);
    const approve = (id: string) =>
      as(
        database,
        people.staff,
        `select review_listing(id, 'approve', seen_at => to_json(shown_changed_at) #>> '{}')
         from listings_to_review(null, 200) where id = $1`,
        [id],
      );
    const move = (id: string, to: string) =>
      as(database, people.owner, "select move_listing($1, $2)", [id, to]);
    let photos = 0;
    const addPhoto = async (listing: string) => {
      photos += 1;
      const [photo] = await as<{ id: string }>(
        database,
        "service",
        `select id from service.add_listing_media(acting_user => $1, listing_id => $2, upload_path => $3, sha256 => $4,
           width => 1600, height => 1200, sizes => '[{"width": 320, "height": 240, "path": "a/b.webp", "bytes": 9}]')`,
        [people.owner.user, listing, `${org}/${photos}.jpg`, `${photos}`.padStart(64, "0")],
      );
      return photo!.id;
    };
    const published = async () => {
      const { unit, listing } = await advertise(database, world);
      if (await listingStatus(database, listing) === "pending_review") await approve(listing);
      const photo = [await addPhoto(listing), await addPhoto(listing)];
      await as(database, people.owner, "select set_listing_fee($1, 'legal', 'occupier', 5000)", [
        listing,
      ]);
      if (await listingStatus(database, listing) === "pending_review") await approve(listing);
      assertEquals(await listingStatus(database, listing), "published");
      const [place] = await database.query<{ property: string }>(
        "select property_id as property from units where id = $1",
        [unit],
      );
      return { unit, listing, photo, property: place!.property };
    };
    type Published = Awaited<ReturnType<typeof published>>;
    /** Every way to make it show something else: statement and what it is about. */
    const changes: Record<string, (it: Published) => [sql: string, subject: unknown]> = {
      title: (it) => ["update listings set title = 'Call 0803 and pay' where id = $1", it.listing],
      description: (it) => [
        "update listings set description = 'Pay to me' where id = $1",
        it.listing,
      ],
      price: (it) => ["update listings set price_kobo = 100 where id = $1", it.listing],
      period: (it) => ["update listings set price_per = 'month' where id = $1", it.listing],
      advance: (it) => ["update listings set advance_periods = 2 where id = $1", it.listing],
      unit: (it) => ["update units set bedrooms = 9 where id = $1", it.unit],
      features: (it) => ["update units set features = '{gym}' where id = $1", it.unit],
      place: (it) => ["update properties set area = 'Banana Island' where id = $1", it.property],
      fee: (it) => ["select set_listing_fee($1, 'agency', 'occupier', 900)", it.listing],
      "fee by hand": (it) => [
        "update listing_fees set amount_kobo = 7 where listing_id = $1",
        it.listing,
      ],
      "no fee": (it) => ["select remove_listing_fee($1, 'legal')", it.listing],
      "a photo away": (it) => ["select remove_media($1)", it.photo[0]],
      "its words": (it) => [
        "select describe_media($1, 'Call me')",
        it.photo[0],
      ],
      cover: (it) => [
        `select order_media($1, array['${it.photo[1]}', '${it.photo[0]}']::uuid[])`,
        it.listing,
      ],
    };

    await t.step("not under review nobody waits for anybody", async () => {
      const it = await published();
      for (const [name, change] of Object.entries(changes)) {
        if (name === "a photo away") continue;
        const [sql, subject] = change(it);
        await as(database, people.owner, sql, [subject]);
        assertEquals(await listingStatus(database, it.listing), "published", name);
      }
      await addPhoto(it.listing);
      assertEquals(await listingStatus(database, it.listing), "published");
      await as(database, people.owner, "update properties set area = 'Yaba' where id = $1", [
        it.property,
      ]);
    });

    await setReview(true);
    for (const [name, change] of Object.entries(changes)) {
      await t.step(`under review: ${name}`, async () => {
        const it = await published();
        const [sql, subject] = change(it);
        await as(database, people.owner, sql, [subject]);
        assertEquals(await listingStatus(database, it.listing), "pending_review");
        const [history] = await as<{ reason: string; by: string }>(
          database,
          people.owner,
          "select reason, actor_id as by from state_changes where subject_id = $1 order by id desc limit 1",
          [it.listing],
        );
        assertEquals(history, { reason: "Changed while staff review it", by: people.owner.user });
        const seen = await as(
          database,
          "visitor",
          "select from listing_media where listing_id = $1",
          [
            it.listing,
          ],
        );
        assertEquals(seen, []);
        await as(database, people.owner, "update properties set area = 'Yaba' where id = $1", [
          it.property,
        ]);
      });
    }

    await t.step("under review: another photo", async () => {
      const it = await published();
      await addPhoto(it.listing);
      assertEquals(await listingStatus(database, it.listing), "pending_review");
    });

    await t.step("what changes nothing that is shown needs nobody", async () => {
      const it = await published();
      await as(database, people.owner, "select confirm_listing($1)", [it.listing]);
      await as(
        database,
        people.owner,
        "update listings set title = title, price_kobo = price_kobo where id = $1",
        [it.listing],
      );
      await as(database, people.owner, "update units set label = $2 where id = $1", [
        it.unit,
        crypto.randomUUID(),
      ]);
      assertEquals(await listingStatus(database, it.listing), "published");
    });

    await t.step("a stale one cannot be changed and then confirmed", async () => {
      const it = await published();
      await database.query(
        "update listings set confirm_by = now() - interval '1 minute' where id = $1",
        [it.listing],
      );
      await database.query("select private.mark_stale_listings() where $1", [true]);
      assertEquals(await listingStatus(database, it.listing), "stale");
      await as(database, people.owner, ...textOf(changes.title!(it)));
      assertEquals(await listingStatus(database, it.listing), "pending_review");
    });

    for (const changed of [undefined, "title", "fee"] as const) {
      await t.step(`a deal that came to nothing, changed meanwhile: ${changed}`, async () => {
        const it = await published();
        const offer = await offerToRent(database, people.stranger, it.listing);
        await call<Offer>(database, people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
        if (changed) await as(database, people.owner, ...textOf(changes[changed]!(it)));
        assertEquals(await listingStatus(database, it.listing), "reserved");
        await as(database, people.stranger, "select release_offer($1, 'Found another')", [
          offer.id,
        ]);
        assertEquals(await listingStatus(database, it.listing), changed ? "paused" : "published");
        await move(it.listing, "published");
        assertEquals(
          await listingStatus(database, it.listing),
          changed ? "pending_review" : "published",
        );
      });
    }
    for (const changed of [undefined, "title"] as const) {
      await t.step(`a deal on a stale one that came to nothing, changed: ${changed}`, async () => {
        const it = await published();
        const offer = await offerToRent(database, people.stranger, it.listing);
        await database.query(
          "update listings set confirm_by = now() - interval '1 minute' where id = $1",
          [it.listing],
        );
        await database.query("select private.mark_stale_listings() where $1", [true]);
        await call<Offer>(database, people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
        if (changed) await as(database, people.owner, ...textOf(changes[changed]!(it)));
        await as(database, people.stranger, "select release_offer($1, 'Found another')", [
          offer.id,
        ]);
        // Confirming a stale one is no review.
        assertEquals(await listingStatus(database, it.listing), changed ? "paused" : "stale");
      });
    }
    await setReview(false);
  } finally {
    await close();
  }
});

const textOf = ([sql, subject]: [string, unknown]): [string, unknown[]] => [sql, [subject]];
