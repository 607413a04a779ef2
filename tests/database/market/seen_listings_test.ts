import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { advertise, call, listingStatus, type Offer, offerToRent } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

interface Page {
  readonly status: string;
  readonly shown_changed_at: string;
  readonly photos: readonly { readonly alt_text: string }[];
  readonly costs: {
    readonly fees: readonly { readonly kind: string }[];
    readonly marks: readonly unknown[];
  };
}

Deno.test("staff approve the text that they saw, and no other", async (t) => {
  const { database, world, close } = await openWorld();
  await liftLimits(database);
  try {
    const { people, org } = world;
    await as(database, people.staff, "select set_listing_review($1, true)", [org]);
    /** As the queue reads it, and a client may keep it. */
    const seen = async (listing: string) =>
      (await as<{ at: string }>(
        database,
        people.staff,
        "select to_json(shown_changed_at) #>> '{}' as at from listings_to_review(null, 200) where id = $1",
        [listing],
      ))[0]!.at;
    const review = (listing: string, seenAt?: string, decision = "approve") =>
      as(database, people.staff, "select review_listing($1, $2, 'Seen', $3)", [
        listing,
        decision,
        seenAt ?? null,
      ]);
    const changed = (work: Promise<unknown>) =>
      problem(work).then((it) =>
        assertEquals(it, ["PT409", "listing.changed_meanwhile", "seen_at"])
      );
    const rename = (listing: string, title = "Call 0803 and pay") =>
      as(database, people.owner, "update listings set title = $2 where id = $1", [listing, title]);
    /** As if it were so many minutes later. */
    const later = async (listing: string, minutes: number) => {
      await database.exec("alter table listings disable trigger user");
      await database.query(
        "update listings set shown_changed_at = shown_changed_at - make_interval(mins => $2) where id = $1",
        [listing, minutes],
      );
      await database.exec("alter table listings enable trigger user");
    };

    await t.step(
      "what was changed since is refused, and looked at again it is approved",
      async () => {
        const { listing } = await advertise(database, world);
        const before = await seen(listing);
        await rename(listing);
        await changed(review(listing, before));
        assertEquals(await listingStatus(database, listing), "pending_review");
        assertEquals((await problem(review(listing, "yesterday")))[1], "value.bad_time");
        await review(listing, await seen(listing));
        assertEquals(await listingStatus(database, listing), "published");
        await review(listing, before);
        assertEquals(await listingStatus(database, listing), "published", "safe to repeat");
      },
    );

    await t.step("photos and costs are seen before visitors see them", async () => {
      const { listing } = await advertise(database, world);
      await database.query(
        `insert into listing_media (org_id, listing_id, position, alt_text, width, height, sizes, sha256, upload_path, created_by)
         values ($1, $2, 1, 'The front', 4, 3, '[{}]', repeat('a', 64), 'front.jpg', $3)`,
        [org, listing, (people.owner as { user: string }).user],
      );
      await database.query(
        `insert into listing_fees (org_id, listing_id, kind, bps, payer, engaged_by)
         select org_id, id, 'agency', 1000, 'occupier', 'owner' from listings where id = $1`,
        [listing],
      );
      const read = async (by: Actor, id = listing) =>
        (await as<{ page: Page }>(database, by, "select listing_under_review($1) as page", [
          id,
        ]))[0]!.page;
      const { photos, costs, status, shown_changed_at } = await read(people.staff);
      assertEquals([photos.length, status], [1, "pending_review"]);
      assertEquals(costs.fees.map(({ kind }) => kind), ["agency"]);
      assertEquals(costs.marks.length > 0, true, "who engages somebody pays");
      assertEquals((await problem(read(people.owner)))[1], "auth.forbidden");
      // What it gives as the time of what it shows is what is approved.
      await review(listing, shown_changed_at);
      assertEquals(await listingStatus(database, listing), "published");
      const [visited] = await as<{ page: Page }>(
        database,
        "visitor",
        "select listing_page($1) as page",
        [listing],
      );
      assertEquals([visited?.page.photos, visited?.page.costs], [photos, costs]);
      await review(listing, undefined, "suspend");
      await review(listing, undefined, "restore");
      await as(database, people.owner, "select move_listing($1, 'closed')", [listing]);
      assertEquals((await read(people.staff)).status, "closed");
      const [{ id: draft }] = await as<{ id: string }>(
        database,
        people.owner,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, 'sale', 'Not ready', 120000000, 'total') returning id`,
        [org, world.unit],
      ) as [{ id: string }];
      assertEquals((await problem(read(people.staff, draft)))[1], "listing.not_found");
    });

    await t.step("a client that keeps times in milliseconds may approve", async () => {
      const { listing } = await advertise(database, world);
      await review(listing, new Date(await seen(listing)).toISOString());
      assertEquals(await listingStatus(database, listing), "published");
    });

    const { unit, listing } = await advertise(database, world);
    const [photo] = await as<{ id: string }>(
      database,
      "service",
      `select id from service.add_listing_media(acting_user => $1, listing_id => $2, upload_path => $3, sha256 => repeat('a', 64),
         width => 1600, height => 1200, sizes => '[{"width": 320, "height": 240, "path": "a/b.webp", "bytes": 9}]')`,
      [people.owner.user, listing, `${org}/1.jpg`],
    );
    const changes: Record<string, [sql: string, subject: unknown]> = {
      price: ["update listings set price_kobo = 100 where id = $1", listing],
      unit: ["update units set bedrooms = 9 where id = $1", unit],
      fee: ["select set_listing_fee($1, 'agency', 'occupier', 900)", listing],
      words: ["select describe_media($1, 'Call me')", photo!.id],
      photo: ["select remove_media($1)", photo!.id],
    };
    for (const [name, [sql, subject]] of Object.entries(changes)) {
      await t.step(`while it waits: ${name}`, async () => {
        const before = await seen(listing);
        await as(database, people.owner, sql, [subject]);
        await changed(review(listing, before));
      });
    }

    await t.step("our own word of it changes nothing that they saw", async () => {
      const before = await seen(listing);
      await database.query("update properties set is_verified = not is_verified where id = $1", [
        world.property,
      ]);
      assertEquals(await seen(listing), before);
      await review(listing, before);
      assertEquals(await listingStatus(database, listing), "published");
    });

    await t.step("approved by a colleague and changed, it is another one", async () => {
      const { listing } = await advertise(database, world);
      const before = await seen(listing);
      await review(listing, before);
      await rename(listing);
      assertEquals(await listingStatus(database, listing), "pending_review");
      await changed(review(listing, before));
    });

    await t.step(
      "without it, what was changed while it waited is refused for a while",
      async () => {
        const { listing } = await advertise(database, world);
        await rename(listing);
        await changed(review(listing));
        await later(listing, 11);
        await review(listing);
        await rename(listing, "Changed, and so it waits again");
        await review(listing);
        assertEquals(
          await listingStatus(database, listing),
          "published",
          "it waits since the change",
        );
        const photos: string[] = [];
        for (const n of [1, 2]) {
          const [added] = await as<{ id: string }>(
            database,
            "service",
            `select id from service.add_listing_media(acting_user => $1, listing_id => $2, upload_path => $3, sha256 => $4,
             width => 1600, height => 1200, sizes => '[{"width": 320, "height": 240, "path": "a/b.webp", "bytes": 9}]')`,
            [people.owner.user, listing, `${org}/${n}.jpg`, `${n}`.padStart(64, "b")],
          );
          photos.push(added!.id);
          await review(listing, await seen(listing));
        }
        await as(database, people.owner, "select remove_media($1)", [photos[0]]);
        assertEquals(await listingStatus(database, listing), "pending_review");
        await review(listing);
        assertEquals(await listingStatus(database, listing), "published", "one act is one change");
      },
    );

    await t.step("returned, suspended or restored", async () => {
      const { listing } = await advertise(database, world);
      const before = await seen(listing);
      await rename(listing);
      await review(listing, before, "return");
      assertEquals(await listingStatus(database, listing), "draft");
      await as(database, people.owner, "select move_listing($1, 'published')", [listing]);
      const now = await seen(listing);
      await review(listing, now);
      await review(listing, before, "suspend");
      await changed(review(listing, before, "restore"));
      await review(listing, now, "restore");
      assertEquals(await listingStatus(database, listing), "published");
    });

    for (const what of ["our own word", "the title"]) {
      await t.step(`a deal that came to nothing while ${what} changed`, async () => {
        const { listing } = await advertise(database, world);
        await review(listing, await seen(listing));
        const offer = await offerToRent(database, people.stranger, listing);
        await call<Offer>(database, people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
        assertEquals(await listingStatus(database, listing), "reserved");
        if (what === "the title") await rename(listing);
        else {
          await database.query(
            "update properties set is_verified = not is_verified where id = $1",
            [world.property],
          );
        }
        await as(database, people.stranger, "select release_offer($1, 'Found another')", [
          offer.id,
        ]);
        assertEquals(
          await listingStatus(database, listing),
          what === "the title" ? "paused" : "published",
        );
      });
    }
  } finally {
    await close();
  }
});
