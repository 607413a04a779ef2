import { assert, assertEquals } from "@std/assert";
import { createLog } from "./log.ts";
import { redact } from "./redact.ts";

function capture(least: "debug" | "info" | "warn" = "info") {
  const lines: string[] = [];
  return { lines, log: createLog((line) => lines.push(line), { service: "t" }, least) };
}

Deno.test("a line is one JSON object with time, level, event and bound facts", () => {
  const { lines, log } = capture();
  log.with({ requestId: "r1" }).warn("x.happened", { n: 1n, event: "forged", level: "forged" });
  const line = JSON.parse(lines[0] as string);
  assertEquals([line.level, line.event, line.service, line.requestId, line.n], [
    "warn",
    "x.happened",
    "t",
    "r1",
    "1",
  ]);
});

Deno.test("lines below the level are not written", () => {
  const { lines, log } = capture("warn");
  log.debug("a");
  log.info("b");
  log.with({ a: 1 }).info("c");
  log.error("d");
  assertEquals(lines.length, 1);
});

Deno.test("secret fields are redacted at any depth, however their names are written", () => {
  const facts = {
    headers: new Headers({ Authorization: "Bearer abc", apikey: "k", accept: "x" }),
    deep: [{ bvn: "22123456789", accountNumber: "0123456789", "Access-Token": "t", ok: 1 }],
    "customer_nin": "1",
    otp: "123456",
    "client_secret": "s",
  };
  assertEquals(redact(facts), {
    headers: { authorization: "[redacted]", apikey: "[redacted]", accept: "x" },
    deep: [{
      bvn: "[redacted]",
      accountNumber: "[redacted]",
      "Access-Token": "[redacted]",
      ok: 1,
    }],
    "customer_nin": "[redacted]",
    otp: "[redacted]",
    "client_secret": "[redacted]",
  });
});

Deno.test("keys, tokens and identity numbers inside texts are redacted", () => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";
  for (
    const secret of [
      "sk_test_abc123",
      "sb_secret_abc-1",
      jwt,
      "FLWSECK_TEST-abc",
      "22123456789",
      "5078507850785078",
      "5060 6666 6666 6666 666",
      "4084-0840-8408-4081",
      "AUTH_8dfhjjdt",
      "flw-t1nf-f9b3bf384cd30d6fca42b6df9d27bd2f-m03k",
    ]
  ) {
    const text = redact(`The value was ${secret}.`) as string;
    assert(!text.includes(secret), text);
  }
});

Deno.test("an address in an error keeps no key, token or signature; a telephone number is none's to read", () => {
  for (
    const [text, secret] of [
      ["url (https://sms.example/api/get-balance?api_key=TLs3cret): refused", "TLs3cret"],
      ["https://ref.supabase.co/auth/v1/verify?token=c0ffee&type=signup", "c0ffee"],
      ["https://s3.example/e.pdf?X-Amz-Credential=AKIA%2F1&X-Amz-Signature=f00d", "f00d"],
      ["Invalid number 2348031234567.", "8031234567"],
      ["to +2348031234567", "8031234567"],
    ] as const
  ) {
    const read = redact(new Error("failed", { cause: new Error(text) }));
    assert(!JSON.stringify(read).includes(secret), JSON.stringify(read));
  }
  for (const plain of ["https://api.example/x?page=2&keyword=flat", "auth_message.sent"]) {
    assertEquals(redact(plain), plain);
  }
});

Deno.test("identifiers, amounts and times stay readable", () => {
  const text = "018f5d2a-1111-7abc-8def-123456789012 1732350000000 5000000 1234567890.55";
  assertEquals(redact(text), text);
});

Deno.test("errors are logged with their causes, without secrets, and cycles end", () => {
  const { lines, log } = capture();
  const loop: Record<string, unknown> = { a: 1 };
  loop.self = loop;
  const error = new Error("sent sk_live_zzz", { cause: new TypeError("inner") });
  log.error("failed", { error, loop });
  assert(!lines[0]?.includes("sk_live_zzz"));
  const line = JSON.parse(lines[0] as string);
  assertEquals([line.error.cause.name, line.error.cause.message], ["TypeError", "inner"]);
  assertEquals(line.loop, { a: 1, self: "[omitted]" });
});

Deno.test("a line too long for the platform is cut and stays JSON", () => {
  const { lines, log } = capture();
  log.info("big", { text: "x".repeat(50_000) });
  assert((lines[0] as string).length < 10_000);
  assertEquals(JSON.parse(lines[0] as string).event, "big");
});
