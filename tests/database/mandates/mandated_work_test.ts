import { assertEquals } from "@std/assert";
import { offer, openAgencies } from "./agencies.ts";
import { type Actor, as, refusal } from "../actor.ts";

Deno.test("an agency works on what it lists while its mandate lives", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { owner } = world.people;
    const { agent } = harbour;
    const mandate = await offer(database, owner, world, harbour.org, { scopes: "{list,show}" });
    await as(database, harbour.principal, "select answer_mandate($1, true)", [mandate.id]);
    const [listing] = await as<{ id: string }>(
      database,
      agent,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'sale', 'Listed by Harbour', 10000000000, 'total') returning id`,
      [world.org, world.vacantUnit],
    );
    const fee = (who: Actor, kind = "agency", bps: number | null = 1000) =>
      as<{ bps: number }>(
        database,
        who,
        "select bps from set_listing_fee($1, $2::text::listing_fee_kind, 'occupier', bps => $3)",
        [listing?.id, kind, bps],
      );
    const slot = (who: Actor, hour: number) =>
      as<{ id: string }>(
        database,
        who,
        `select id from offer_viewing(
           $1, (now() + make_interval(hours => $2))::text, (now() + make_interval(hours => $2 + 1))::text)`,
        [listing?.id, hour],
      );
    const media = (user: string, folder: string) =>
      database.query(
        "select org_id from service.prepare_listing_media($1, $2, $3)",
        [user, listing?.id, `${folder}/front.jpg`],
      );
    let describing: (who: Actor) => Promise<unknown> = () => Promise.resolve();
    const code = async (attempt: Promise<unknown>) => (await refusal(attempt)).hint;

    await t.step("it sets a fee, replaces it in one step, and takes it away", async () => {
      assertEquals(await fee(agent), [{ bps: 1000 }]);
      assertEquals(await fee(owner, "agency", 500), [{ bps: 500 }]);
      const seen = await as(
        database,
        agent,
        "select kind, bps from listing_fees where listing_id = $1",
        [listing?.id],
      );
      assertEquals(seen, [{ kind: "agency", bps: 500 }]);
      const bad = await refusal(fee(agent, "agency", 20_000));
      assertEquals([bad.hint, JSON.parse(bad.detail).field], ["listing.bad_fee", "bps"]);
      assertEquals(await code(fee(rival.principal)), "listing.not_found");
      assertEquals(await code(fee(world.people.tenant)), "listing.not_found");
      assertEquals(await code(fee(world.people.accountant)), "auth.forbidden");
      const remove = () =>
        as<{ had: boolean }>(database, agent, "select remove_listing_fee($1, 'agency') as had", [
          listing?.id,
        ]);
      assertEquals([await remove(), await remove()], [[{ had: true }], [{ had: false }]]);
    });

    await t.step("it adds photos from its own folder only", async () => {
      assertEquals(await media(agent.user, harbour.org), [{ org_id: world.org }]);
      assertEquals(await code(media(agent.user, world.org)), "media.bad_path");
      assertEquals(await code(media(rival.principal.user, rival.org)), "listing.not_found");
    });

    await t.step("it says what a photo shows, and nobody else from outside does", async () => {
      const [photo] = await database.query<{ id: string }>(
        `insert into listing_media
           (org_id, listing_id, position, width, height, sizes, sha256, upload_path, created_by)
         values ($1, $2, 1, 4, 3, '[{}]', repeat('a', 64), $3, $4) returning id`,
        [world.org, listing?.id, `${harbour.org}/front.jpg`, agent.user],
      );
      const describe = (who: Actor) =>
        as<{ alt_text: string }>(
          database,
          who,
          "select alt_text from describe_media($1, 'The front')",
          [photo?.id],
        );
      assertEquals(await describe(agent), [{ alt_text: "The front" }]);
      for (const who of [harbour.accountant, rival.principal, world.people.stranger]) {
        assertEquals(await code(describe(who)), "media.not_found");
      }
      describing = describe;
    });

    await t.step(
      "it offers times, sees who comes, is told of it, and says how it went",
      async () => {
        await as(database, agent, "select move_listing($1, 'published')", [listing?.id]);
        const [offered] = await slot(agent, 30);
        assertEquals(await code(slot(rival.principal, 40)), "listing.not_found");
        for (const by of [agent, harbour.principal]) {
          assertEquals(
            await code(as(database, by, "select book_viewing($1)", [offered?.id])),
            "viewing.own_listing",
          );
        }
        const [viewing] = await as<{ id: string }>(
          database,
          world.people.stranger,
          "select id from book_viewing($1)",
          [offered?.id],
        );
        const told = await as(
          database,
          agent,
          "select kind from notifications where subject_id = $1",
          [viewing?.id],
        );
        assertEquals(told, [{ kind: "viewing_booked" }]);
        const early = await refusal(
          as(database, agent, "select record_viewing($1, true)", [viewing?.id]),
        );
        assertEquals(early.hint, "viewing.too_early");
        await database.query(
          "update viewings set during = tstzrange(now() - interval '2 hours', now() - interval '1 hour') where id = $1",
          [viewing?.id],
        );
        const record = (who: Actor) =>
          as<{ status: string }>(database, who, "select status from record_viewing($1, true)", [
            viewing?.id,
          ]);
        assertEquals(await code(record(rival.principal)), "viewing.not_found");
        assertEquals(await record(agent), [{ status: "attended" }]);
      },
    );

    await t.step("and nothing of it once the owner takes the mandate back", async () => {
      await as(database, owner, "select revoke_mandate($1, 'Enough')", [mandate.id]);
      assertEquals(await code(fee(agent)), "listing.not_found");
      assertEquals(await code(media(agent.user, harbour.org)), "listing.not_found");
      assertEquals(await code(slot(agent, 50)), "listing.not_found");
      assertEquals(await code(describing(agent)), "media.not_found");
      assertEquals(await as(database, agent, "select id from viewings", []), []);
    });
  } finally {
    await close();
  }
});
