/** Texts of messages: what they may speak of, how they are put together, how long an SMS is. */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { smsShape } from "../../../supabase/functions/_shared/sms_text.ts";
import { as, problem } from "../actor.ts";
import { openTestDatabase } from "../test_database.ts";

const { database, close } = await openTestDatabase();
Deno.test.afterAll(close);

/** A fact of every type. */
const samples: Readonly<Record<string, unknown>> = {
  line: "Ada Homes",
  prose: "First\nSecond",
  reason: "Because\nof it",
  kobo: 123456700,
  date: "2026-12-24",
  instant: "2026-12-24T09:30:00Z",
  count: 3,
  code: "EST-1",
  url: "https://app.example/x",
};

const text = async (kind: string, channel: string, language: string, fields: unknown) => {
  const [row] = await as<{ made: Record<string, string> }>(
    database,
    "service",
    "select service.message_text($1, $2, $3, $4::text::jsonb) as made",
    [kind, channel, language, JSON.stringify(fields)],
  );
  return row!.made;
};

Deno.test("every kind has a text by each channel in each language, with nothing left open", async () => {
  const kinds = await database.query<{ kind: string; types: Record<string, string> }>(
    "select kind, private.fields_of(kind) as types from notification_kinds where $1 order by kind",
    [true],
  );
  assert(kinds.length > 90);
  const greeted = new Set<string>();
  for (const { kind, types } of kinds) {
    const facts = Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, samples[type.replace("?", "")]]),
    );
    // Only what must be there: every line that speaks of anything else is left out.
    const least = Object.fromEntries(
      Object.entries(facts).filter(([name]) => !types[name]?.endsWith("?")),
    );
    for (const language of ["en", "pcm", "yo", "ha", "ig"]) {
      for (const channel of ["sms", "email"]) {
        const made = await text(kind, channel, language, facts);
        assert(!/[{}]/.test(made.text!), `${kind} ${channel} ${language}: ${made.text}`);
        assert(made.text!.length > 10);
        assertEquals(channel === "email", made.subject !== undefined);
        if (channel === "sms") {
          assertEquals(made.encoding, "gsm7", `${kind} ${language}: ${made.text}`);
          assert(Number(made.pages) <= 2, `${kind} ${language}: ${made.text}`);
        }
        const short = await text(kind, channel, language, least);
        // Whoever has not said a name is greeted all the same, and by none.
        const greeting = /^(.+) Ada Homes,\n/.exec(made.text!)?.[1];
        if (greeting !== undefined) {
          assert(short.text!.startsWith(`${greeting},\n`), `${kind} ${language}: ${short.text}`);
          greeted.add(`${made.language} ${greeting}`);
        }
      }
    }
  }
  assertEquals([...greeted].map((it) => it.split(" ")[0]).sort(), ["en", "ha", "ig", "pcm", "yo"]);
});

Deno.test("facts are put in once, by their type, and never read as a template or as HTML", async () => {
  const fields = {
    name: "{{reference}} <b>Ada</b> & Co",
    title: "Paid",
    org: "Ada",
    amount_kobo: 5,
    reference: "R1",
    receipt_url: "https://app.example/r/abc",
    receipt_number: "2026/1",
  };
  const made = await text("payment_settled", "email", "en", fields);
  assert(
    made.text!.startsWith(
      "Hello {{reference}} <b>Ada</b> & Co,\n\nPaid: ₦0.05 to Ada, reference R1.\n",
    ),
  );
  assert(made.html!.includes("Hello {{reference}} &lt;b&gt;Ada&lt;/b&gt; &amp; Co,"));
  assert(made.html!.includes('<a href="https://app.example/r/abc">https://app.example/r/abc</a>'));
  // Without its receipt the lines about it are left out.
  const { receipt_url: _url, receipt_number: _number, ...rest } = fields;
  assert(!(await text("payment_settled", "email", "en", rest)).text!.includes("receipt"));
  for (
    const [bad, named] of [
      [{ ...fields, amount_kobo: "much" }, "amount_kobo"],
      [{ ...fields, amount_kobo: null }, "amount_kobo"],
      [{ ...fields, amount_kobo: { a: 1 } }, "amount_kobo"],
      [{ ...fields, reference: "" }, "reference"],
    ] as const
  ) {
    assertEquals(await problem(text("payment_settled", "sms", "en", bad)), [
      "PT400",
      "message.missing_fact",
      "fields",
    ], named);
  }
  assertEquals(await problem(text("no_such", "sms", "en", {})), [
    "PT404",
    "message.unknown_kind",
    "kind",
  ]);
  assertEquals(await problem(text("general", "pigeon", "en", {})), [
    "PT404",
    "message.unknown_kind",
    "kind",
  ]);
  assertEquals(
    (await text("auth_otp", "sms", "fr", { code: "123456", minutes: 5 })).language,
    "en",
  );
  const dates = {
    amount_kobo: 100,
    take_on: "2026-12-24",
    org: "Ada",
    app_url: "https://a.example",
  };
  assert((await text("autopay_announced", "sms", "en", dates)).text!.includes("on 24 Dec 2026"));
  assert((await text("autopay_announced", "sms", "yo", dates)).text!.includes("24/12/2026"));
});

