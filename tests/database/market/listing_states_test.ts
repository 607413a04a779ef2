import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createListing } from "../world.ts";

Deno.test("listings are reviewed, suspended, restored and confirmed", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const draft = async (unit?: string) => {
      const [made] = unit === undefined
        ? await database.query<{ id: string }>(
          "insert into units (org_id, property_id, label, kind) values ($1, $2, $3, 'flat') returning id",
          [org, world.property, crypto.randomUUID()],
        )
        : [{ id: unit }];
      const [listing] = await as<{ id: string; unit_id: string }>(
        database,
        people.agent,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, 'rent', 'A flat to look at', 100000000, 'year') returning id, unit_id`,
        [org, made?.id],
      );
      return listing as { id: string; unit_id: string };
    };
    const status = async (sql: string, by: Actor, ...parameters: unknown[]) =>
      (await as<{ status: string }>(database, by, `select status from ${sql}`, parameters))[0]
        ?.status;
    const move = (id: string, to: string, by: Actor = people.agent) =>
      status("move_listing($1, $2)", by, id, to);
    const review = (id: string, decision: string, reason?: string, by: Actor = people.staff) =>
      status("review_listing($1, $2, $3)", by, id, decision, reason ?? null);
    const confirm = (id: string, by: Actor = people.agent) => status("confirm_listing($1)", by, id);
    const setReview = (isOn: boolean | null, by: Actor = people.staff) =>
      as(database, by, "select set_listing_review($1, $2)", [org, isOn]);
    const told = async (id: string, who: Actor = people.agent) =>
      (await as<{ kind: string; reason: string | null }>(
        database,
        who,
        "select kind, payload ->> 'reason' as reason from notifications where subject_id = $1 order by created_at, id",
        [id],
      )).map((row) => [row.kind, row.reason]);
    const problem = async (work: Promise<unknown>) => {
      const { code, hint, detail } = await refusal(work);
      return [code, hint, detail === "" ? undefined : JSON.parse(detail).field];
    };

    await t.step("only staff set whether an organization is reviewed", async () => {
      assertEquals(await problem(setReview(true, people.owner)), [
        "PT403",
        "auth.forbidden",
        undefined,
      ]);
      const directly = await refusal(
        as(
          database,
          people.owner,
          "update organizations set reviews_listings = false where id = $1",
          [
            org,
          ],
        ),
      );
      assertEquals(directly.code, "42501");
      assertEquals(await problem(setReview(null)), ["PT400", "listing.bad_review", "is_on"]);
      const unknown = as(database, people.staff, "select set_listing_review($1, true)", [
        crypto.randomUUID(),
      ]);
      assertEquals(await problem(unknown), ["PT404", "organization.not_found", "org_id"]);
      await setReview(true);
    });

    await t.step("publishing then waits for staff; approval tells the members once", async () => {
      const { id } = await draft();
      assertEquals(await move(id, "published"), "pending_review");
      assertEquals(await move(id, "published"), "pending_review", "asking again changes nothing");
      assertEquals(await as(database, "visitor", "select 1 from listings where id = $1", [id]), []);
      const waiting = await as<{ id: string }>(
        database,
        people.staff,
        "select id from listings_to_review()",
      );
      assertEquals(waiting.map((row) => row.id), [id]);
      const next = await as(database, people.staff, "select id from listings_to_review($1)", [id]);
      assertEquals(next, []);
      assertEquals(await problem(review(id, "approve", undefined, people.owner)), [
        "PT403",
        "auth.forbidden",
        undefined,
      ]);
      assertEquals([await review(id, "approve"), await review(id, "approve")], [
        "published",
        "published",
      ]);
      assertEquals(await told(id), [["listing_approved", null]]);
      assertEquals(await told(id, people.accountant), [], "who may not write listings is not told");
      assertEquals(await move(id, "published"), "published", "published stays published");
    });

    await t.step("the queue is for staff", async () => {
      const list = (by: Actor, size: number) =>
        as(database, by, "select id from listings_to_review(null, $1)", [size]);
      assertEquals((await problem(list(people.owner, 5)))[1], "auth.forbidden");
      assertEquals(await problem(list(people.staff, 0)), [
        "PT400",
        "listing.bad_review",
        "max_results",
      ]);
    });

    await t.step("a returned listing is a draft with a reason", async () => {
      const { id } = await draft();
      await move(id, "published");
      for (const reason of [undefined, "  ", "x".repeat(1001)]) {
        assertEquals(await problem(review(id, "return", reason)), [
          "PT400",
          "listing.bad_review",
          "reason",
        ]);
      }
      assertEquals(await review(id, "return", "Say which floor it is on"), "draft");
      assertEquals(await told(id), [["listing_returned", "Say which floor it is on"]]);
      const [change] = await as<{ reason: string; actor_id: string }>(
        database,
        people.owner,
        "select reason, actor_id from state_changes where subject_id = $1 order by occurred_at desc limit 1",
        [id],
      );
      assertEquals([change?.reason, change?.actor_id], [
        "Say which floor it is on",
        people.staff.user,
      ]);
    });

    await t.step(
      "a paused listing is looked at again, a listing waiting can be given up",
      async () => {
        const { id } = await draft();
        await move(id, "published");
        await review(id, "approve");
        await move(id, "paused");
        assertEquals(await move(id, "published"), "pending_review");
        assertEquals(await move(id, "closed"), "closed");
      },
    );

    await t.step("staff approve what waits and suspend what is live, nothing else", async () => {
      const { id } = await draft();
      for (const decision of ["approve", "suspend"]) {
        assertEquals(await problem(review(id, decision, "Why")), [
          "PT409",
          "listing.illegal_transition",
          "decision",
        ]);
      }
      assertEquals(await problem(review(world.listing, "restore", "It is let")), [
        "PT409",
        "listing.illegal_transition",
        "decision",
      ]);
      assertEquals(await problem(review(crypto.randomUUID(), "approve")), [
        "PT404",
        "listing.not_found",
        "listing_id",
      ]);
    });

    await setReview(false);

    await t.step("a suspended listing is out of sight and its members cannot show it", async () => {
      const { id } = await draft();
      await move(id, "published");
      assertEquals(
        await review(id, "suspend", "Two people, 08031234567 and another, say it does not exist"),
        "suspended",
      );
      assertEquals(await as(database, "visitor", "select 1 from listings where id = $1", [id]), []);
      assertEquals(await problem(move(id, "published")), [
        "PT409",
        "listing.suspended",
        "listing_id",
      ]);
      assertEquals(await problem(confirm(id)), [
        "PT409",
        "listing.illegal_transition",
        "listing_id",
      ]);
      assertEquals(await review(id, "restore", "It does exist"), "published");
      const [news] = await database.query<{ path: string; org_id: string }>(
        "select org_id, payload ->> 'path' as path from notifications where subject_id = $1 and kind = 'listing_suspended' limit 1",
        [id],
      );
      assertEquals(
        news?.path,
        `/org/${news?.org_id}/listings/${id}`,
        "where it is seen, and appealed",
      );
      assertEquals(await told(id), [
        ["listing_suspended", "Two people, [number] and another, say it does not exist"],
        ["listing_approved", "It does exist"],
      ]);
    });

    await t.step("what was paused when suspended comes back as a draft", async () => {
      const { id } = await draft();
      await move(id, "published");
      await move(id, "paused");
      await review(id, "suspend", "Why");
      assertEquals(await review(id, "restore", "Why"), "draft");
    });

    await t.step("restoring beside another live listing of the unit is refused", async () => {
      const { id, unit_id } = await draft();
      await move(id, "published");
      await review(id, "suspend", "Why");
      await createListing(database, people.owner, { org, unit: unit_id });
      assertEquals(await problem(review(id, "restore", "Why")), [
        "PT409",
        "listing.unit_already_listed",
        "listing_id",
      ]);
    });

    await t.step(
      "cron marks what nobody confirmed, tells it once, and a word brings it back",
      async () => {
        const { id } = await draft();
        await move(id, "published");
        const facts = async () =>
          (await database.query<{ published_at: string; days_left: number; status: string }>(
            `select published_at::text, status,
             round(extract(epoch from confirm_by - now()) / 86400)::int as days_left
           from listings where id = $1`,
            [id],
          ))[0];
        await database.query(
          "update listings set confirm_by = now() - interval '1 minute', published_at = now() - interval '31 days' where id = $1",
          [id],
        );
        const before = await facts();
        for (let n = 0; n < 2; n++) {
          await database.query("select private.mark_stale_listings() where $1", [true]);
        }
        assertEquals((await facts())?.status, "stale");
        assertEquals(await told(id), [["listing_stale", null]]);
        assertEquals((await problem(confirm(id, people.accountant)))[1], "auth.forbidden");
        assertEquals((await problem(confirm(id, people.otherOwner)))[1], "listing.not_found");
        await setReview(true);
        assertEquals([await confirm(id), await confirm(id)], ["published", "published"]);
        await setReview(false);
        const after = await facts();
        assertEquals(after?.published_at, before?.published_at, "it does not count as new");
        assertEquals([before?.days_left, after?.days_left], [0, 30]);
      },
    );
  } finally {
    await close();
  }
});
