/** Webhooks: check the signature over the raw bytes, keep the event, answer. The work is done by jobs. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { sha256Hex, verifyHmacSha512 } from "../_shared/hmac.ts";
import { Problem } from "../_shared/problem.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { enforceRateLimit } from "../_shared/rate_limit.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { WebhooksDeps } from "./deps.ts";
import { parsePaystackEvent } from "./paystack_event.ts";

const paystackRoute = createRoute({
  method: "post",
  path: "/paystack",
  summary: "Paystack events",
  description:
    "Signed with HMAC-SHA512 of the raw body under the secret key, in x-paystack-signature.",
  responses: {
    200: {
      description: "Kept; a repeat changes nothing",
      content: { "application/json": { schema: z.object({ received: z.literal(true) }) } },
    },
    400: problemResponse("webhook.malformed"),
    401: problemResponse("webhook.bad_signature"),
  },
});

/**
 * Traces of unsigned requests: enough to notice, too few to fill the database. For each sender, and for all
 * together, since a sender may claim any address.
 */
const senderLimit = { name: "webhooks.bad_signature", capacity: 20, refillPerSecond: 0.1 };
const everyoneLimit = { name: "webhooks.bad_signature.all", capacity: 200, refillPerSecond: 1 };

/** The app of the webhooks function. */
export function createApp(deps: WebhooksDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "webhooks",
    title: "Estate webhooks",
    description: "Where payment providers report events.",
    log: deps.log,
    maxBodyBytes: 256 * 1024,
  });
  app.openapi(paystackRoute, async (context) => {
    const bytes = new Uint8Array(await context.req.raw.arrayBuffer());
    const signature = context.req.header("x-paystack-signature") ?? "";
    const fingerprint = await sha256Hex(bytes);
    const event = parsePaystackEvent(bytes);
    if (!await verifyHmacSha512(deps.paystackKeys, bytes, signature)) {
      await enforceRateLimit(deps.database, senderLimit, await deps.nameCaller(context));
      await enforceRateLimit(deps.database, everyoneLimit, "everyone");
      await deps.database.call("note_payment_exception", {
        kind: "bad_signature",
        provider: "paystack",
        fingerprint,
        reference: event?.reference ?? null,
        details: { event_type: event?.type ?? null, bytes: bytes.length },
      });
      throw Problem.of("webhook.bad_signature");
    }
    if (event === undefined) {
      await deps.database.call("note_payment_exception", {
        kind: "malformed_event",
        provider: "paystack",
        fingerprint,
        reference: null,
        details: { bytes: bytes.length },
      });
      throw Problem.of("webhook.malformed");
    }
    const isNew = await deps.database.call<boolean>("receive_provider_event", {
      provider: "paystack",
      body_sha256: fingerprint,
      event_type: event.type,
      reference: event.reference ?? null,
      body: event.facts,
    });
    context.get("log").info("webhook.received", {
      type: event.type,
      reference: event.reference,
      isNew,
    });
    return context.json({ received: true as const }, 200);
  });
  return app;
}