Deno.test("what people call themselves is no link, by SMS and e-mail", async () => {
  const facts = { link: "https://app.example/x", expires_at: "2026-12-24T09:30:00Z" };
  for (const channel of ["sms", "email"]) {
    for (
      const [org, shown] of [
        ["Prize at http://evil.example/x", "Prize at evil. example/x"],
        ["evil.example/@x", "evil. example/@x"],
        ["Dr. A. Bello, 12.5 % off", "Dr. A. Bello, 12.5 % off"],
      ]
    ) {
      const made = await text("tenant_invited", channel, "en", { ...facts, org });
      assert(made.text!.includes(`${shown} invites you`), made.text);
      assert(made.text!.includes(facts.link));
    }
  }
  const change = await text("auth_email_change", "email", "en", {
    code: "123456",
    link: facts.link,
    new_email: "ada@mail.example.ng",
  });
  assert(change.text!.includes("To: ada@mail.example.ng\n"), change.text);
});

Deno.test("what is wrong with a text is noticed when it is written", async () => {
  const write = (body: string, channel = "sms") =>
    problem(database.query(
      "insert into private.message_templates (kind, channel, language, subject, body) values ('offer_made', $2::message_channel, 'ha', case $2 when 'email' then 'S' end, $1)",
      [body, channel],
    ));
  for (
    const bad of ["{{amount_kobo}}", "{{ title }}", "{{title", "{title}", "Pay ₦5", "x".repeat(460)]
  ) {
    assertEquals(await write(bad), ["PT400", "message.bad_template", "body"], bad);
  }
  assertEquals(
    await problem(
      database.query(
        "update notification_kinds set fields = $1::text::jsonb where kind = 'late_fee_charged'",
        ['{"due_on": "date"}'],
      ),
    ),
    ["PT400", "message.bad_template", "fields"],
  );
  assertEquals(
    await problem(
      database.query(
        "update notification_kinds set fields = $1::text::jsonb where kind = 'offer_made'",
        ['{"due_on": "day"}'],
      ),
    ),
    ["PT400", "message.bad_template", "fields"],
  );
});

Deno.test("pages of an SMS are counted as the networks count them", async () => {
  const size = async (written: string) => {
    const [row] = await database.query<Record<string, unknown>>(
      "select * from private.sms_size($1)",
      [written],
    );
    return [row?.encoding, row?.units, row?.pages];
  };
  const cases: [string, unknown[]][] = [
    ["a".repeat(160), ["gsm7", 160, 1]],
    ["a".repeat(161), ["gsm7", 161, 2]],
    ["a".repeat(306), ["gsm7", 306, 2]],
    ["a".repeat(307), ["gsm7", 307, 3]],
    // The extension table takes two septets, which no page's end may tear apart.
    ["€".repeat(80), ["gsm7", 160, 1]],
    ["a" + "€".repeat(80), ["gsm7", 161, 2]],
    ["a".repeat(152) + "€" + "a".repeat(152), ["gsm7", 306, 3]],
    ["[]{}\\~^|\f", ["gsm7", 18, 1]],
    ["@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà", ["gsm7", 64, 1]],
    ["₦" + "a".repeat(69), ["ucs2", 70, 1]],
    ["₦" + "a".repeat(70), ["ucs2", 71, 2]],
    ["ẹ".repeat(134), ["ucs2", 134, 2]],
    ["😀".repeat(35), ["ucs2", 70, 1]],
    // 67 units hold 33 of two, and the last is not torn.
    ["😀".repeat(67), ["ucs2", 134, 3]],
    ["`", ["ucs2", 1, 1]],
    ["", ["gsm7", 0, 1]],
  ];
  for (const [written, expected] of cases) {
    assertEquals(await size(written), expected, written.slice(0, 20));
  }
});

Deno.test("an SMS is written in plain letters where that spares a page", async () => {
  const plain = async (written: string) =>
    (await database.query<{ plain: string }>("select private.sms_text($1) as plain", [written]))[0]
      ?.plain;
  for (
    const [written, expected] of [
      ["₦5,000 for Ṣẹ́gun – “Ọ̀rọ̀” … it’s", 'NGN5,000 for Segun - "Oro" ... it\'s'],
      ["ɓaɗe ƙaƴa Ŋ", "bade kaya N"],
      // Letters of the alphabet keep their marks.
      ["é à ñ Ö ẹ", "é à ñ Ö e"],
      ["Rent 😀 ₦5 ẹ", "Rent 😀 NGN5 ẹ"],
      ["مرحبا", "مرحبا"],
      ["", ""],
    ] as const
  ) {
    assertEquals(await plain(written), expected);
  }
});

Deno.test("the carrier's adapter counts as the database does", async () => {
  const letter = fc.constantFrom(..."aZ0 €[]{}~^|@Δñ₦ẹ😀`\n");
  const texts = fc.sample(fc.array(letter, { maxLength: 420 }).map((it) => it.join("")), 400);
  const sizes = await database.query<{ alphabet: string; parts: number }>(
    `select size.encoding as alphabet, size.pages as parts
     from jsonb_array_elements_text($1::text::jsonb) with ordinality as one (written, n)
     cross join lateral private.sms_size(one.written) as size order by one.n`,
    [JSON.stringify(texts)],
  );
  assertEquals(sizes, texts.map((it) => ({ ...smsShape(it) })));
});
