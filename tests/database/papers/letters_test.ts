/** Letters: letterheads, templates, drafts, sending to many, numbers, papers, withdrawing, and who reads what. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem } from "../actor.ts";
import { freshUnit, knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { callFor, setLetterhead } from "./letters.ts";

interface Draft {
  id: string;
  letters: number | null;
  sent_at: string | null;
}

interface Preview {
  tenancy_id: string;
  language: string;
  subject: string;
  body: string;
  missing: string[];
  letters: number;
}

const texts = {
  en: {
    subject: "Service charge of {{charge_kobo}}",
    body:
      "Dear {{tenant_names}},\n\nplease pay {{charge_kobo}} for {{unit}} by {{due_on}}.\nRemark: {{remark}}\n\nYours, {{signatory}}",
  },
  ha: { subject: "Kudin kula {{charge_kobo}}", body: "Zuwa ga {{tenant_names}}: {{charge_kobo}}." },
};
const fields = { charge_kobo: "kobo", due_on: "date", remark: "line?" };
const facts = { charge_kobo: 15_000_000, due_on: "2026-12-15" };

const draft = (
  database: Database,
  by: Actor,
  org: string,
  given: Readonly<Record<string, unknown>> = {},
) =>
  callFor<Draft>(database, by, "save_letter_draft", {
    org_id: org,
    client_id: crypto.randomUUID(),
    texts,
    fields,
    facts,
    ...given,
  });

const send = (database: Database, by: Actor, id: string) =>
  callFor<Draft>(database, by, "send_letters", { draft_id: id });

const preview = (database: Database, by: Actor, id: string, most = 10) =>
  as<Preview>(
    database,
    by,
    "select tenancy_id, language, subject, body, missing, letters::int from preview_letters($1, null, $2) order by tenancy_id",
    [id, most],
  );

Deno.test("letters go out on the letterhead, numbered, and stay", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, manager, accountant, agent, tenant, otherTenant, stranger, otherOwner } =
      world.people;
    const { org } = world;
    const [{ id: otherOrg } = { id: "" }] = await database.query<{ id: string }>(
      "select org_id as id from memberships where user_id = $1",
      [otherOwner.user],
    );

    await t.step(
      "without a letterhead none goes; owners set it, and each part is read",
      async () => {
        const made = await draft(database, manager, org);
        assertEquals(await problem(send(database, manager, made.id)), [
          "PT409",
          "letterhead.missing",
          "draft_id",
        ]);
        assertEquals((await problem(setLetterhead(database, manager, org)))[1], "auth.forbidden");
        for (
          const [field, value] of [["signatory_name", " "], ["phone", "0803"], ["email", "x"], [
            "website",
            "javascript:alert",
          ], ["registration", "x"]]
        ) {
          assertEquals(
            await problem(setLetterhead(database, owner, org, { [field as string]: value })),
            ["PT400", "letterhead.bad", field],
          );
        }
        assertEquals(
          (await problem(
            setLetterhead(database, owner, org, { logo_id: crypto.randomUUID() }),
          ))[1],
          "letterhead.unknown_logo",
        );
        const first = await setLetterhead(database, owner, org, { website: "https://adahomes.ng" });
        const again = await setLetterhead(database, owner, org, { website: "adahomes.ng" });
        assertEquals(again.id, first.id, "the same again is the same");
        assertEquals(
          (await problem(
            database.query("update letterheads set signatory_name = 'X' where id = $1", [
              first.id,
            ]),
          ))[1],
          "record.append_only",
        );
      },
    );

    await t.step("who has agreed on the next term is written to once", async () => {
      const { tenancy, tenant: renewing } = await letSince(database, world, 11);
      const next = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
      await on(database, renewing, "accept_tenancy($1)", next.id);
      const homes = async (given: Record<string, unknown>) => {
        const made = await draft(database, manager, org, given);
        return (await preview(database, manager, made.id)).map((it) => it.tenancy_id);
      };
      const [{ unit } = { unit: "" }] = await database.query<{ unit: string }>(
        "select unit_id as unit from tenancies where id = $1",
        [next.id],
      );
      assertEquals(await homes({ unit_ids: `{${unit}}` }), [tenancy.id]);
      assertEquals(await homes({ tenancy_ids: `{${next.id}}` }), [next.id]);
      await on(database, owner, "end_tenancy($1, 'Sold')", tenancy.id);
    });

    await t.step("a draft says what it would be, in each tenant's language", async () => {
      await database.query("update profiles set locale = 'ha' where id = $1", [otherTenant.user]);
      const made = await draft(database, manager, org);
      const shown = await preview(database, manager, made.id);
      assertEquals(shown.map((it) => [it.language, it.subject, it.missing, it.letters]), [
        ["en", "Service charge of ₦150,000", [], 2],
        ["ha", "Kudin kula ₦150,000", [], 2],
      ]);
      assertEquals(
        shown[0]?.body,
        "Dear Tunde Bello,\n\nplease pay ₦150,000 for Flat 1 by 15 Dec 2026.\n\nYours, Folake Adéyẹmí",
      );
      for (const by of [accountant, agent]) {
        assertEquals((await problem(preview(database, by, made.id)))[1], "auth.forbidden");
      }
      for (const by of [tenant, stranger, otherOwner]) {
        assertEquals((await problem(preview(database, by, made.id)))[1], "letter.draft_not_found");
      }
    });

    await t.step("fields are typed, and what cannot be merged is refused by name", async () => {
      const refused = async (given: Record<string, unknown>) =>
        (await problem(draft(database, owner, org, given))).slice(1);
      assertEquals(
        await refused({ texts: { en: { subject: "Hello", body: "{{nobody}} is here" } } }),
        [
          "letter.bad_text",
          "texts",
        ],
      );
      assertEquals(
        await refused({ texts: { en: { subject: "Hello", body: "A brace } alone" } } }),
        [
          "letter.bad_text",
          "texts",
        ],
      );
      assertEquals(await refused({ texts: {} }), ["letter.bad_text", "texts"]);
      assertEquals(await refused({ texts: { fr: texts.en } }), ["letter.bad_text", "texts"]);
      assertEquals(await refused({ fields: { unit: "line" } }), ["letter.bad_fields", "fields"]);
      assertEquals(await refused({ fields: { x: "html" } }), ["letter.bad_fields", "fields"]);
      for (
        const bad of [
          { ...facts, due_on: "tomorrow" },
          { ...facts, charge_kobo: 1.5 },
          { ...facts, remark: "two\nlines" },
          { ...facts, remark: "\u202eevil" },
          { ...facts, unit: "Flat 9" },
          { ...facts, remark: { a: 1 } },
          [],
        ]
      ) assertEquals(await refused({ facts: bad }), ["letter.bad_fact", "facts"]);
      assertEquals(await refused({ template_id: crypto.randomUUID() }), [
        "letter.unknown_template",
        "template_id",
      ]);
      assertEquals(await refused({ unit_ids: "{}" }), ["letter.bad", "unit_ids"]);
      assertEquals(await refused({ tenancy_ids: `{${crypto.randomUUID()}}` }), [
        "letter.unknown_home",
        "tenancy_ids",
      ]);
      assertEquals((await problem(draft(database, otherOwner, org)))[1], "auth.forbidden");
      // Plain text: what a fact says is no template and no markup.
      const made = await draft(database, owner, org, {
        facts: { ...facts, remark: "{{rent_kobo}} <b>" },
      });
      assert((await preview(database, owner, made.id))[0]?.body.includes("{{rent_kobo}} <b>"));
    });

    await t.step("nothing goes out with a fact missing, nor a number with it", async () => {
      const made = await draft(database, owner, org, { facts: { due_on: "2026-12-15" } });
      assertEquals((await preview(database, owner, made.id))[0]?.missing, ["charge_kobo"]);
      assertEquals((await problem(send(database, owner, made.id)))[1], "letter.missing_facts");
      const kept = await database.query(
        "select 1 from private.paper_counters where org_id = $1",
        [org],
      );
      assertEquals(kept, []);
    });

    await t.step("short names of long facts make no endless letter", async () => {
      const long = { ...fields, remark: "prose?" };
      const told = { ...facts, remark: "x".repeat(2000) };
      const sizes = async (said: { subject: string; body: string }) => {
        const made = await draft(database, owner, org, {
          texts: { en: said },
          fields: long,
          facts: told,
        });
        assertEquals(await problem(send(database, owner, made.id)), [
          "PT409",
          "letter.too_long",
          "draft_id",
        ]);
        const [shown] = await preview(database, owner, made.id);
        return [shown?.subject.length, shown?.body.length];
      };
      const whole = { subject: "Hello", body: "A body that is short" };
      assertEquals(await sizes({ ...whole, body: "{{remark}}".repeat(700) }), [5, 20_001]);
      assertEquals(await sizes({ ...whole, subject: "{{remark}}" }), [301, 20]);
      // On one line or on many; and what is exactly as long as it may be goes.
      assertEquals(await sizes({ ...whole, body: "{{remark}}\n".repeat(11) }), [5, 20_001]);
      const most = await draft(database, owner, org, {
        texts: { en: { ...whole, body: "{{remark}}".repeat(10) } },
        fields: long,
        facts: told,
      });
      assertEquals((await preview(database, owner, most.id))[0]?.body.length, 20_000);
      assertEquals(
        await database.query("select 1 from private.paper_counters where org_id = $1", [org]),
        [],
      );
    });

    await t.step("each tenancy gets its letter, numbered without gaps; once", async () => {
      const made = await draft(database, manager, org);
      const sent = await send(database, manager, made.id);
      assertEquals([sent.letters, sent.sent_at !== null], [2, true]);
      assertEquals((await send(database, manager, made.id)).letters, 2);
      const home = await letSince(database, world, 0);
      const one = await draft(database, owner, org, { unit_ids: `{${home.unit}}` });
      await send(database, owner, one.id);
      const letters = await database.query<{ number: string; subject: string }>(
        "select number, subject from letters where org_id = $1 order by serial",
        [org],
      );
      const year = new Date().getFullYear();
      assertEquals(letters.map((it) => it.number), [1, 2, 3].map((n) => `L-${year}-00000${n}`));
      const told = await database.query<{ kind: string; title: string }>(
        "select kind, title from notifications where user_id = $1 and kind like 'letter%' order by id",
        [otherTenant.user],
      );
      assertEquals(told, [{ kind: "letter_sent", title: "Kudin kula ₦150,000" }]);
      const ways = await database.query<{ channel: string }>(
        "select channel::text from private.deliveries where kind = 'letter_sent' and user_id = $1 order by 1",
        [otherTenant.user],
      );
      assertEquals(ways.map((it) => it.channel), ["email", "sms"]);
      assertEquals(
        (await problem(draft(database, manager, org, {
          client_id: (await database.query<{ id: string }>(
            "select client_id as id from letter_drafts where id = $1",
            [made.id],
          ))[0]?.id,
        })))[1],
        "letter.sent",
        "what was sent is changed no more",
      );
      for (
        const sql of ["update letters set body = 'x' where $1", "delete from letters where $1"]
      ) {
        assertEquals((await problem(database.query(sql, [true])))[1], "record.append_only");
      }
    });

    await t.step("to an estate with its buildings, and to one type of home only", async () => {
      const estate = (await as<{ id: string }>(
        database,
        owner,
        `insert into properties (org_id, kind, name, street, area, lga, state)
         values ($1, 'estate', 'The Estate', '1 Long Road', 'Yaba', 'Lagos Mainland', 'Lagos') returning id`,
        [org],
      ))[0]?.id;
      await database.query("update properties set parent_id = $1 where id = $2", [
        estate,
        world.property,
      ]);
      const shop = await freshUnit(database, world);
      await database.query("update units set kind = 'shop' where id = $1", [shop]);
      const trader = await knownTenant(database, world);
      const offered = await as<{ id: string }>(
        database,
        owner,
        "select id from offer_tenancy($1, array[$2]::uuid[], private.lagos_date()::text, 10000000)",
        [shop, trader.id],
      );
      await as(database, trader, "select accept_tenancy($1)", [offered[0]?.id]);
      const whole = await draft(database, owner, org, { property_ids: `{${estate}}` });
      const shops = await draft(database, owner, org, {
        property_ids: `{${estate}}`,
        unit_kinds: "{shop}",
      });
      assertEquals((await preview(database, owner, whole.id))[0]?.letters, 4);
      assertEquals((await preview(database, owner, shops.id)).map((it) => it.tenancy_id), [
        offered[0]?.id,
      ]);
      const none = await draft(database, owner, org, { unit_kinds: "{warehouse}" });
      assertEquals((await problem(send(database, owner, none.id)))[1], "letter.nobody");
    });

    await t.step("a day has its limit, and a suspended organization writes to nobody", async () => {
      await database.query("update private.letter_limits set a_day = 4 where $1", [true]);
      const made = await draft(database, owner, org);
      assertEquals((await problem(send(database, owner, made.id)))[1], "letter.too_many");
      await database.query("update private.letter_limits set a_day = 25000 where $1", [true]);
      await database.query("update organizations set suspended_at = now() where id = $1", [org]);
      assertEquals((await problem(send(database, owner, made.id)))[1], "organization.suspended");
      await database.query("update organizations set suspended_at = null where id = $1", [org]);
    });

    const [mine] = await database.query<{ id: string }>(
      "select id from letters where tenancy_id = $1",
      [world.tenancy],
    );

    await t.step("its tenants and members read it, and nobody else; who read is seen", async () => {
      const seen = async (by: Actor) =>
        (await as(database, by, "select 1 from letters where id = $1", [mine?.id])).length;
      for (const by of [owner, manager, accountant, agent, tenant]) assertEquals(await seen(by), 1);
      for (const by of [otherTenant, stranger, otherOwner]) assertEquals(await seen(by), 0);
      const read = (by: Actor, acknowledge: boolean) =>
        callFor<{ read_at: string; acknowledged_at: string | null }>(database, by, "read_letter", {
          letter_id: mine?.id,
          acknowledge,
        });
      assertEquals((await read(tenant, false)).acknowledged_at, null);
      const said = await read(tenant, true);
      assert(said.acknowledged_at !== null);
      assertEquals(await read(tenant, false), said, "what was noted first stays");
      for (const by of [otherTenant, owner, stranger]) {
        assertEquals((await problem(read(by, true)))[1], "letter.not_found");
      }
      const [news] = await database.query<{ unread: number }>(
        "select count(*)::int as unread from notifications where subject_id = $1 and read_at is null",
        [mine?.id],
      );
      assertEquals(news?.unread, 0);
    });

    await t.step(
      "the paper is wanted, made once, and served to who may read the letter",
      async () => {
        const claimed = await as<{ id: string; path: string; paper: Record<string, unknown> }>(
          database,
          "service",
          "select id, path, paper from service.claim_letter_papers(100)",
        );
        assertEquals(claimed.length, 3);
        const paper = claimed.find((it) => it.path === `${org}/${mine?.id}/sent.pdf`);
        assertEquals([
          paper?.paper["addressee"],
          paper?.paper["signed_by"],
          (paper?.paper["head"] as Record<string, unknown>)["website"],
          paper?.paper["withdrawn_on"],
        ], ["Tunde Bello", "Folake Adéyẹmí", "adahomes.ng", null]);
        assertEquals(
          await as(database, "service", "select * from service.claim_letter_papers(9)"),
          [],
        );
        await as(
          database,
          "service",
          "select service.put_off_letter_paper($1, 'Storage is down')",
          [paper?.id],
        );
        await as(
          database,
          "service",
          "select service.finish_letter_paper($1, repeat('ab', 32), 1000)",
          [paper?.id],
        );
        await as(database, "service", "select service.put_off_letter_paper($1, 'Late')", [
          paper?.id,
        ]);
        const [kept] = await database.query<{ note: string | null; next: string | null }>(
          "select note, next_try_at as next from private.letter_papers where id = $1",
          [paper?.id],
        );
        assertEquals(kept, { note: null, next: null });
        for (const name of ["sent", "withdrawn"]) {
          await database.query(
            "insert into storage.objects (bucket_id, name) values ('letters', $1)",
            [`${org}/${mine?.id}/${name}.pdf`],
          );
        }
      },
    );

    await t.step("what ends its workers comes last, alone, and ever later", async () => {
      const claim = async () => (await as<{ id: string; tries: number }>(
        database,
        "service",
        "select id, tries from service.claim_letter_papers(9) order by id",
      ));
      const left = await database.query<{ id: string }>(
        "update private.letter_papers set tries = 2, next_try_at = now() - interval '1 second' where made_at is null and $1 returning id",
        [true],
      );
      assertEquals(left.length, 2);
      const taken = [await claim(), await claim(), await claim()];
      assertEquals(taken.map((it) => it.map(({ tries }) => tries)), [[3], [3], []]);
      const [hidden] = await database.query<{ least: number; most: number }>(
        `select min(extract(epoch from next_try_at - now()))::float8 as least, max(extract(epoch from next_try_at - now()))::float8 as most
         from private.letter_papers where made_at is null and $1`,
        [true],
      );
      assert(hidden!.least > 400 && hidden!.most <= 480, JSON.stringify(hidden));
      const due = (id: string | undefined, tries: number) =>
        database.query(
          "update private.letter_papers set tries = $2, next_try_at = now() - interval '1 hour' where id = $1",
          [id, tries],
        );
      await due(left[0]?.id, 1000);
      await due(left[1]?.id, 0);
      assertEquals(await claim(), [{ id: left[1]!.id, tries: 1 }]);
      assertEquals(await claim(), [{ id: left[0]!.id, tries: 1000 }]);
    });

    const served = async (by: Actor) =>
      (await as<{ name: string }>(
        database,
        by,
        "select name from storage.objects where bucket_id = 'letters'",
      )).map((it) => it.name.split("/")[2]);

    await t.step("a wrong one is withdrawn with a reason, and its paper says so", async () => {
      for (const by of [owner, tenant]) assertEquals(await served(by), ["sent.pdf"]);
      for (const by of [otherTenant, otherOwner, stranger]) assertEquals(await served(by), []);
      const withdraw = (by: Actor, reason: string | null = "The amount was wrong") =>
        callFor<{ reason: string }>(database, by, "withdraw_letter", {
          letter_id: mine?.id,
          reason,
        });
      assertEquals((await problem(withdraw(agent)))[1], "auth.forbidden");
      for (const by of [tenant, otherOwner]) {
        assertEquals((await problem(withdraw(by)))[1], "letter.not_found");
      }
      assertEquals((await problem(withdraw(owner, null)))[1], "letter.bad");
      await database.query(
        "select vault.create_secret('http://127.0.0.1:1/functions/v1', 'functions_url'), vault.create_secret($1, 'jobs_secret')",
        ["the-jobs-secret-0"],
      );
      await withdraw(owner);
      assertEquals(
        (await database.query("select 1 from net.http_request_queue where $1", [true])).length,
        1,
        "its paper and its news wait for a worker",
      );
      assertEquals(
        await database.query(
          `select distinct said.reason from private.deliveries as delivery
           cross join lateral private.judge_deliveries(array[delivery.id], '') as said
           where delivery.kind = 'letter_sent' and delivery.user_id = $1`,
          [tenant.user],
        ),
        [{ reason: "withdrawn" }],
        "nobody is told in the morning of what was taken back at night",
      );
      assertEquals((await withdraw(owner, "Another reason")).reason, "The amount was wrong");
      for (const by of [owner, tenant]) assertEquals(await served(by), ["withdrawn.pdf"]);
      const [paper] = await as<{ paper: Record<string, unknown> }>(
        database,
        "service",
        "select paper from service.claim_letter_papers(9)",
      );
      assertEquals(paper?.paper["withdrawn_because"], "The amount was wrong");
      const [{ read } = { read: 0 }] = await database.query<{ read: number }>(
        "select count(*)::int as read from notifications where subject_id = $1 and kind = 'letter_withdrawn'",
        [mine?.id],
      );
      assertEquals(read, 1);
    });

    await t.step("templates are kept, changed and put away by those who may", async () => {
      const client = crypto.randomUUID();
      const save = (by: Actor, given: Record<string, unknown> = {}) =>
        callFor<{ id: string; name: string }>(database, by, "save_letter_template", {
          org_id: org,
          client_id: client,
          name: "Service charge",
          texts,
          fields,
          ...given,
        });
      assertEquals((await problem(save(agent)))[1], "auth.forbidden");
      assertEquals((await problem(save(owner, { name: " " })))[2], "name");
      const made = await save(manager);
      const changed = await save(owner, { texts: { en: texts.en }, name: "Service charge 2" });
      assertEquals([changed.id, changed.name], [made.id, "Service charge 2"]);
      const said = await as(
        database,
        accountant,
        "select language from letter_template_texts where template_id = $1",
        [
          made.id,
        ],
      );
      assertEquals(said, [{ language: "en" }]);
      const from = await draft(database, owner, org, {
        template_id: made.id,
        texts: null,
        fields: null,
      });
      assertEquals(
        (await preview(database, owner, from.id))[0]?.subject,
        "Service charge of ₦150,000",
      );
      assertEquals(
        (await problem(draft(database, otherOwner, otherOrg, { template_id: made.id })))[1],
        "letter.unknown_template",
      );
      const retire = (by: Actor) =>
        callFor<{ retired_at: string | null }>(database, by, "retire_letter_template", {
          template_id: made.id,
        });
      assertEquals((await problem(retire(otherOwner)))[1], "letter.unknown_template");
      assert((await retire(manager)).retired_at !== null);
      assertEquals(
        (await problem(draft(database, owner, org, { template_id: made.id, texts: null })))[1],
        "letter.unknown_template",
      );
    });

    await t.step("a logo is registered for who may set the letterhead, once", async () => {
      const logo = (by: { user: string }, path = `${by.user}/logo.png`) =>
        as<{ logo: { id: string; path: string } }>(
          database,
          "service",
          `select service.add_logo($1, $2, $3, $2::uuid || '/try/logo.png', 300, 120, 9000, repeat('ab', 32)) as logo`,
          [by.user, org, path],
        );
      assertEquals((await problem(logo(manager)))[1], "auth.forbidden");
      assertEquals((await problem(logo(otherOwner)))[1], "organization.not_found");
      assertEquals((await problem(logo(owner, `${tenant.user}/logo.png`)))[1], "media.bad_path");
      const [made] = await logo(owner);
      const [again] = await logo(owner);
      assertEquals(again?.logo.id, made?.logo.id);
      const head = await setLetterhead(database, owner, org, { logo_id: made?.logo.id });
      assert(head.id);
      await database.query(
        "insert into storage.objects (bucket_id, name) values ('letterheads', $1)",
        [made?.logo.path],
      );
      const seen = async (by: Actor) =>
        (await as(database, by, "select 1 from storage.objects where bucket_id = 'letterheads'"))
          .length;
      assertEquals([await seen(agent), await seen(tenant), await seen(otherOwner)], [1, 0, 0]);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "drafts that are sent at the same moment leave no gap and go once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, manager } = world.people;
      await setLetterhead(database, owner, world.org);
      const drafts = await Promise.all(
        Array.from({ length: 6 }, () => draft(database, owner, world.org)),
      );
      await Promise.all(drafts.flatMap(({ id }) => [
        send(database, owner, id),
        send(database, manager, id),
      ]));
      const [counted] = await database.query<{ letters: number; most: number; last: number }>(
        `select count(*)::int as letters, max(serial) as most,
           (select last_serial from private.paper_counters where org_id = $1 and kind = 'letter') as last
         from letters where org_id = $1`,
        [world.org],
      );
      assertEquals(counted, { letters: 12, most: 12, last: 12 });
    } finally {
      await close();
    }
  },
});
