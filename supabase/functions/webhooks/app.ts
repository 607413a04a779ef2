/**
 * Webhooks: check the signature over the raw bytes, keep the event, answer: one call of the database, whatever came. The
 * work is done by jobs.
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { constantTimeEqual, sha256Hex, verifyHmacSha512 } from "../_shared/hmac.ts";
import type { ProviderName } from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { WebhooksDeps } from "./deps.ts";
import type { ProviderEvent } from "./event.ts";
import { parseFlutterwaveEvent } from "./flutterwave_event.ts";
import { parsePaystackEvent } from "./paystack_event.ts";
import { addTermiiReports } from "./termii_route.ts";

/** How one provider reports. */
interface Source {
  readonly provider: ProviderName;
  /** The header with its proof, and what the proof is. */
  readonly header: string;
  readonly proof: string;
  /** Whether the request is from the provider. */
  isGenuine(deps: WebhooksDeps, bytes: Uint8Array, given: string): boolean | Promise<boolean>;
  parse(bytes: Uint8Array): ProviderEvent | undefined;
}

const sources: readonly Source[] = [
  {
    provider: "paystack",
    header: "x-paystack-signature",
    proof: "Signed with HMAC-SHA512 of the raw body under the secret key",
    isGenuine: (deps, bytes, given) => verifyHmacSha512(deps.paystackKeys, bytes, given),
    parse: parsePaystackEvent,
  },
  {
    provider: "flutterwave",
    header: "verif-hash",
    proof: "The secret hash of the dashboard itself, which says nothing about the body",
    isGenuine(deps, _bytes, given) {
      let genuine = false;
      // Every hash is compared, so that the time says nothing about which one fits.
      for (const hash of deps.flutterwaveHashes) {
        if (constantTimeEqual(given, hash) && hash !== "") genuine = true;
      }
      return genuine;
    },
    parse: parseFlutterwaveEvent,
  },
];

const routeOf = ({ provider, header, proof }: Source) =>
  createRoute({
    method: "post",
    path: `/${provider}`,
    summary: `Events of ${provider}`,
    description: `${proof}, in ${header}.`,
    responses: {
      200: {
        description: "Kept; a repeat changes nothing",
        content: { "application/json": { schema: z.object({ received: z.literal(true) }) } },
      },
      400: problemResponse("webhook.malformed"),
      401: problemResponse("webhook.bad_signature"),
      429: problemResponse("rate_limit.exceeded, of requests without a right signature"),
    },
  });

/** The app of the webhooks function. */
export function createApp(deps: WebhooksDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "webhooks",
    title: "Estate webhooks",
    description: "Where providers report events: of payments, and what became of messages.",
    log: deps.log,
    maxBodyBytes: 256 * 1024,
  });
  for (const source of sources) {
    app.openapi(routeOf(source), async (context) => {
      await receive(deps, source, context);
      return context.json({ received: true as const }, 200);
    });
  }
  addTermiiReports(app, deps);
  return app;
}

async function receive(
  deps: WebhooksDeps,
  source: Source,
  context: Context<ServiceEnv>,
): Promise<void> {
  const { provider } = source;
  const bytes = new Uint8Array(await context.req.raw.arrayBuffer());
  const fingerprint = await sha256Hex(bytes);
  const event = source.parse(bytes);
  if (!await source.isGenuine(deps, bytes, context.req.header(source.header) ?? "")) {
    // Traces of unsigned requests: enough to notice, too few to fill the database.
    const waitS = await deps.database.call<number>("refuse_provider_event", {
      provider,
      fingerprint,
      reference: event?.reference ?? null,
      details: { event_type: event?.type ?? null, bytes: bytes.length },
      sender: await deps.nameCaller(context),
    });
    if (waitS > 0) throw Problem.of("rate_limit.exceeded", { retryAfterSeconds: waitS });
    throw Problem.of("webhook.bad_signature");
  }
  if (event === undefined) {
    await deps.database.call("note_payment_exception", {
      kind: "malformed_event",
      provider,
      fingerprint,
      reference: null,
      details: { bytes: bytes.length },
    });
    throw Problem.of("webhook.malformed");
  }
  const isNew = await deps.database.call<boolean>("receive_provider_event", {
    provider,
    body_sha256: fingerprint,
    event_type: event.type,
    reference: event.reference ?? null,
    body: event.facts,
  });
  const { type, reference } = event;
  context.get("log").info("webhook.received", { provider, type, reference, isNew });
}
