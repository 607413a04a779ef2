/** A stand-in for Paystack that keeps everything in memory and moves no money. */
import { type Context, Hono, type Next } from "hono";
import { invalidKey } from "./api_error.ts";
import { Balance, balanceApi } from "./balance_api.ts";
import { bankApi, ResolveQuota } from "./bank_api.ts";
import { accountApi, Accounts, customerApi } from "./account_api.ts";
import { cardApi } from "./card_api.ts";
import { checkout } from "./checkout.ts";
import { PaystackControl } from "./control.ts";
import { controlApi } from "../control_api.ts";
import { Deliveries } from "../delivery.ts";
import { disputeApi, Disputes, evidenceStore } from "./dispute_api.ts";
import { Faults } from "../faults.ts";
import { Ledger } from "./ledger.ts";
import { refundApi } from "./refund_api.ts";
import { Sandbox } from "./sandbox.ts";
import { settlementApi, Settlements } from "./settlement_api.ts";
import { signPaystackBody } from "./signature.ts";
import { subaccountApi, Subaccounts } from "./subaccount_api.ts";
import { transactionApi } from "./transaction_api.ts";
import { Payouts, recipientApi, transferApi } from "./transfer_api.ts";

export type { PaystackControl } from "./control.ts";
export type { Delivery } from "../delivery.ts";
export type { Fault } from "../faults.ts";

/** How one sandbox is set up. */
export interface PaystackSandboxOptions {
  /** The key callers must present, which also signs the webhooks. */
  readonly secretKey: string;
  /** Where the app is mounted, e.g. `http://127.0.0.1:54321/sandbox/paystack`. */
  readonly publicUrl: string;
  /** Who is paid, as the checkout page says it; "Estate" when absent. */
  readonly merchantName?: string;
  /** Where webhooks go; asked for each attempt. */
  readonly webhookUrl: () => string;
  /** Sends the webhooks; the global fetch when absent. */
  readonly fetch?: typeof fetch;
  /** Told about webhooks that were not taken; silent when absent. */
  readonly log?: (message: string) => void;
  /** Milliseconds before each retry of a webhook; 1, 5 and 15 seconds when absent. */
  readonly webhookRetryDelaysMs?: readonly number[];
  /** Dates payments and counts days; the system clock when absent. */
  readonly now?: () => Date;
}

/** A running sandbox. */
export interface PaystackSandbox {
  /** Routes relative to the mount: the API, `/checkout/…` and `/_control`. */
  readonly app: Hono;
  readonly control: PaystackControl;
  /** Cancels what is waiting or being sent; the sandbox sends nothing afterwards. */
  close(): Promise<void>;
}

const DEFAULT_RETRY_DELAYS_MS = [1_000, 5_000, 15_000];

/** Creates a sandbox with no payments in it. */
export function createPaystackSandbox(options: PaystackSandboxOptions): PaystackSandbox {
  const { secretKey, webhookUrl, now = () => new Date() } = options;
  const deliveries = new Deliveries({
    sign: async (body, wrong) => ({
      "user-agent": "Paystack/2.0",
      "x-paystack-signature": await signPaystackBody(
        wrong ? `${secretKey}-wrong` : secretKey,
        body,
      ),
    }),
    webhookUrl,
    fetch: options.fetch ?? fetch,
    log: options.log ?? (() => {}),
    retryDelaysMs: options.webhookRetryDelaysMs ?? DEFAULT_RETRY_DELAYS_MS,
  });
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const place = { publicUrl, merchantName: options.merchantName ?? "Estate" };
  const sandbox = new Sandbox(place, new Ledger(now), new Faults(), deliveries);
  const quota = new ResolveQuota(now);
  const payouts = new Payouts(sandbox);
  const settlements = new Settlements(sandbox);
  const accounts = new Accounts(sandbox);
  const disputes = new Disputes(sandbox);
  const subaccounts = new Subaccounts(sandbox);
  const balance = new Balance(sandbox, settlements);
  const control = new PaystackControl(
    sandbox,
    quota,
    payouts,
    settlements,
    balance,
    accounts,
    disputes,
    subaccounts,
  );

  const requireKey = async (c: Context, next: Next) => {
    if (c.req.header("authorization") !== `Bearer ${secretKey}`) return invalidKey(c);
    return await next();
  };
  const nameRequest = async (c: Context, next: Next) => {
    await next();
    c.header("x-paystack-request-id", crypto.randomUUID());
  };
  // Not strict: a slash at the end of a path means the same.
  const app = new Hono({ strict: false });
  for (
    const path of [
      "/transaction/*",
      "/refund/*",
      "/bank/*",
      "/transferrecipient/*",
      "/transfer/*",
      "/settlement/*",
      "/customer/*",
      "/dedicated_account/*",
      "/dispute/*",
      "/balance/*",
      "/subaccount/*",
    ]
  ) {
    app.use(path, nameRequest, requireKey);
  }
  app.route("/transaction", transactionApi(sandbox, subaccounts));
  app.route("/subaccount", subaccountApi(sandbox, subaccounts));
  app.route("/transaction", cardApi(sandbox));
  app.route("/refund", refundApi(sandbox));
  app.route("/bank", bankApi(sandbox, quota));
  app.route("/transferrecipient", recipientApi(sandbox, payouts));
  app.route("/transfer", transferApi(sandbox, payouts));
  app.route("/settlement", settlementApi(sandbox, settlements));
  app.route("/customer", customerApi(sandbox, accounts));
  app.route("/dedicated_account", accountApi(sandbox, accounts));
  app.route("/dispute", disputeApi(sandbox, disputes));
  app.route("/files", evidenceStore(disputes));
  app.route("/balance", balanceApi(sandbox, balance));
  app.route("/checkout", checkout(sandbox));
  app.route("/_control", controlApi(control, "Paystack"));
  app.all("*", (c) => c.json({ status: false, message: "Route not found" }, 404));
  return { app, control, close: () => sandbox.close() };
}
