import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { Webhook } from "standardwebhooks";
import { createIsolateLimiter } from "../_shared/isolate_limit.ts";
import { Problem } from "../_shared/problem.ts";
import type { Email } from "../_shared/email_sender.ts";
import { SendFailure, type Sms } from "../_shared/sms_sender.ts";
import { type Answers, fakeDatabase } from "../_shared/testing/fake_database.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";
import type { AuthHooksDeps } from "./deps.ts";

const smsSecret = "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const oldSecret = "v1,whsec_ZXN0YXRlLWxvY2FsLXNlbmQtc21zLWhvb2stc2VjcmV0IQ==";
const emailSecret = "v1,whsec_ZXN0YXRlLWxvY2FsLXNlbmQtbWFpbC1ob29rLXNlY3JldA==";
const user = {
  id: "0190a6f0-0000-7000-8000-000000000001",
  email: "ada@example.ng",
  phone: "2348031234567",
  user_metadata: { locale: "yo", display_name: "Ada" },
};

/** The function between Auth and the senders. */
function hooks(
  {
    begin = () => ({ state: "go", text: "Code 123456", subject: "Code", language: "yo" }),
    ...deps
  }:
    & Partial<AuthHooksDeps>
    & { begin?: Answers[string] } = {},
) {
  const database = fakeDatabase({ begin_auth_message: begin });
  const phones: Sms[] = [];
  const mailbox: Email[] = [];
  const app = createApp({
    database,
    sms: {
      name: "termii",
      send: (sms) => {
        phones.push(sms);
        return Promise.resolve({ providerId: "1", costKobo: null });
      },
    },
    email: {
      name: "smtp",
      send: (email) => {
        mailbox.push(email);
        return Promise.resolve({ providerId: email.messageId });
      },
    },
    smsSecrets: [smsSecret, oldSecret],
    emailSecrets: [emailSecret],
    countKey: "a-key",
    countryCodes: ["234"],
    smsCodeMinutes: 10,
    projectUrl: "https://ref.supabase.co",
    appUrl: "https://estate.ng",
    limiter: createIsolateLimiter({ name: "test", capacity: 20, refillPerSecond: 0.1 }),
    nameCaller: (context) => Promise.resolve(context.req.header("x-test-sender") ?? "ip-1"),
    log: silentLog,
    ...deps,
  });
  const post = async (
    path: string,
    payload: unknown,
    secret: string,
    { id = crypto.randomUUID(), at = new Date(), sender = "ip-1", signed = payload } = {},
  ) => {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    const text = typeof signed === "string" ? signed : JSON.stringify(signed);
    const webhook = new Webhook(secret.replace(/^v1,whsec_/, ""));
    const response = await app.request(`/auth-hooks/${path}`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": webhook.sign(id, at, text),
        "x-test-sender": sender,
      },
    });
    const json = await response.json();
    return { status: response.status, type: response.headers.get("content-type"), body: json };
  };
  return {
    database,
    phones,
    mailbox,
    app,
    sms: (payload: unknown, options = {}, secret = smsSecret) =>
      post("send-sms", payload, secret, options),
    email: (data: Record<string, unknown>, who: Record<string, unknown> = user, options = {}) =>
      post("send-email", { user: who, email_data: data, metadata: {} }, emailSecret, options),
  };
}
const code = {
  user,
  sms: { otp: "123456", phone: "2348031234567" },
  metadata: { ip_address: "105.112.1.2", name: "send-sms" },
};

Deno.test("a code goes out in the database's words, bound to our site, and is counted by names", async () => {
  const { sms, phones, database } = hooks();
  const answer = await sms(code, { id: "msg-1" });
  assertEquals(answer, { status: 200, type: "application/json", body: {} });
  assertEquals(phones, [{
    to: "+2348031234567",
    text: "Code 123456\n\n@estate.ng #123456",
    reference: "msg-1",
    purpose: "otp",
  }]);
  const { name, parameters } = database.calls[0] ?? {};
  assertEquals([name, database.calls.length], ["begin_auth_message", 1]);
  assertEquals(
    [parameters?.hook_id, parameters?.person, parameters?.kind, parameters?.language],
    ["msg-1", user.id, "auth_otp", "yo"],
  );
  assertEquals(parameters?.fields, { code: "123456", minutes: "10" });
  assertEquals(parameters?.block, "+234803123");
  assertMatch(String(parameters?.recipient), /^[0-9a-f]{32}$/);
  assertMatch(String(parameters?.sender), /^[0-9a-f]{32}$/);
  assertFalse(/4567|105\.112/.test(JSON.stringify({ ...parameters, fields: {} })));
});

