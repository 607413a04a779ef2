import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { advertise } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test({
  name: "what photos show is written while their listing is published, hidden and reviewed",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    await liftLimits(database);
    try {
      const { people, org } = world;
      const { listing } = await advertise(database, world);
      const photos: string[] = [];
      for (let n = 1; n <= 6; n++) {
        const [photo] = await as<{ id: string }>(
          database,
          "service",
          `select id from service.add_listing_media(acting_user => $1, listing_id => $2, upload_path => $3, sha256 => $4,
             width => 1600, height => 1200, sizes => '[{"width": 320, "height": 240, "path": "a/b.webp", "bytes": 9}]')`,
          [people.owner.user, listing, `${org}/${n}.jpg`, `${n}`.padStart(64, "0")],
        );
        photos.push(photo!.id);
      }
      const owner = (sql: string, ...given: unknown[]) => as(database, people.owner, sql, given);
      const staff = (sql: string, ...given: unknown[]) => as(database, people.staff, sql, given);
      const approve = () =>
        staff(
          "select review_listing(id, 'approve', null, to_json(shown_changed_at) #>> '{}') from listings_to_review() where id = $1",
          listing,
        );
      /** Everything that writes photos or moves their listing. */
      const doings = (round: number): (() => Promise<unknown>)[] => [
        ...photos.map((id, n) => () => owner("select describe_media($1, $2)", id, `${round} ${n}`)),
        () => owner("select move_listing($1, 'paused')", listing),
        () => owner("select move_listing($1, 'published')", listing),
        () =>
          owner(
            "select order_media($1, $2::text::uuid[])",
            listing,
            `{${round % 2 === 0 ? photos : photos.toReversed()}}`,
          ),
        approve,
      ];
      const expected = ["listing.illegal_transition", "listing.changed_meanwhile"];
      for (const reviewed of [false, true]) {
        await t.step(`under review: ${reviewed}`, async () => {
          await staff("select set_listing_review($1, $2)", org, reviewed);
          for (let round = 0; round < 15; round++) {
            const settled = await Promise.allSettled(doings(round).map((act) => act()));
            const failed = settled.flatMap((it) =>
              it.status === "rejected" ? [it.reason.hint || it.reason.code || `${it.reason}`] : []
            );
            assertEquals(failed.filter((code) => !expected.includes(code)), [], `round ${round}`);
            // Whoever came last, photos are shown when their listing is.
            const wrong = await database.query(
              `select photo.id from listing_media as photo join listings as listing on listing.id = photo.listing_id
               where listing.id = $1 and photo.is_public <> (listing.status = 'published')`,
              [listing],
            );
            assertEquals(wrong, []);
          }
        });
      }
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "who writes what a photo shows waits for its listing before they hold the photo",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { people, org } = world;
      await as(database, people.staff, "select set_listing_review($1, true)", [org]);
      const { listing } = await advertise(database, world);
      const [photo] = await as<{ id: string }>(
        database,
        "service",
        `select id from service.add_listing_media(acting_user => $1, listing_id => $2, upload_path => $3, sha256 => $4,
           width => 1600, height => 1200, sizes => '[{"width": 320, "height": 240, "path": "a/b.webp", "bytes": 9}]')`,
        [people.owner.user, listing, `${org}/1.jpg`, "1".padStart(64, "0")],
      );
      let writing: Promise<unknown> = Promise.resolve();
      await database.transaction(async (tx) => {
        await tx.query("select from listings where id = $1 for update", [listing]);
        writing = as(database, people.owner, "select describe_media($1, 'The front')", [photo!.id]);
        // Until the other waits for something.
        for (let n = 0; n < 100; n++) {
          const [waits] = await tx.query<{ is: boolean }>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as is where $1",
            [true],
          );
          if (waits?.is) break;
          await new Promise((done) => setTimeout(done, 20));
        }
        // What publishing does next: all photos of the listing. It would wait for the other, and that for it.
        await tx.query("set local lock_timeout = '2s'", []);
        await tx.query("update listing_media set is_public = true where listing_id = $1", [
          listing,
        ]);
      });
      await writing;
      const [written] = await database.query<{ alt_text: string }>(
        "select alt_text from listing_media where id = $1",
        [photo!.id],
      );
      assertEquals(written, { alt_text: "The front" });
    } finally {
      await close();
    }
  },
});
