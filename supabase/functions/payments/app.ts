/** Payments: start a checkout for charges that the caller owes. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Principal } from "../_shared/auth.ts";
import { idempotent } from "../_shared/idempotent.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { enforceRateLimit } from "../_shared/rate_limit.ts";
import { requireUser } from "../_shared/require_caller.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import { startCheckout } from "./checkout.ts";
import type { PaymentsDeps } from "./deps.ts";

const checkoutRequest = z.object({
  provider: z.literal("paystack").default("paystack"),
  charge_ids: z.array(z.uuid()).min(1).max(50).describe("Charges of one tenancy of yours"),
}).strict().openapi("CheckoutRequest");

const checkout = z.object({
  payment_id: z.uuid(),
  reference: z.string(),
  status: z.string(),
  amount_kobo: z.number().int(),
  currency: z.string(),
  checkout_url: z.url().describe("Send the payer's browser here"),
}).openapi("Checkout");

const startCheckoutRoute = createRoute({
  method: "post",
  path: "/checkouts",
  summary: "Start a checkout for charges that you owe",
  security: [{ bearer: [] }],
  request: {
    headers: z.object({
      "idempotency-key": z.string().optional().describe(
        "16 to 255 characters, new for each payment",
      ),
    }),
    body: { required: true, content: { "application/json": { schema: checkoutRequest } } },
  },
  responses: {
    201: {
      description: "The checkout; a repeat of the key gets the same one",
      content: { "application/json": { schema: checkout } },
    },
    400: problemResponse("Malformed, or no Idempotency-Key"),
    401: problemResponse("Not signed in"),
    404: problemResponse("charge.not_found: not among what you owe"),
    409: problemResponse("charge.settled, or idempotency.in_progress"),
    422: problemResponse("request.invalid, or idempotency.payload_mismatch"),
    429: problemResponse("rate_limit.exceeded"),
    503: problemResponse("upstream.unavailable or upstream.circuit_open"),
  },
});

/** At most ten checkouts at once and one every six seconds for each person. */
const checkoutLimit = { name: "payments.checkout", capacity: 10, refillPerSecond: 1 / 6 };

/** The app of the payments function. */
export function createApp(deps: PaymentsDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "payments",
    title: "Estate payments",
    description: "Rent and other charges, paid online.",
    log: deps.log,
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
  });
  // Who is calling comes before what they send.
  app.use("/checkouts", requireUser(deps.verifyToken));
  const payerOf = (context: Context) => context.get("principal") as Principal;
  const honoured = {
    database: deps.database,
    caller: (context: Context) => payerOf(context).userId,
  };
  app.openapi(
    startCheckoutRoute,
    idempotent(startCheckoutRoute, honoured, async (context) => {
      const payer = payerOf(context);
      await enforceRateLimit(deps.database, checkoutLimit, payer.userId);
      const { charge_ids } = context.req.valid("json");
      // The wrapper has refused a request without a key.
      const key = context.req.valid("header")["idempotency-key"] as string;
      return context.json(await startCheckout(deps, payer, key, charge_ids), 201);
    }),
  );
  return app;
}