Deno.test("the new number of a change is meant, not the old; a site without a name binds nothing", async () => {
  const { sms, phones } = hooks({ appUrl: "http://127.0.0.1:54321" });
  await sms({ user: { ...user, new_phone: "2348090000001" }, sms: { otp: "123456" } });
  assertEquals([phones[0]?.to, phones[0]?.text], ["+2348090000001", "Code 123456"]);
});

Deno.test("only Auth is heard: signature, secret, time and body are its own, and a stranger does no work", async () => {
  const { sms, email, phones, database } = hooks();
  assertEquals((await sms(code, {}, oldSecret)).status, 200);
  const old = new Date(Date.now() - 6 * 60_000);
  const early = new Date(Date.now() + 6 * 60_000);
  const forged = { ...code, sms: { otp: "123456", phone: "2349099999999" } };
  for (
    const [options, secret] of [
      [{ at: old }, smsSecret],
      [{ at: early }, smsSecret],
      [{}, emailSecret],
      [{ signed: forged }, smsSecret],
      [{ id: "x y" }, smsSecret],
    ] as const
  ) assertEquals((await sms(code, options, secret)).body.code, "webhook.bad_signature");
  assertEquals((await sms("{", { signed: "{}" })).body.code, "webhook.bad_signature");
  assertEquals((await email({ email_action_type: "signup" }, user, { at: old })).status, 401);
  assertEquals([phones.length, database.calls.length], [1, 1]);
  let last = 0;
  for (let n = 0; n < 20; n++) last = (await sms(code, {}, emailSecret)).status;
  assertEquals(last, 429);
  assertEquals((await sms(code)).status, 200, "Auth's own are heard all the same");
});

Deno.test("unset secrets believe nobody", async () => {
  const { sms } = hooks({ smsSecrets: [] });
  assertEquals((await sms(code)).status, 401);
});

Deno.test("what is signed and cannot be read is refused; too much is not read", async () => {
  const { sms, phones, app } = hooks();
  for (
    const payload of [
      "{",
      "[]",
      {},
      { ...code, user: {} },
      { ...code, sms: { otp: "12345\nBcc" } },
      { ...code, user: { id: "x" } },
    ]
  ) assertEquals((await sms(payload)).body.code, "webhook.malformed");
  assertEquals((await sms({ ...code, more: "x".repeat(70_000) })).status, 413);
  const wrong = await app.request("/auth-hooks/send-sms", { method: "GET" });
  assertEquals(wrong.status, 404);
  await wrong.body?.cancel();
  assertEquals(phones, []);
});

Deno.test("numbers of other countries get nothing: who pumps SMS earns there", async () => {
  const { sms, phones, database } = hooks();
  const { body } = await sms({ ...code, sms: { otp: "123456", phone: "37258123456" } });
  assertEquals(body.error.http_code, 422);
  assertEquals([phones.length, database.calls.length], [0, 0]);
});

Deno.test("a limit is told to the person and sends nothing; a repeated call neither", async () => {
  const limited = hooks({ begin: () => ({ state: "limited", retry_after_seconds: 60 }) });
  const { status, body } = await limited.sms(code);
  assertEquals([status, body.error.http_code], [200, 429]);
  const repeated = hooks({ begin: () => ({ state: "repeated" }) });
  assertEquals((await repeated.sms(code)).body, {});
  assertEquals([limited.phones, repeated.phones], [[], []]);
});

Deno.test("a database that is away, refuses or dawdles sends nothing, well inside Auth's five seconds", async () => {
  for (
    const begin of [
      () => Promise.reject(Problem.of("database.busy")),
      () => Promise.reject(Problem.of("database.invalid")),
      () => new Promise(() => {}),
    ]
  ) {
    const { sms, phones } = hooks({ begin });
    const started = performance.now();
    assertEquals((await sms(code)).body.error.http_code, 503);
    assert(performance.now() - started < 3_500);
    assertEquals(phones, []);
  }
});

Deno.test("what became of the message decides what Auth keeps: a code that may arrive stays good", async () => {
  const told = async (outcome: "refused" | "not_sent" | "unknown", short: string) => {
    const { sms } = hooks({
      sms: { name: "termii", send: () => Promise.reject(new SendFailure(outcome, short)) },
    });
    return (await sms(code)).body.error?.http_code;
  };
  assertEquals(await told("unknown", "timeout"), undefined);
  assertEquals(await told("not_sent", "wallet_empty"), 503);
  assertEquals(await told("refused", "invalid_number"), 422);
  assertEquals(await told("refused", "invalid_sender"), 503);
  assertEquals((await hooks({ sms: undefined }).sms(code)).body.error.http_code, 503);
  assertEquals(
    (await hooks({ email: undefined }).email({ email_action_type: "signup", token: "1" })).body
      .error
      .http_code,
    503,
  );
});

