/** A sandbox and a receiver of its webhooks, for the tests of this folder. */
import {
  createFlutterwaveSandbox,
  type FlutterwaveSandbox,
  type FlutterwaveSandboxOptions,
} from "./app.ts";

/** What the test sandboxes accept and send. */
export const TEST_KEY = "FLWSECK_TEST-sandbox-X";
export const TEST_HASH = "a-secret-hash-of-a-test";

/** One webhook as it arrived. */
export interface ReceivedWebhook {
  readonly body: string;
  readonly hash: string | null;
}

/** A sandbox with a caller that has the right key. */
export interface TestSandbox extends FlutterwaveSandbox, AsyncDisposable {
  /** Calls the API with the key; a body makes it a POST, if nothing else is said. */
  call(path: string, body?: unknown, method?: string): Promise<Response>;
  /** Starts a payment of ₦1,200,000 and returns the path of its page. */
  start(reference: string, extra?: Record<string, unknown>): Promise<string>;
  /** What the receiver got, in order. */
  readonly received: ReceivedWebhook[];
}

/** Opens one. */
export function openTestSandbox(options: Partial<FlutterwaveSandboxOptions> = {}): TestSandbox {
  const received: ReceivedWebhook[] = [];
  const receive: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    received.push({ body: await request.text(), hash: request.headers.get("verif-hash") });
    return new Response(null, { status: 200 });
  };
  const sandbox = createFlutterwaveSandbox({
    secretKey: TEST_KEY,
    webhookHash: TEST_HASH,
    publicUrl: "http://localhost/sandbox/flutterwave",
    webhookUrl: () => "http://localhost/webhook",
    fetch: receive,
    webhookRetryDelaysMs: [1, 1],
    ...options,
  });
  const call = async (
    path: string,
    body?: unknown,
    method = body === undefined ? "GET" : "POST",
  ) =>
    await sandbox.app.request(path, {
      headers: { authorization: `Bearer ${TEST_KEY}` },
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...sandbox,
    call,
    received,
    async start(reference, extra = {}) {
      const response = await call("/v3/payments", {
        tx_ref: reference,
        amount: 1_200_000,
        currency: "NGN",
        customer: { email: "ada@example.com" },
        ...extra,
      });
      if (!response.ok) throw new Error(`Cannot start ${reference}: ${await response.text()}`);
      const answer = await response.json() as { data: { link: string } };
      return new URL(answer.data.link).pathname.replace("/sandbox/flutterwave", "");
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}
