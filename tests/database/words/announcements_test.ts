/** Announcements: whom they reach, when, in which language, how often; and who reads them. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem } from "../actor.ts";
import { knownTenant, letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { claim, givePhone, openOutbox, standing } from "./outbox.ts";

interface Announced {
  id: string;
  published_at: string | null;
  people: number | null;
  withdrawn_at: string | null;
  withdrawn_because: string | null;
}

const texts = {
  en: { title: "Water is off", body: "From eight until noon." },
  ha: { title: "Babu ruwa", body: "Daga takwas zuwa sha biyu." },
};

async function announce(
  database: Database,
  by: Actor,
  org: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<Announced> {
  const all: Record<string, unknown> = {
    org_id: org,
    texts: JSON.stringify(texts),
    client_id: crypto.randomUUID(),
    ...given,
  };
  const types: Record<string, string> = { texts: "::text::jsonb" };
  const [row] = await as<Announced>(
    database,
    by,
    `select id, published_at::text, people, withdrawn_at::text, withdrawn_because from announce(${
      Object.keys(all).map((key, n) => `${key} => $${n + 1}${types[key] ?? ""}`).join(", ")
    })`,
    Object.values(all),
  );
  return row!;
}

const seenBy = async (database: Database, by: Actor) =>
  (await as<{ id: string }>(database, by, "select id from announcements order by id")).map((it) =>
    it.id
  );

const toldOf = async (database: Database, user: string) =>
  (await database.query<{ line: string }>(
    `select kind || ' ' || title as line from notifications
     where user_id = $1 and kind in ('announcement_published', 'important_announcement') order by id`,
    [user],
  )).map((it) => it.line);

const publish = (database: Database) =>
  database.exec("do $$ begin while private.publish_announcements() > 0 loop end loop; end $$");

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** As if a time that was given had come. */
const due = (database: Database, id: string) =>
  database.query(
    "update announcements set publish_at = now() - interval '1 minute' where id = $1",
    [id],
  );

