import {
  assert,
  assertEquals,
  assertFalse,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { SendFailure } from "../../../supabase/functions/_shared/sms_sender.ts";
import { createTermii } from "../../../supabase/functions/_shared/termii/adapter.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import {
  isFromTermii,
  parseTermiiReport,
} from "../../../supabase/functions/webhooks/termii_report.ts";
import { createTermiiSandbox } from "./app.ts";

const secret = "tsk_of_a_test_sandbox";
const to = "+2348031234567";

/** A sandbox, the platform's own adapter before it, and a receiver of its reports. */
function open(senderIds = ["Estate"]) {
  const received: { bytes: Uint8Array; signature: string }[] = [];
  const sandbox = createTermiiSandbox({
    apiKey: "the-key",
    webhookSecret: secret,
    senderIds: ["Estate", "N-Alert"],
    webhookUrl: () => "http://localhost/webhook",
    webhookRetryDelaysMs: [1],
    fetch: async (input, init) => {
      const request = new Request(input, init);
      received.push({
        bytes: new Uint8Array(await request.arrayBuffer()),
        signature: request.headers.get("x-termii-signature") ?? "",
      });
      return new Response(null, { status: 200 });
    },
  });
  const sender = createTermii({
    baseUrl: "http://localhost/sandbox",
    apiKey: "the-key",
    senderIds,
    channel: "dnd",
    http: createHttpClient({
      log: silentLog,
      timeoutMs: 1_000,
      fetch: async (input, init) => {
        const url = new URL(String(input));
        url.pathname = url.pathname.replace("/sandbox", "");
        const answer = sandbox.app.request(url, init);
        const given = Promise.withResolvers<never>();
        init?.signal?.addEventListener("abort", () => given.reject(init.signal?.reason));
        return await Promise.race([answer, given.promise]);
      },
    }),
  });
  const send = (purpose: "transactional" | "announcement" = "transactional", text = "Hello") =>
    sender.send({ to, text, reference: "r", purpose });
  const failure = async (sending: Promise<unknown>) => {
    const { outcome, code } = await assertRejects(() => sending, SendFailure);
    return `${outcome} ${code}`;
  };
  return {
    ...sandbox,
    received,
    sender,
    send,
    failure,
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

Deno.test("a message arrives, is paid for, and reported with Termii's signature", async () => {
  await using sandbox = open();
  const { control, received } = sandbox;
  const { providerId } = await sandbox.send();
  assert(BigInt(providerId) > BigInt(Number.MAX_SAFE_INTEGER));
  const [sms] = control.messages(to);
  assertEquals([sms?.id, sms?.text, sms?.arrived, sms?.costKobo], [providerId, "Hello", true, 390]);
  assertEquals(await sandbox.sender.balance(), { kobo: 5_000_000 - 390 });
  await control.reportsSettled();
  const [report] = received;
  assert(await isFromTermii([secret], report!.bytes, report!.signature));
  const read = parseTermiiReport(report!.bytes);
  if (typeof read !== "object") throw new Error(`It says ${read}`);
  assertEquals([read.providerId, read.status, read.facts.cost_kobo], [
    providerId,
    "delivered",
    390,
  ]);
});

Deno.test("what Termii refuses is refused: key, sender, wallet, and nothing is sent", async () => {
  await using sandbox = open(["Nobody"]);
  assertEquals(await sandbox.failure(sandbox.send()), "refused invalid_sender");
  await using other = open();
  other.control.setWallet(389);
  assertEquals(await other.failure(other.send()), "not_sent wallet_empty");
  other.control.setWallet(779);
  assertEquals(
    await other.failure(other.send("transactional", "a".repeat(161))),
    "not_sent wallet_empty",
  );
  await other.send();
  const body = JSON.stringify({ api_key: "x", to: to.slice(1), from: "Estate", sms: "x" });
  assertEquals((await other.app.request("/api/sms/send", { method: "POST", body })).status, 401);
  assertEquals((await other.app.request("/api/get-balance?api_key=x")).status, 401);
  assertEquals(other.control.messages().length, 1);
});

Deno.test("a withdrawn sender is replaced by the other", async () => {
  await using sandbox = open(["Estate", "N-Alert"]);
  sandbox.control.setSender("Estate", false);
  await sandbox.send();
  assertEquals(sandbox.control.messages()[0]?.from, "N-Alert");
});

Deno.test("do-not-disturb stops announcements at the phone, and nothing else", async () => {
  await using sandbox = open();
  sandbox.control.setDnd(to, true);
  await sandbox.send("announcement");
  await sandbox.send("transactional");
  await sandbox.control.reportsSettled();
  const told = sandbox.received.map(({ bytes }) => parseTermiiReport(bytes));
  assertEquals(told.map((it) => typeof it === "object" ? it.status : it), ["dnd", "delivered"]);
  assertEquals(sandbox.control.messages().map(({ arrived }) => arrived), [true, false]);
});

Deno.test("reports come late, twice, in the other order, forged, never, or before the send returns", async () => {
  await using sandbox = open();
  const { control, received } = sandbox;
  control.setFault(to, { webhook: { hold: true } });
  const ids = [(await sandbox.send()).providerId, (await sandbox.send()).providerId];
  await control.reportsSettled();
  assertEquals(received.length, 0);
  assertEquals(control.release(to, "newest first"), 2);
  await control.reportsSettled();
  const idOf = (bytes: Uint8Array) => {
    const report = parseTermiiReport(bytes);
    return typeof report === "object" ? report.providerId : undefined;
  };
  assertEquals(received.splice(0).map(({ bytes }) => idOf(bytes)), ids.toReversed());

  control.setFault(to, { webhook: { copies: 2 } });
  await sandbox.send();
  await control.reportsSettled();
  const [first, second] = received.splice(0);
  assertEquals(first?.bytes, second?.bytes);

  control.setFault(to, { webhook: { wrongSignature: true } });
  await sandbox.send();
  await control.reportsSettled();
  const [forged] = received.splice(0);
  assertFalse(await isFromTermii([secret], forged!.bytes, forged!.signature));

  control.setFault(to, { delayMs: 50 });
  const sending = sandbox.send();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals(received.length, 1, "reported while the send still waits");
  await sending;

  control.setOutcome(to, "none");
  await sandbox.send();
  await control.reportsSettled();
  assertEquals(received.length, 1);
});

Deno.test("slow, 5xx, HTML and too many leave the sender with the truth", async () => {
  await using sandbox = open();
  const { control } = sandbox;
  control.setFault(to, { delayMs: 10_000 });
  assertEquals(await sandbox.failure(sandbox.send()), "unknown timeout");
  control.setFault(to, { fail503AfterSuccess: 1 });
  assertEquals(await sandbox.failure(sandbox.send()), "unknown http_503");
  assertEquals(control.messages(to).length, 2, "both were sent all the same");
  control.setFault(to, { status502Html: 1 });
  assertEquals(await sandbox.failure(sandbox.send()), "unknown http_502");
  control.setFault(to, { rateLimited: 1 });
  assertEquals(await sandbox.failure(sandbox.send()), "not_sent http_429");
  assertEquals(control.messages(to).length, 2);
});

Deno.test("the page shows what phones show, escaped, and what did not arrive as such", async () => {
  await using sandbox = open();
  const read = async (path: string) => await (await sandbox.app.request(path)).text();
  assertStringIncludes(await read("/"), "No message has been sent");
  await sandbox.send("transactional", "Ọlá <b>₦5</b>");
  sandbox.control.setOutcome(to, "failed");
  await sandbox.send("transactional", "Lost");
  const shown = await read("/?to=%2B2348031234567");
  assertStringIncludes(shown, "Ọlá &lt;b&gt;₦5&lt;/b&gt;");
  assertStringIncludes(shown, "<s>Lost</s>");
  assertStringIncludes(shown, "Message Failed");
  assertFalse(shown.includes("<b>₦5"));
  assertStringIncludes(
    await read("/?to=2348000000000"),
    "No message has been sent to +2348000000000",
  );
});

Deno.test("the levers can be pulled over HTTP, and what is no lever is refused", async () => {
  await using sandbox = open();
  const pull = async (path: string, body: unknown) =>
    (await sandbox.app.request(`/_control${path}`, { method: "POST", body: JSON.stringify(body) }))
      .status;
  assertEquals(await pull("/wallet", { kobo: 0 }), 200);
  assertEquals(await sandbox.failure(sandbox.send()), "not_sent wallet_empty");
  assertEquals(await pull("/wallet", { kobo: 100_000 }), 200);
  assertEquals(await pull("/dnd", { number: to, on: true }), 200);
  assertEquals(await pull("/faults", { reference: "2348031234567", rateLimited: true }), 200);
  assertEquals(await sandbox.failure(sandbox.send()), "not_sent http_429");
  assertEquals(await pull("/reset", {}), 200);
  await sandbox.send();
  assertEquals(await pull("/outcome", { number: to, outcome: "eaten" }), 400);
  assertEquals(await pull("/dnd", { number: "08031234567", on: true }), 400);
});