Deno.test("every type of mail has its kind, its code and its link", async () => {
  const data = { token: "123456", token_hash: "hash", redirect_to: "https://estate.ng/in?a=1&b=2" };
  for (
    const [type, kind] of [
      ["signup", "auth_confirm"],
      ["recovery", "auth_recovery"],
      ["invite", "auth_invite"],
      ["magiclink", "auth_magic_link"],
      ["email", "auth_magic_link"],
    ] as const
  ) {
    const { email, mailbox, database } = hooks();
    assertEquals((await email({ ...data, email_action_type: type })).body, {});
    assertEquals(mailbox[0]?.to, "ada@example.ng");
    const { parameters } = database.calls[0] ?? {};
    assertEquals(parameters?.kind, kind);
    assertEquals(parameters?.fields, {
      code: "123456",
      link:
        `https://ref.supabase.co/auth/v1/verify?token=hash&type=${type}&redirect_to=https%3A%2F%2Festate.ng%2Fin%3Fa%3D1%26b%3D2`,
    });
  }
  const again = hooks();
  await again.email({ ...data, email_action_type: "reauthentication" });
  const { parameters } = again.database.calls[0] ?? {};
  assertEquals([parameters?.kind, parameters?.fields], ["auth_reauthentication", {
    code: "123456",
  }]);
});

Deno.test("a change of address writes to both, each with its own code and the link that Auth names crosswise", async () => {
  const { email, mailbox, database } = hooks();
  const who = { ...user, new_email: "ada@new.example.ng" };
  await email({
    email_action_type: "email_change",
    token: "111111",
    token_hash_new: "hash-of-current",
    token_new: "222222",
    token_hash: "hash-of-new",
  }, who);
  // Both are on their way at once: either may be first.
  const asked = database.calls.map(({ parameters }) => parameters.fields as Record<string, string>)
    .toSorted((a, b) => Number(a.code) - Number(b.code));
  assertEquals(mailbox.map(({ to }) => to).toSorted(), ["ada@example.ng", "ada@new.example.ng"]);
  assertEquals(asked.map(({ code }) => code), ["111111", "222222"]);
  assertEquals(
    asked.map(({ link = "" }) => new URL(link).searchParams.get("token")),
    ["hash-of-current", "hash-of-new"],
  );
  assertEquals(asked.map((it) => it.new_email), ["ada@new.example.ng", "ada@new.example.ng"]);
  assertEquals(new Set(mailbox.map(({ messageId }) => messageId)).size, 2);
  assertEquals(new Set(database.calls.map(({ parameters }) => parameters.hook_id)).size, 2);
  // Without a second confirmation, or from an account that has only a phone, the new address alone is asked.
  for (const email_before of ["ada@example.ng", ""]) {
    const single = hooks();
    await single.email(
      { email_action_type: "email_change", token: "333333", token_hash: "hash", token_new: "" },
      { ...who, email: email_before },
    );
    assertEquals(single.mailbox.map(({ to }) => to), ["ada@new.example.ng"]);
  }
});

Deno.test("all addresses of one subscriber count as one sender", async () => {
  const { sms, database } = hooks();
  for (const at of ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "105.1.1.1"]) {
    await sms({ ...code, metadata: { ip_address: at } });
  }
  const [one, same, next, other] = database.calls.map(({ parameters }) => parameters.sender);
  assertEquals(one, same);
  assertEquals(new Set([one, next, other]).size, 3);
});

Deno.test("what a log keeps of a letter tells no code: its name cannot be made without our key", async () => {
  const named = async (countKey: string) => {
    const { email, mailbox } = hooks({ countKey });
    await email({ email_action_type: "reauthentication", token: "123456" });
    return mailbox[0]?.messageId;
  };
  assertEquals(await named("a-key"), await named("a-key"));
  assert(await named("a-key") !== await named("another-key"));
});

Deno.test("asked again for the same code, a mailbox shows one letter; another code is another", async () => {
  const { email, mailbox } = hooks();
  const data = { email_action_type: "signup", token: "123456", token_hash: "hash" };
  await email(data);
  await email(data);
  await email({ ...data, token: "654321" });
  const ids = mailbox.map(({ messageId }) => messageId);
  assertEquals([ids[0] === ids[1], ids[0] === ids[2]], [true, false]);
  assertMatch(ids[0] ?? "", /^auth-[0-9a-f]{32}@estate\.ng$/);
});

Deno.test("types that nobody asked us to send, and people without an address, are passed over", async () => {
  const { email, mailbox } = hooks();
  assertEquals((await email({ email_action_type: "password_changed_notification" })).body, {});
  assertEquals((await email({ email_action_type: "signup" }, { ...user, email: "" })).body, {});
  assertEquals(mailbox, []);
});
