import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { generate } from "selfsigned";
import { ConfigError } from "../config.ts";
import { type Email, SendFailure } from "../email_sender.ts";
import { createSmtp, type SmtpOptions } from "./adapter.ts";
import { connectSmtp } from "./connect.ts";
import { smtpSettings } from "./settings.ts";

const certificate = await generate([{ name: "commonName", value: "localhost" }], {
  keyType: "ec",
  algorithm: "sha256",
  extensions: [{
    name: "subjectAltName",
    altNames: [{ type: 2, value: "localhost" }, { type: 7, ip: "127.0.0.1" }],
  }],
});

/** A real server over TLS, and what it took, byte for byte. */
async function openServer(options: SMTPServerOptions = {}) {
  const taken: { source: string; from: string; to: string[]; user: unknown }[] = [];
  const server = new SMTPServer({
    secure: true,
    key: certificate.private,
    cert: certificate.cert,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: (auth, _session, done) =>
      auth.password === "right"
        ? done(null, { user: auth.username ?? "" })
        : done(Object.assign(new Error("No"), { responseCode: 535 })),
    onData: (stream, session, done) => {
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          source: chunks.map((it) => new TextDecoder().decode(it)).join(""),
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: session.user,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as { port: number };
  const smtp = (given: Partial<SmtpOptions> = {}) =>
    createSmtp({
      host: "127.0.0.1",
      port,
      from: "Estate <no-reply@estate.ng>",
      ca: certificate.cert,
      timeoutMs: 2_000,
      ...given,
    });
  return {
    taken,
    smtp,
    server,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const email: Email = {
  to: "ada@example.ng",
  subject:
    "Káàbọ̀: ẹ̀bùn rẹ ₦1,200,000.00 ti dé, ọ̀rẹ́ mi ọ̀wọ́n, ẹ ṣé púpọ̀ fún sísan owó ilé ní àkókò tó yẹ",
  text: "Ọlá ńlá\n.\nA line with one dot before this one",
  html: "<p>Ọlá ńlá ₦</p>",
  messageId: "019a-1@estate.ng",
  language: "yo",
};

/** What a send that fails says of itself. */
async function failure(sending: Promise<unknown>): Promise<string> {
  const error = await assertRejects(() => sending, SendFailure);
  assertEquals(/ada@|right|wrong/.test(error.message), false, error.message);
  return `${error.outcome} ${error.code}`;
}
const refuses = (responseCode: number) => Object.assign(new Error("No"), { responseCode });

Deno.test("a message arrives whole: tone marks, naira signs, lines of one dot, and our own number", async () => {
  await using server = await openServer();
  const sent = await server.smtp({ login: { user: "estate", password: "right" } }).send(email);
  assertEquals(sent, { providerId: "<019a-1@estate.ng>" });
  const [taken, ...others] = server.taken;
  assertEquals([taken?.from, taken?.to, taken?.user, others.length], [
    "no-reply@estate.ng",
    ["ada@example.ng"],
    "estate",
    0,
  ]);
  const parsed = await simpleParser(taken?.source ?? "", { skipTextToHtml: true });
  assertEquals(parsed.subject, email.subject);
  assertEquals(parsed.text?.trim(), email.text);
  assertEquals(parsed.html, email.html);
  assertEquals(parsed.messageId, "<019a-1@estate.ng>");
  assertEquals(parsed.headers.get("content-language"), "yo");
  assertEquals(parsed.headers.get("auto-submitted"), "auto-generated");
  assertEquals(parsed.headers.has("list-unsubscribe-post"), false);
  // No line is longer than a server must take.
  for (const line of (taken?.source ?? "").split("\r\n")) assertEquals(line.length <= 998, true);
});

Deno.test("what may be refused carries the two headers of one-click unsubscribing", async () => {
  await using server = await openServer();
  const unsubscribeUrl = `https://estate.ng/functions/v1/words/unsubscribe?token=${
    "a".repeat(300)
  }`;
  await server.smtp().send({ ...email, unsubscribeUrl });
  const source = server.taken[0]?.source ?? "";
  assertMatch(source, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  assertStringIncludes(source, `List-Unsubscribe: <${unsubscribeUrl}>\r\n`);
});

Deno.test("nothing that a person wrote becomes a header, an address or a second message", async () => {
  await using server = await openServer();
  const evil = "Hello\r\nBcc: victim@example.ng\r\n\r\n.\r\nMAIL FROM:<x@example.ng>";
  await server.smtp().send({
    ...email,
    subject: evil,
    text: "One\r\n.\r\nQUIT\r\n",
    language: "en\r\nX: y",
    unsubscribeUrl: "https://estate.ng/u?x=\r\nBcc:%20victim@example.ng>,<mailto:x@example.ng",
  });
  assertEquals(server.taken.map(({ to }) => to), [["ada@example.ng"]]);
  const parsed = await simpleParser(server.taken[0]?.source ?? "");
  assertEquals([parsed.bcc, parsed.headers.has("x")], [undefined, false]);
  assertEquals(parsed.subject, "Hello Bcc: victim@example.ng . MAIL FROM:<x@example.ng>");
  assertEquals(parsed.text?.trim(), "One\n.\nQUIT");
  const refused = (part: Partial<Email>) => failure(server.smtp().send({ ...email, ...part }));
  for (
    const to of [
      "ada@example.ng\r\nRCPT TO:<victim@example.ng>",
      "ada@example.ng, victim@example.ng",
      "Ada <ada@example.ng>",
      "ada",
      "",
    ]
  ) assertEquals(await refused({ to }), "refused invalid_address");
  for (const messageId of ["", "x", "<a@b>\r\nBcc: victim@example.ng", "a b@estate.ng"]) {
    assertEquals(await refused({ messageId }), "refused invalid_message_id");
  }
  for (const unsubscribeUrl of ["javascript:alert(1)", "x", "mailto:x@example.ng"]) {
    assertEquals(await refused({ unsubscribeUrl }), "refused invalid_unsubscribe_url");
  }
  assertEquals(server.taken.length, 1);
});

Deno.test("4xx means later, 5xx never, at whatever step", async () => {
  for (const [code, outcome] of [[451, "not_sent"], [550, "refused"]] as const) {
    await using recipient = await openServer({ onRcptTo: (_a, _s, done) => done(refuses(code)) });
    assertEquals(await failure(recipient.smtp().send(email)), `${outcome} smtp_${code}`);
    await using sender = await openServer({ onMailFrom: (_a, _s, done) => done(refuses(code)) });
    assertEquals(await failure(sender.smtp().send(email)), `${outcome} smtp_${code}`);
    await using message = await openServer({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on("end", () => done(refuses(code)));
      },
    });
    assertEquals(await failure(message.smtp().send(email)), `${outcome} smtp_${code}`);
  }
  await using busy = await openServer({ onConnect: (_session, done) => done(refuses(554)) });
  assertEquals((await failure(busy.smtp().send(email))).startsWith("not_sent"), true);
  await using small = await openServer({ size: 200 });
  assertEquals(
    await failure(small.smtp().send({ ...email, text: "x".repeat(500) })),
    "refused too_large",
  );
});

Deno.test("a wrong password says nothing about the message", async () => {
  await using server = await openServer();
  const login = { user: "estate", password: "wrong" };
  assertEquals(await failure(server.smtp({ login }).send(email)), "not_sent smtp_535");
  assertEquals(server.taken, []);
});

Deno.test("before the server asked for the message it cannot have taken it; afterwards nobody knows", async () => {
  await using mute = await openServer({ onMailFrom: () => {} });
  assertEquals(await failure(mute.smtp({ timeoutMs: 300 }).send(email)), "not_sent timeout");
  await using slow = await openServer({ onData: (stream) => void stream.resume() });
  assertEquals(await failure(slow.smtp({ timeoutMs: 300 }).send(email)), "unknown timeout");
  await using cut = await openServer({
    onData(stream, session) {
      stream.resume();
      stream.on("end", () => {
        for (const connection of cut.server.connections) {
          if (connection.id === session.id) connection.close();
        }
      });
    },
  });
  assertEquals(await failure(cut.smtp().send(email)), "unknown network");
});

Deno.test("no server, or one that nobody vouches for, gets nothing", async () => {
  let port: number;
  {
    await using gone = await openServer();
    port = (gone.server.server.address() as { port: number }).port;
    const stranger = gone.smtp({
      ca: (await generate([], { keyType: "ec", algorithm: "sha256" })).cert,
    });
    assertEquals((await failure(stranger.send(email))).startsWith("not_sent"), true);
    assertEquals(gone.taken, []);
  }
  const nobody = createSmtp({ host: "127.0.0.1", port, from: "a@estate.ng", timeoutMs: 1_000 });
  assertEquals(await failure(nobody.send(email)), "not_sent network");
});

Deno.test("what is set up in part is named", () => {
  const connect = (env: Record<string, string>) => connectSmtp(smtpSettings.parse(env));
  assertEquals(connect({}), undefined);
  const whole = { SMTP_HOST: "smtp.gmail.com", SMTP_FROM: "Estate <no-reply@estate.ng>" };
  assertEquals(connect(whole)?.name, "smtp");
  assertThrows(() => connect({ SMTP_HOST: "x" }), ConfigError, "SMTP_FROM");
  assertThrows(() => connect({ ...whole, SMTP_USER: "x" }), ConfigError, "SMTP_PASSWORD");
});
