/** A sandbox and a receiver of its webhooks, for the tests of this folder. */
import { createPaystackSandbox, type PaystackSandbox, type PaystackSandboxOptions } from "./app.ts";

/** The key the test sandboxes accept. */
export const TEST_KEY = "sk_test_sandbox";

/** One webhook as it arrived. */
export interface ReceivedWebhook {
  readonly body: string;
  readonly signature: string | null;
}

/** A sandbox with a caller that has the right key. */
export interface TestSandbox extends PaystackSandbox, AsyncDisposable {
  /** Calls the API with the key; a body makes it a POST, if nothing else is said. */
  call(path: string, body?: unknown, method?: string): Promise<Response>;
  /** Starts a payment and returns its access code. */
  start(reference: string, extra?: Record<string, unknown>): Promise<string>;
  /** What the receiver got, in order. */
  readonly received: ReceivedWebhook[];
}

/** `answers` are the receiver's statuses in order; after them it answers 200. */
export function openTestSandbox(
  { answers = [], ...options }: Partial<PaystackSandboxOptions> & { answers?: number[] } = {},
): TestSandbox {
  const received: ReceivedWebhook[] = [];
  const left = [...answers];
  const receive: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const signature = request.headers.get("x-paystack-signature");
    received.push({ body: await request.text(), signature });
    return new Response(null, { status: left.shift() ?? 200 });
  };
  const sandbox = createPaystackSandbox({
    secretKey: TEST_KEY,
    publicUrl: "http://localhost/sandbox/paystack",
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
      const request = { email: "ada@example.com", amount: 120_000_000, reference, ...extra };
      const response = await call("/transaction/initialize", request);
      if (!response.ok) throw new Error(`Cannot start ${reference}: ${await response.text()}`);
      const answer = await response.json() as { data: { "access_code": string } };
      return answer.data["access_code"];
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}
