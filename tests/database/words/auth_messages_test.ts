/** What Auth wants sent: once for each call, so often to whom, in the person's language. */
import { assert, assertEquals, assertFalse } from "@std/assert";
import { as, problem } from "../actor.ts";
import { openTestDatabase } from "../test_database.ts";

const { database, close } = await openTestDatabase();
Deno.test.afterAll(close);

interface Begun {
  readonly state: "go" | "repeated" | "limited";
  readonly text?: string;
  readonly subject?: string;
  readonly language?: string;
  readonly scope?: string;
  readonly retry_after_seconds?: number;
}

interface Asked {
  readonly hook: string | null;
  readonly person: string;
  readonly kind: string;
  readonly channel: string;
  readonly recipient: string;
  readonly block: string | null;
  readonly sender: string | null;
  readonly language: string | null;
  readonly fields: Record<string, string>;
}

const stranger = "0190a6f0-0000-7000-8000-00000000ffff";

const begin = async (asked: Partial<Asked> = {}) => {
  const all: Asked = {
    hook: crypto.randomUUID(),
    person: stranger,
    kind: "auth_otp",
    channel: "sms",
    recipient: crypto.randomUUID(),
    block: crypto.randomUUID(),
    sender: null,
    language: null,
    fields: { code: "123456", minutes: "10" },
    ...asked,
  };
  const [row] = await as<{ begun: Begun }>(
    database,
    "service",
    "select service.begin_auth_message($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb) as begun",
    [
      all.hook,
      all.person,
      all.kind,
      all.channel,
      all.recipient,
      all.block,
      all.sender,
      all.language,
      JSON.stringify(all.fields),
    ],
  );
  return row!.begun;
};

/** How many of `n` go. */
const going = async (n: number, asked: (at: number) => Partial<Asked>) => {
  const all = await Promise.all(Array.from({ length: n }, (_, at) => begin(asked(at))));
  return all.filter(({ state }) => state === "go").length;
};

Deno.test("a code goes in the language of the profile, else of the sign-up, else in English, and warns", async () => {
  const user = crypto.randomUUID();
  await database.query(
    `insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, '{"display_name": "Ada"}')`,
    [user, `${user}@example.ng`],
  );
  await database.query("update profiles set locale = 'pcm' where id = $1", [user]);
  assertEquals((await begin({ person: user, language: "ig" })).language, "pcm");
  assertEquals((await begin({ language: "yo" })).language, "yo");
  for (const language of [null, "fr", "en'; drop table x", ""]) {
    const begun = await begin({ language });
    assertEquals([begun.state, begun.language], ["go", "en"]);
    assert(/123456.*10 minutes.*nobody/.test(begun.text ?? ""), begun.text);
  }
});

Deno.test("a message of Auth to who has not said a name calls them nothing", async () => {
  const user = crypto.randomUUID();
  await database.query("insert into auth.users (id, email) values ($1, $2)", [
    user,
    `${user}@example.ng`,
  ]);
  const write = (body: string) =>
    database.query<{ before: string }>(
      `update private.message_templates as now set body = $1 from private.message_templates as old
       where now.kind = 'auth_otp' and now.channel = 'sms' and now.language = 'en'
         and (old.kind, old.channel, old.language) = (now.kind, now.channel, now.language) returning old.body as before`,
      [body],
    );
  const [was] = await write("Hello {{name}}, {{code}} is good for {{minutes}} minutes.");
  const begun = await begin({ person: user });
  await write(was!.before);
  assertEquals(begun.text, "Hello, 123456 is good for 10 minutes.");
});

Deno.test("every message of Auth has its words, with the code and the link that it needs", async () => {
  const link = "https://ref.supabase.co/auth/v1/verify?token=abc&type=signup";
  for (
    const kind of [
      "auth_confirm",
      "auth_magic_link",
      "auth_recovery",
      "auth_invite",
      "auth_email_change",
    ]
  ) {
    for (const language of ["en", "pcm", "yo", "ha", "ig"]) {
      const begun = await begin({
        kind,
        channel: "email",
        block: null,
        language,
        fields: { code: "654321", link, new_email: "new@example.ng" },
      });
      assert(begun.text?.includes(link) && begun.text.includes("654321"), `${kind} ${begun.text}`);
      assert((begun.subject ?? "") !== "");
    }
  }
  const again = await begin({
    kind: "auth_reauthentication",
    channel: "email",
    block: null,
    fields: { code: "654321" },
  });
  assert(again.text?.includes("654321"));
});

Deno.test("a call that comes twice is carried out once, also by two at once", async () => {
  const hook = crypto.randomUUID();
  assertEquals((await begin({ hook })).state, "go");
  assertEquals((await begin({ hook })).state, "repeated");
  const other = crypto.randomUUID();
  assertEquals(await going(8, () => ({ hook: other })), 1);
});

Deno.test("one phone gets five, a block thirty, one asking address sixty, and others go on", async () => {
  const recipient = crypto.randomUUID();
  assertEquals(await going(8, () => ({ recipient })), 5);
  const limited = await begin({ recipient });
  assertEquals([limited.state, limited.scope], ["limited", "recipient"]);
  assert((limited.retry_after_seconds ?? 0) > 3600, "one more in two hours, not in a minute");
  const block = "+234803123";
  assertEquals(await going(40, () => ({ block })), 30);
  const sender = crypto.randomUUID();
  assertEquals(await going(70, () => ({ sender })), 60);
  assertEquals((await begin()).state, "go");
  // An e-mail is counted for itself.
  const fields = { code: "1", link: "https://example.ng/x" };
  const letter = { kind: "auth_recovery", channel: "email", block: null, fields, recipient };
  assertEquals(await going(10, () => letter), 8);
});

Deno.test("limits are data, and in effect at once", async () => {
  await database.query(
    "update private.auth_message_limits set burst = 1 where channel = 'sms' and scope = 'recipient' and $1",
    [true],
  );
  try {
    const recipient = crypto.randomUUID();
    assertEquals(await going(3, () => ({ recipient })), 1);
  } finally {
    await database.query(
      "update private.auth_message_limits set burst = 5 where channel = 'sms' and scope = 'recipient' and $1",
      [true],
    );
  }
});

Deno.test("no number and no address is kept to count by, and nothing without a fact that it needs", async () => {
  const kept = await database.query<{ bucket: string }>(
    "select bucket from private.rate_limits where bucket like 'auth_message:%' and $1",
    [true],
  );
  assertFalse(kept.some(({ bucket }) => /@|recipient:\+/.test(bucket)));
  const missing = async (asked: Partial<Asked>) => (await problem(begin(asked)))[1];
  for (
    const asked of [
      { fields: {} },
      { hook: null },
      { kind: "no_such_kind" },
      { kind: "auth_reauthentication", channel: "email", block: null, fields: {} },
    ]
  ) assertEquals(await missing(asked), "message.missing_fact");
});
