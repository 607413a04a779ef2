/** Payments: start a checkout for charges that the caller owes. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Principal } from "../_shared/auth.ts";
import { providerNames } from "../_shared/payment_provider.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { rateLimited } from "../_shared/rate_limit.ts";
import { requireUser } from "../_shared/require_caller.ts";
import type { ServiceEnv } from "../_shared/service_app.ts";
import { createUserApp } from "../_shared/user_app.ts";
import { startCheckout, statusNow } from "./checkout.ts";
import { answers, askPayment } from "./asking.ts";
import type { PaymentsDeps } from "./deps.ts";
import { addPayeeAccount, listBanks } from "./payee_accounts.ts";
import { startTransfer } from "./transfer.ts";

const checkoutRequest = z.strictObject({
  provider: z.enum(providerNames).default("paystack"),
  charge_ids: z.array(z.uuid()).min(1).max(50).describe("Charges of one tenancy of yours"),
  save_card: z.strictObject({
    consent_version: z.string().max(20),
    consent_language: z.string().max(3),
  }).optional().describe(
    "Keep the card: the text of consent_texts (purpose save_authorization) that you agreed to",
  ),
}).openapi("CheckoutRequest");

const checkout = z.object({
  payment_id: z.uuid(),
  reference: z.string(),
  status: z.string(),
  amount_kobo: z.number().int(),
  currency: z.string(),
  checkout_url: z.url().describe("Send the payer's browser here"),
}).openapi("Checkout");

const transferRequest = z.strictObject({
  provider: z.enum(providerNames).default("flutterwave"),
  charge_ids: z.array(z.uuid()).min(1).max(50).describe(
    "Charges of one tenancy of yours",
  ),
}).openapi("TransferRequest");

const transfer = checkout.omit({ checkout_url: true }).extend({
  bank_name: z.string(),
  account_number: z.string().describe("Transfer to it from any bank"),
  expires_at: z.string().describe("Until then; later the bank sends it back"),
}).openapi("Transfer");

const payeeAccountRequest = z.strictObject({
  org_id: z.uuid(),
  provider: z.enum(providerNames).describe("Who holds the money and sends it"),
  bank_code: z.string().regex(/^[0-9A-Z]{3,10}$/).describe("By the provider's code: GET /banks"),
  account_number: z.string().regex(/^\d{10}$/).describe("The ten figures of the account"),
  takes_transfers: z.boolean().default(false).describe(
    "Whether tenants pay to it by transfer, and so are told of a change",
  ),
}).openapi("NewPayeeAccount");

const payeeAccount = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  provider: z.enum(providerNames),
  bank_code: z.string(),
  bank_name: z.string(),
  last_four: z.string(),
  account_name: z.string().describe("Whose account it is, as the bank says it: show it"),
  name_check: z.string().describe("not_checked: nobody compared it with a verified name yet"),
  takes_transfers: z.boolean(),
  status: z.string(),
  is_sole: z.boolean(),
  payable_from: z.string().nullable().describe("From when money may go there, once approved"),
  created_at: z.string(),
}).openapi("PayeeAccount");

const asked = z.object({
  reference: z.string(),
  status: z.string(),
  answer: z.enum(answers).nullable().describe(
    "What the provider says: unknown, not_begun: nobody has paid; pending: it works on it; null: there is nothing to ask",
  ),
}).openapi("AskedPayment");

const askRoute = (deps: PaymentsDeps) =>
  createRoute({
    method: "post",
    path: "/asked",
    summary: "Ask the provider what became of a payment of yours",
    security: [{ bearer: [] }],
    middleware: [
      requireUser(deps.verifyToken),
      rateLimited(
        deps.database,
        { name: "payments.ask", capacity: 30, refillPerSecond: 1 / 4 },
        (context: Context) => (context.get("principal") as Principal).userId,
      ),
    ] as const,
    request: {
      body: {
        required: true,
        content: {
          "application/json": {
            schema: z.strictObject({
              reference: z.string().min(1).max(100),
              gives_up: z.boolean().default(false).describe(
                "Give it up, if nobody has paid: another way is chosen",
              ),
            }).openapi("AskPaymentRequest"),
          },
        },
      },
    },
    responses: {
      200: {
        description: "How it stands by now",
        content: { "application/json": { schema: asked } },
      },
      401: problemResponse("auth.missing_token, auth.invalid_token, auth.expired_token"),
      404: problemResponse("payment.unknown: you have no payment with this reference"),
      422: problemResponse("request.invalid"),
      429: problemResponse("rate_limit.exceeded"),
      503: problemResponse("database.busy"),
    },
  });

const banksRoute = (deps: PaymentsDeps) =>
  createRoute({
    method: "get",
    path: "/banks",
    summary: "The banks to which a provider pays out",
    security: [{ bearer: [] }],
    middleware: [
      requireUser(deps.verifyToken),
      rateLimited(
        deps.database,
        { name: "payments.banks", capacity: 20, refillPerSecond: 1 / 3 },
        (context: Context) => (context.get("principal") as Principal).userId,
      ),
    ] as const,
    request: { query: z.strictObject({ provider: z.enum(providerNames) }) },
    responses: {
      200: {
        description: "By the provider's code and name",
        content: {
          "application/json": {
            schema: z.object({
              banks: z.array(z.object({ code: z.string(), name: z.string() })),
            }),
          },
        },
      },
      400: problemResponse("payment.provider_off"),
      401: problemResponse("auth.missing_token, auth.invalid_token, auth.expired_token"),
      422: problemResponse("request.invalid"),
      429: problemResponse("rate_limit.exceeded"),
      503: problemResponse("upstream.unavailable, upstream.circuit_open"),
    },
  });

/** The app of the payments function. */
export function createApp(deps: PaymentsDeps): OpenAPIHono<ServiceEnv> {
  const { app, post } = createUserApp(deps, {
    name: "payments",
    title: "Estate payments",
    description: "Rent and other charges, paid online.",
  });
  post(
    {
      path: "/checkouts",
      summary: "Start a checkout for charges that you owe",
      params: z.object({}),
      body: checkoutRequest,
      made: checkout,
      madeDescription:
        "The checkout; a repeat of the key gets the same one, with its status as it is by then",
      renew: ({ reference }) => statusNow(deps, reference),
      refusals: {
        400: "payment.provider_off, consent.unknown_text",
        404: "charge.not_found: not among what you owe",
        409:
          "charge.settled, payment.autopay_under_way: a saved card is being charged for it, payment.checkout_lost: start again with a new Idempotency-Key",
        503: "upstream.circuit_open: alternatives names the providers that can be used instead",
      },
      // Ten checkouts at once, then one every six seconds.
      limit: { name: "payments.checkout", capacity: 10, refillPerSecond: 1 / 6 },
    },
    ({ caller, idempotencyKey, body }) =>
      startCheckout(deps, caller, idempotencyKey, body.provider, body.charge_ids, body.save_card),
  );
  post(
    {
      path: "/transfers",
      summary: "Get an account number to which you transfer what you owe",
      params: z.object({}),
      body: transferRequest,
      made: transfer,
      madeDescription:
        "Where to transfer exactly this amount; a repeat of the key gets the same, with its status as it is by then",
      renew: ({ reference }) => statusNow(deps, reference),
      refusals: {
        400: "payment.provider_off: alternatives names those with a checkout",
        404: "charge.not_found: not among what you owe",
        409:
          "charge.settled, payment.autopay_under_way: a saved card is being charged for it, payment.checkout_lost: start again with a new Idempotency-Key",
        503: "upstream.circuit_open: alternatives names the providers that can be used instead",
      },
      // As of checkouts.
      limit: {
        name: "payments.checkout",
        capacity: 10,
        refillPerSecond: 1 / 6,
      },
    },
    ({ caller, idempotencyKey, body }) =>
      startTransfer(
        deps,
        caller,
        idempotencyKey,
        body.provider,
        body.charge_ids,
      ),
  );
  app.openapi(askRoute(deps), async (context) => {
    const { reference, gives_up } = context.req.valid("json");
    const caller = context.get("principal") as Principal;
    const found = await askPayment(deps, caller, reference, gives_up, context.get("log"));
    return context.json(asked.parse({ reference, ...found }), 200);
  });
  app.openapi(
    banksRoute(deps),
    async (context) =>
      context.json({ banks: [...await listBanks(deps, context.req.valid("query").provider)] }, 200),
  );
  post(
    {
      path: "/payee-accounts",
      summary: "Add a bank account to which your organization's money may go",
      params: z.object({}),
      body: payeeAccountRequest,
      made: payeeAccount,
      madeDescription: "The account; one that is there already is given as it is",
      refusals: {
        400: "payment.provider_off, payee_account.off",
        403: "auth.forbidden: it needs the permission money.payout",
        409: "payee_account.too_many",
        422: "payee_account.unresolved: the bank does not know it",
        503: "upstream.circuit_open",
      },
      // Each asks a bank, and whoever has a list of numbers must not read names by it.
      limit: { name: "payments.payee_account", capacity: 5, refillPerSecond: 1 / 600 },
      fingerprint: async ({ account_number, ...rest }) => ({
        ...rest,
        number: await deps.accountNumbers?.hash(
          { orgId: rest.org_id, provider: rest.provider, bankCode: rest.bank_code },
          account_number,
        ) ?? null,
      }),
    },
    ({ caller, body }) =>
      addPayeeAccount(deps, caller, {
        orgId: body.org_id,
        provider: body.provider,
        bankCode: body.bank_code,
        accountNumber: body.account_number,
        takesTransfers: body.takes_transfers,
      }),
  );
  return app;
}