Deno.test("announcements reach those for whom they are", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    await database.query("update private.announcement_limits set a_day = 1000 where $1", [true]);
    const { owner, manager, accountant, agent, tenant, otherTenant, stranger, otherOwner } =
      world.people;
    const { org } = world;

    await t.step("to all: each once, in their language; and to nobody else", async () => {
      await database.query("update profiles set locale = 'ha' where id = $1", [otherTenant.user]);
      const made = await announce(database, owner, org);
      assert(made.published_at !== null);
      assertEquals(await toldOf(database, tenant.user), ["announcement_published Water is off"]);
      assertEquals(await toldOf(database, otherTenant.user), ["announcement_published Babu ruwa"]);
      assertEquals(await toldOf(database, stranger.user), []);
      for (const by of [owner, manager, accountant, agent, tenant, otherTenant]) {
        assertEquals(await seenBy(database, by), [made.id]);
      }
      for (const by of [stranger, otherOwner]) assertEquals(await seenBy(database, by), []);
      const read = await as<{ title: string }>(
        database,
        tenant,
        "select title from announcement_texts where announcement_id = $1 order by language",
        [made.id],
      );
      assertEquals(read.map((it) => it.title), ["Water is off", "Babu ruwa"]);
      await database.exec("delete from announcements; delete from notifications");
    });

    await t.step("to the shops of an estate, with the buildings that stand in it", async () => {
      const shop = await letSince(database, world, 0);
      await database.query("update units set kind = 'shop' where id = $1", [shop.unit]);
      const [estate] = await as<{ id: string }>(
        database,
        owner,
        `insert into properties (org_id, kind, name, street, area, lga, state)
         values ($1, 'estate', 'The Estate', '1 Long Road', 'Yaba', 'Lagos Mainland', 'Lagos') returning id`,
        [org],
      );
      await database.query("update properties set parent_id = $1 where id = $2", [
        estate?.id,
        world.property,
      ]);
      const whole = await announce(database, owner, org, { property_ids: `{${estate?.id}}` });
      assertEquals(whole.people, 3);
      const shops = await announce(database, owner, org, {
        property_ids: `{${estate?.id}}`,
        unit_kinds: "{shop}",
      });
      assertEquals(shops.people, 1);
      assertEquals(await seenBy(database, shop.tenant), [whole.id, shops.id]);
      assertEquals(await seenBy(database, tenant), [whole.id]);
      const none = announce(database, owner, org, { unit_kinds: "{}" });
      assertEquals(await problem(none), ["PT400", "announcement.bad", "unit_kinds"]);
      await database.query("update properties set parent_id = null where id = $1", [
        world.property,
      ]);
      await as(database, owner, "select end_tenancy($1, 'Left')", [shop.tenancy.id]);
      await database.exec("delete from announcements; delete from notifications");
    });

    await t.step("to a property, a unit, a tenancy, each person once", async () => {
      const home = await letSince(database, world, 0);
      const of = async (given: Record<string, unknown>) => {
        const made = await announce(database, owner, org, given);
        return (await database.query<{ user_id: string }>(
          "select user_id from announcement_recipients where announcement_id = $1",
          [made.id],
        )).map((it) => it.user_id).sort();
      };
      const everybody = [tenant.user, otherTenant.user, home.tenant.user].sort();
      assertEquals(await of({ property_ids: `{${world.property}}` }), everybody);
      assertEquals(await of({ unit_ids: `{${home.unit}}` }), [home.tenant.user]);
      assertEquals(
        await of({ unit_ids: `{${home.unit},${home.unit}}`, tenancy_ids: `{${world.tenancy}}` }),
        [tenant.user, home.tenant.user].sort(),
      );
      assertEquals(
        await seenBy(database, otherTenant).then((it) => it.length),
        1,
        "a neighbour's is not theirs",
      );
      await database.exec("delete from announcements; delete from notifications");
    });

    await t.step("not before its time, nor after it", async () => {
      const made = await announce(database, manager, org, {
        publish_at: soon(60),
        expires_at: soon(120),
      });
      assertEquals(made.published_at, null);
      await publish(database);
      assertEquals(await seenBy(database, tenant), []);
      assertEquals(
        await as(database, tenant, "select from announcement_texts where announcement_id = $1", [
          made.id,
        ]),
        [],
      );
      assertEquals(
        await problem(as(database, tenant, "select read_announcement($1)", [made.id])),
        ["PT404", "announcement.not_found", "announcement_id"],
      );
      assertEquals(await seenBy(database, owner), [made.id]);
      await due(database, made.id);
      await publish(database);
      await publish(database);
      assertEquals(await seenBy(database, tenant), [made.id]);
      assertEquals(await toldOf(database, tenant.user), ["announcement_published Water is off"]);
      const later = await letSince(database, world, 0);
      assertEquals(await seenBy(database, later.tenant), [made.id], "who joins later finds it");
      assertEquals(await toldOf(database, later.tenant.user), []);
      await as(database, later.tenant, "select read_announcement($1)", [made.id]);
      await database.query(
        "update announcements set publish_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where id = $1",
        [made.id],
      );
      const tooLate = await letSince(database, world, 0);
      assertEquals(await seenBy(database, tooLate.tenant), [], "it holds no more");
      assertEquals(await seenBy(database, tenant), [made.id], "who was told keeps it");
      // The clock stood still for longer than it would have held.
      const missed = await announce(database, owner, org, {
        publish_at: soon(60),
        expires_at: soon(90),
      });
      await database.query(
        "update announcements set publish_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where id = $1",
        [missed.id],
      );
      await publish(database);
      assertEquals(await seenBy(database, tenant), [made.id]);
      const [left] = await database.query<{ because: string }>(
        "select withdrawn_because as because from announcements where id = $1",
        [missed.id],
      );
      assertEquals(left?.because, "Its time was over before it could be published");
      await database.exec("delete from announcements; delete from notifications");
    });

    await t.step("withdrawn before, it never goes; after, it stays with a mark", async () => {
      const withdraw = (id: string, by: Actor = owner, reason: string | null = "Not true") =>
        as<Announced>(database, by, "select * from withdraw_announcement($1, $2)", [id, reason]);
      const waiting = await announce(database, owner, org, { publish_at: soon(60) });
      await withdraw(waiting.id);
      await due(database, waiting.id);
      await publish(database);
      assertEquals(await toldOf(database, tenant.user), []);
      await openOutbox(database);
      const phone = await givePhone(database, tenant.user);
      const out = await announce(database, owner, org, { is_important: true });
      const sms = (await claim(database, "sms")).find((it) => it.to === phone);
      assertEquals([sms?.to, sms?.pages], [phone, 1]);
      assertEquals(
        sms?.text,
        `Ada Homes: Water is off. https://app.example/announcements/${out.id}`,
      );
      await withdraw(out.id);
      assertEquals((await withdraw(out.id, owner, "Again"))[0]?.withdrawn_because, "Not true");
      assertEquals(await claim(database, "email"), []);
      assert((await standing(database, tenant.user)).includes("email suppressed withdrawn"));
      assertEquals(await seenBy(database, tenant), [out.id]);
      const later = await letSince(database, world, 0);
      assertEquals(await seenBy(database, later.tenant), []);
      assertEquals(await problem(withdraw(out.id, agent)), ["PT403", "auth.forbidden", undefined]);
      assertEquals(await problem(withdraw(out.id, tenant)), [
        "PT404",
        "announcement.not_found",
        "announcement_id",
      ]);
      const third = await announce(database, owner, org);
      assertEquals(await problem(withdraw(third.id, owner, " ")), [
        "PT400",
        "announcement.bad",
        "reason",
      ]);
      await database.exec("delete from announcements; delete from notifications");
    });

    await t.step("who read it and when, and who said so", async () => {
      const made = await announce(database, owner, org);
      const read = async (acknowledge: boolean) =>
        (await as<{ read: string; said: string | null }>(
          database,
          tenant,
          "select read_at::text as read, acknowledged_at::text as said from read_announcement($1, $2)",
          [made.id, acknowledge],
        ))[0]!;
      const first = await read(false);
      assertEquals(first.said, null);
      const second = await read(true);
      assertEquals(second.read, first.read, "when it was first read stays");
      assert(second.said !== null);
      assertEquals((await read(false)).said, second.said);
      const listed = async (by: Actor) =>
        (await as<{ line: string }>(
          database,
          by,
          `select concat_ws(' ', told_at is not null, read_at is not null, acknowledged_at is not null) as line
           from announcement_recipients where announcement_id = $1 and user_id = $2`,
          [made.id, tenant.user],
        )).map((it) => it.line);
      assertEquals(await listed(owner), ["t t t"]);
      assertEquals(await listed(tenant), ["t t t"]);
      assertEquals(await listed(otherTenant), []);
      const [news] = await database.query<{ read: boolean }>(
        "select read_at is not null as read from notifications where user_id = $1 and subject_id = $2",
        [tenant.user, made.id],
      );
      assertEquals(news?.read, true);
      await database.exec("delete from announcements; delete from notifications");
    });

    await t.step("killed half way nothing of it went, and next time all of it does", async () => {
      const made = await announce(database, owner, org, { publish_at: soon(60) });
      await due(database, made.id);
      await database.transaction(async (tx) => {
        await tx.query("select private.publish_announcements() where $1", [true]);
        throw new Error("killed");
      }).catch(() => {});
      assertEquals([await toldOf(database, tenant.user), await seenBy(database, tenant)], [[], []]);
      await publish(database);
      assertEquals(await toldOf(database, tenant.user), ["announcement_published Water is off"]);
      await database.exec("delete from announcements; delete from notifications");
    });

    await t.step("one that cannot be published holds up no other, and is tried again", async () => {
      const bad = await announce(database, owner, org, { publish_at: soon(60) });
      const good = await announce(database, owner, org, { publish_at: soon(61) });
      await due(database, bad.id);
      await due(database, good.id);
      await database.exec(`
        alter table announcement_recipients add constraint broken check (announcement_id <> '${bad.id}')`);
      const publishedOf = async () =>
        (await database.query<{ id: string }>(
          "select id from announcements where id = any ($1::text::uuid[]) and published_at is not null order by id",
          [`{${bad.id},${good.id}}`],
        )).map((it) => it.id);
      await publish(database);
      assertEquals(await publishedOf(), [good.id]);
      await database.exec("alter table announcement_recipients drop constraint broken");
      await publish(database);
      assertEquals(await publishedOf(), [good.id], "not before a while is over");
      await database.query(
        "update announcements set retry_at = retry_at - interval '10 minutes' where id = $1",
        [bad.id],
      );
      await publish(database);
      assertEquals(await publishedOf(), [bad.id, good.id].sort());
      // Nothing of it counts towards today.
      await database.query(
        "update announcements set published_at = now() - interval '2 days' where id = any ($1::text::uuid[])",
        [`{${bad.id},${good.id}}`],
      );
    });

    await t.step("what cannot be said, by whom, and to whom", async () => {
      for (
        const [given, field] of [
          [{ texts: "{}" }, "texts"],
          [{ texts: "[]" }, "texts"],
          [{ texts: '{"fr": {"title": "Eau", "body": "Pas d\'eau"}}' }, "texts.fr"],
          [{ texts: '{"en": "Water"}' }, "texts.en"],
          [{ texts: '{"en": {"title": "Water"}}' }, "texts.en.body"],
          [
            { texts: '{"yo": {"title": "Omi", "body": "Ko"}, "en": {"body": "Long"}}' },
            "texts.en.title",
          ],
          [{ texts: `{"en": {"title": "${"x".repeat(121)}", "body": "Long"}}` }, "texts.en.title"],
          [{ client_id: null }, "client_id"],
          [{ unit_ids: "{}" }, "unit_ids"],
          [{ property_ids: "{null}" }, "property_ids"],
          [{ publish_at: soon(60 * 24 * 400) }, "publish_at"],
          [{ publish_at: soon(60), expires_at: soon(30) }, "expires_at"],
          [{ expires_at: soon(-30) }, "expires_at"],
        ] as const
      ) {
        assertEquals(
          await problem(announce(database, owner, org, given)),
          ["PT400", "announcement.bad", field],
        );
      }
      assertEquals(
        await problem(announce(database, owner, org, {
          texts: '{"en": {"title": "Two\\nlines", "body": "Long"}}',
        })),
        ["PT400", "value.bad_text", "texts.en.title"],
      );
      for (const list of ["property_ids", "unit_ids", "tenancy_ids"]) {
        assertEquals(
          await problem(announce(database, owner, org, { [list]: `{${crypto.randomUUID()}}` })),
          ["PT404", "announcement.unknown_home", list],
        );
      }
      for (const by of [accountant, agent, tenant, stranger, otherOwner]) {
        assertEquals(await problem(announce(database, by, org)), [
          "PT403",
          "auth.forbidden",
          undefined,
        ]);
      }
    });

    await t.step("what a suspended organization says waits until it is restored", async () => {
      const suspend = (at: string) =>
        database.query(
          "update organizations set suspended_at = $2::text::timestamptz where id = $1",
          [org, at],
        );
      await suspend("2026-01-01");
      const { id, published_at } = await announce(database, owner, org);
      await publish(database);
      const published = async () =>
        (await database.query(
          "select from announcements where id = $1 and published_at is not null",
          [id],
        )).length;
      assertEquals([published_at, await published()], [null, 0]);
      await database.query("update organizations set suspended_at = null where id = $1", [org]);
      await publish(database);
      assertEquals(await published(), 1);
      // Nor does what waits in the outbox go.
      await suspend("2026-01-01");
      await claim(database, "email", 200);
      const went = await database.query(
        "select from private.deliveries as d join notifications as n on n.id = d.notification_id where n.subject_id = $1 and d.status <> 'suppressed'",
        [id],
      );
      assertEquals(went.length, 0);
      await database.query("update organizations set suspended_at = null where id = $1", [org]);
      await database.query(
        "update announcements set published_at = now() - interval '2 days' where id = $1",
        [id],
      );
    });

    await t.step("sent again it is said once, and a day has its limit", async () => {
      const client_id = crypto.randomUUID();
      const [one, two] = [
        await announce(database, owner, org, { client_id }),
        await announce(database, owner, org, { client_id }),
      ];
      assertEquals(one.id, two.id);
      const used = ["PT409", "announcement.client_id_used", "client_id"];
      for (
        const other of [
          { texts: JSON.stringify({ en: texts.en }) },
          { texts: JSON.stringify({ ...texts, en: { ...texts.en, title: "Water is on" } }) },
          { texts: "[]" },
          { is_important: true },
          { unit_kinds: "{flat}" },
          { expires_at: soon(60) },
        ]
      ) {
        assertEquals(await problem(announce(database, owner, org, { client_id, ...other })), used);
      }
      await database.query("update private.announcement_limits set a_day = 2 where what = $1", [
        "announcements",
      ]);
      await announce(database, owner, org);
      const refused = ["PT409", "announcement.too_many", "publish_at"];
      assertEquals(await problem(announce(database, owner, org)), refused);
      await announce(database, owner, org, { publish_at: soon(60 * 48) });
      await database.exec("update private.announcement_limits set a_day = 1");
      assertEquals(
        await problem(announce(database, owner, org, { publish_at: soon(60 * 72) })),
        refused,
        "more people than a day may have",
      );
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "many clocks at once publish once, and two tabs say one thing once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, tenant } = world.people;
      await knownTenant(database, world);
      for (let n = 0; n < 6; n++) {
        const { id } = await announce(database, owner, world.org, { publish_at: soon(60) });
        await due(database, id);
      }
      await Promise.all(Array.from({ length: 4 }, () => publish(database)));
      await publish(database);
      assertEquals((await toldOf(database, tenant.user)).length, 6);
      const client_id = crypto.randomUUID();
      const made = await Promise.all(
        Array.from({ length: 3 }, () => announce(database, owner, world.org, { client_id })),
      );
      assertEquals(new Set(made.map((it) => it.id)).size, 1);
      assertEquals((await toldOf(database, tenant.user)).length, 7);
    } finally {
      await close();
    }
  },
});
