/** Payments: start a checkout for charges that the caller owes. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { authenticate } from "../_shared/auth.ts";
import { once } from "../_shared/idempotency.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { enforceRateLimit } from "../_shared/rate_limit.ts";
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
  app.use("/checkouts", async (context, next) => {
    await authenticate(context.req.raw, deps.verifyToken);
    await next();
  });
  app.openapi(startCheckoutRoute, async (context) => {
    const payer = await authenticate(context.req.raw, deps.verifyToken);
    const body = context.req.valid("json");
    const key = context.req.valid("header")["idempotency-key"];
    const answer = await once(
      deps.database,
      { scope: "POST /payments/checkouts", caller: payer.userId, key, payload: body },
      async () => {
        await enforceRateLimit(deps.database, checkoutLimit, payer.userId);
        return {
          status: 201,
          body: await startCheckout(deps, payer, key as string, body.charge_ids),
        };
      },
    );
    if (answer.replayed) context.header("idempotency-replayed", "true");
    return context.json(answer.body as z.infer<typeof checkout>, 201);
  });
  return app;
}
