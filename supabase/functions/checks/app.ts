/**
 * Checks: what anybody may ask who was handed a receipt or the reference of a payment, without signing in. The static
 * pages of clients/pages ask here. Answers hold no name, and nobody keeps them: a receipt may be void in a minute.
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";
import { Problem } from "../_shared/problem.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { ChecksDeps } from "./deps.ts";

const receipt = z.object({
  number: z.string(),
  received_on: z.string().describe("Nigerian date"),
  amount_kobo: z.number().int(),
  currency: z.string(),
  period_from: z.string().nullable(),
  period_to: z.string().nullable().describe("Last day"),
  status: z.enum(["valid", "partly_refunded", "void", "forged"]),
  voided_on: z.string().nullable(),
  refunded_kobo: z.number().int().describe("What of it went back, in kobo"),
}).openapi("CheckedReceipt");

const payment = z.object({
  reference: z.string(),
  status: z.enum([
    "created",
    "pending",
    "succeeded",
    "failed",
    "abandoned",
    "needs_review",
    "reversed",
  ]),
  amount_kobo: z.number().int(),
  currency: z.string(),
  refunded_kobo: z.number().int().describe("What of it went back, in kobo"),
}).openapi("CheckedPayment");

const refusals = {
  422: problemResponse("request.invalid"),
  429: problemResponse("rate_limit.exceeded"),
  503: problemResponse("database.busy"),
};

const receiptRoute = createRoute({
  method: "get",
  path: "/receipts/{token}",
  summary: "Whether a receipt is true, by the token on its QR code",
  request: { params: z.object({ token: z.string().min(1).max(100) }) },
  responses: {
    200: { description: "The receipt", content: { "application/json": { schema: receipt } } },
    404: problemResponse("receipt.unknown: no receipt has this token"),
    ...refusals,
  },
});

const paymentRoute = createRoute({
  method: "get",
  path: "/payments/{reference}",
  summary: "How a payment stands, by its reference",
  request: { params: z.object({ reference: z.string().min(1).max(100) }) },
  responses: {
    200: { description: "The payment", content: { "application/json": { schema: payment } } },
    404: problemResponse("payment.unknown: no payment has this reference"),
    ...refusals,
  },
});

/** The app of the checks function. */
export function createApp(deps: ChecksDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "checks",
    title: "Estate checks",
    description: "Whether a receipt is true and a payment has arrived, for whoever holds either.",
    log: deps.log,
  });
  app.use(async (context, next) => {
    deps.limiter.enforce(await deps.nameCaller(context));
    await next();
    context.header("cache-control", "no-store");
    context.header("x-robots-tag", "noindex");
  });
  app.openapi(receiptRoute, async (context) => {
    const { token } = context.req.valid("param");
    const [found] = await deps.database.call<z.infer<typeof receipt>[]>("check_receipt", { token });
    if (found === undefined) throw Problem.of("receipt.unknown");
    return context.json(receipt.parse(found), 200);
  });
  app.openapi(paymentRoute, async (context) => {
    const { reference } = context.req.valid("param");
    const [found] = await deps.database.call<z.infer<typeof payment>[]>("payment_by_reference", {
      reference,
    });
    if (found === undefined) throw Problem.of("payment.unknown");
    return context.json(payment.parse(found), 200);
  });
  return app;
}
