import { assertEquals, assertFalse, assertRejects } from "@std/assert";
import { createHttpClient } from "../http_client.ts";
import { Problem } from "../problem.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { SendFailure, type Sms } from "../sms_sender.ts";
import { silentLog } from "../testing/silent_log.ts";
import { createTermii, type TermiiOptions } from "./adapter.ts";

const sms: Sms = {
  to: "+2348031234567",
  text: "Your rent of NGN 1,200,000.00 is due on 1 December",
  reference: "r-1",
  purpose: "transactional",
};

/** Termii that answers with these, in order, over the real HTTP client. */
function termii(
  answers: readonly (() => Response | Promise<Response>)[],
  options: Partial<TermiiOptions> = {},
) {
  const requests: {
    url: URL;
    method: string;
    body: Record<string, unknown>;
  }[] = [];
  const sender = createTermii({
    baseUrl: "https://acme.api.termii.example/",
    apiKey: "the-key",
    senderIds: ["Estate"],
    channel: "dnd",
    http: createHttpClient({
      log: silentLog,
      timeoutMs: 1_000,
      fetch: async (input, init) => {
        const body = init?.body === undefined ? {} : JSON.parse(String(init.body));
        requests.push({
          url: new URL(String(input)),
          method: init?.method ?? "GET",
          body,
        });
        return await answers[requests.length - 1]!();
      },
    }),
    ...options,
  });
  return { sender, requests };
}
const answer = (status: number, body: unknown) => () =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
  });
const sent = answer(
  200,
  '{"code":"ok","message_id":9122821270554876574,"balance":9}',
);

/** What a send that fails says of itself. */
async function failure(
  answers: Parameters<typeof termii>[0],
  options: Partial<TermiiOptions> = {},
): Promise<string> {
  const { sender } = termii(answers, options);
  const error = await assertRejects(() => sender.send(sms), SendFailure);
  assertFalse(/8031234567|the-key/.test(error.message), error.message);
  return `${error.outcome} ${error.code}`;
}

Deno.test("a message goes out as Termii wants it, and its number keeps every digit", async () => {
  const { sender, requests } = termii([sent]);
  assertEquals(await sender.send(sms), {
    providerId: "9122821270554876574",
    costKobo: null,
  });
  assertEquals(
    requests[0]?.url.href,
    "https://acme.api.termii.example/api/sms/send",
  );
  assertEquals(requests[0]?.body, {
    api_key: "the-key",
    to: "2348031234567",
    from: "Estate",
    sms: sms.text,
    type: "plain",
    channel: "dnd",
  });
});

Deno.test("the newer text of the number is taken first", async () => {
  const { sender } = termii([
    answer(
      200,
      '{"code":"ok","message_id":1,"message_id_str":"3017544054459083819856413"}',
    ),
  ]);
  assertEquals(
    (await sender.send(sms)).providerId,
    "3017544054459083819856413",
  );
});

Deno.test("announcements take the way that people can shut; tone marks need the other alphabet", async () => {
  const { sender, requests } = termii([sent, sent, sent]);
  await sender.send({ ...sms, purpose: "announcement" });
  await sender.send({ ...sms, purpose: "otp", text: "Káàbọ̀" });
  assertEquals(requests.map(({ body }) => [body.channel, body.type]), [
    ["generic", "plain"],
    ["dnd", "unicode"],
  ]);
});

Deno.test("what Termii says is told apart: never, not now, who knows", async () => {
  const says = (status: number, message: string) => failure([answer(status, { message })]);
  assertEquals(await says(400, "Invalid Sender Id"), "refused invalid_sender");
  assertEquals(
    await says(404, "ApplicationSenderId not found for applicationId"),
    "refused invalid_sender",
  );
  assertEquals(await says(400, "DND Active on Phone Number"), "refused dnd");
  assertEquals(
    await says(400, "Invalid phone number"),
    "refused invalid_number",
  );
  assertEquals(
    await says(400, "Insufficient balance"),
    "not_sent wallet_empty",
  );
  assertEquals(await says(401, "Unauthorized"), "not_sent bad_key");
  assertEquals(
    await says(403, "Your account is not active"),
    "not_sent account_inactive",
  );
  assertEquals(
    await says(400, "You are not set up on this route"),
    "not_sent account_inactive",
  );
  assertEquals(
    await says(422, "The sms field is required"),
    "refused http_422",
  );
  assertEquals(await says(404, "Not here"), "not_sent http_404");
  assertEquals(await says(429, "Too many"), "not_sent http_429");
  // After any of these the message may be on its way.
  assertEquals(
    await says(503, "Service temporarily unavailable"),
    "unknown http_503",
  );
  assertEquals(await says(500, "x"), "unknown http_500");
  assertEquals(await failure([answer(502, "<html>")]), "unknown http_502");
  assertEquals(
    await failure([answer(200, { code: "ok" })]),
    "unknown unreadable",
  );
  assertEquals(await failure([answer(200, "ok")]), "unknown unreadable");
  assertEquals(
    await failure([
      answer(200, { code: "error", message: "Insufficient balance" }),
    ]),
    "not_sent wallet_empty",
  );
  // A guard before Termii answers in HTML: nothing went past it.
  assertEquals(
    await failure([answer(403, "<html>Blocked")]),
    "not_sent http_403",
  );
});

Deno.test("no answer means that nobody knows, no connection that nothing went", async () => {
  const refuse = (message: string) => () => Promise.reject(new TypeError(message));
  assertEquals(
    await failure([
      refuse(
        "error sending request: client error (Connect): tcp connect error: Connection refused",
      ),
    ]),
    "not_sent network",
  );
  assertEquals(
    await failure([refuse("connection closed before message completed")]),
    "unknown network",
  );
  const http = createHttpClient({
    log: silentLog,
    timeoutMs: 20,
    fetch: (_input, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      }),
  });
  assertEquals(await failure([], { http }), "unknown timeout");
});

Deno.test("a send is never repeated, whatever the answer", async () => {
  const { sender, requests } = termii([answer(503, {}), sent]);
  await assertRejects(() => sender.send(sms), SendFailure);
  assertEquals(requests.length, 1);
});

Deno.test("behind an open circuit nothing is sent", async () => {
  const open = () => Promise.reject(Problem.of("upstream.circuit_open"));
  assertEquals(await failure([], { http: open }), "not_sent circuit_open");
});

Deno.test("a refused sender is replaced once; what was refused for another reason is not sent again", async () => {
  const invalid = answer(400, { message: "Invalid Sender Id" });
  const { sender, requests } = termii([invalid, sent], {
    senderIds: ["Estate", "N-Alert"],
  });
  await sender.send(sms);
  assertEquals(requests.map(({ body }) => body.from), ["Estate", "N-Alert"]);
  const senderIds = ["Estate", "N-Alert"];
  assertEquals(
    await failure([invalid, invalid], { senderIds }),
    "refused invalid_sender",
  );
  const empty = termii([answer(400, { message: "Insufficient balance" })], {
    senderIds,
  });
  await assertRejects(() => empty.sender.send(sms), SendFailure);
  assertEquals(empty.requests.length, 1);
});

Deno.test("what is no number is refused before anybody is asked", async () => {
  const { sender, requests } = termii([]);
  for (
    const to of [
      "08031234567",
      "2348031234567",
      "+234803123456789012",
      "+234 803 123 4567",
      "",
    ]
  ) {
    const error = await assertRejects(
      () => sender.send({ ...sms, to }),
      SendFailure,
    );
    assertEquals([error.outcome, error.code], ["refused", "invalid_number"]);
  }
  const empty = await assertRejects(() => sender.send({ ...sms, text: " \n" }), SendFailure);
  assertEquals([empty.outcome, empty.code], ["refused", "empty_text"]);
  assertEquals(requests, []);
});

Deno.test("the wallet is read in kobo, exactly", async () => {
  const balance = async (body: unknown) => await termii([answer(200, body)]).sender.balance();
  assertEquals(await balance({ user: "x", balance: 1234.5, currency: "NGN" }), {
    kobo: 123_450,
  });
  assertEquals(await balance({ balance: "0.01", currency: "NGN" }), {
    kobo: 1,
  });
  assertEquals(await balance({ balance: 0, currency: "NGN" }), { kobo: 0 });
  for (
    const odd of [
      { balance: 5, currency: "USD" },
      { balance: -1, currency: "NGN" },
      {},
      "x",
    ]
  ) {
    await assertRejects(() => balance(odd), ProviderUnavailable);
  }
  const { sender, requests } = termii([
    answer(200, { balance: 1, currency: "NGN" }),
  ]);
  await sender.balance();
  assertEquals(requests[0]?.url.search, "?api_key=the-key");
});
