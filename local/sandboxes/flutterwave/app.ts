/** A stand-in for Flutterwave v3 that keeps everything in memory and moves no money. */
import { type Context, Hono, type Next } from "hono";
import { controlApi } from "../control_api.ts";
import { Deliveries } from "../delivery.ts";
import { Faults } from "../faults.ts";
import { accountApi } from "./account_api.ts";
import { balanceApi } from "./balance_api.ts";
import { cardApi } from "./card_api.ts";
import { chargebackApi, Chargebacks } from "./chargeback_api.ts";
import { checkout } from "./checkout.ts";
import { FlutterwaveControl } from "./control.ts";
import { Ledger } from "./ledger.ts";
import { paymentsApi } from "./payments_api.ts";
import { payoutApi } from "./payout_api.ts";
import { refuse, Sandbox } from "./sandbox.ts";
import { subaccountApi, Subaccounts } from "./subaccount_api.ts";
import { transactionApi } from "./transaction_api.ts";

export type { FlutterwaveControl } from "./control.ts";

/** How one sandbox is set up. */
export interface FlutterwaveSandboxOptions {
  /** The key callers must present. */
  readonly secretKey: string;
  /** What is sent as verif-hash with each webhook. */
  readonly webhookHash: string;
  /** Where the app is mounted, e.g. `http://127.0.0.1:54321/sandbox/flutterwave`; the API is under /v3. */
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
  /** Dates payments; the system clock when absent. */
  readonly now?: () => Date;
}

/** A running sandbox. */
export interface FlutterwaveSandbox {
  /** Routes relative to the mount: `/v3/…`, `/checkout/…` and `/_control`. */
  readonly app: Hono;
  readonly control: FlutterwaveControl;
  /** Cancels what is waiting or being sent; the sandbox sends nothing afterwards. */
  close(): Promise<void>;
}

const DEFAULT_RETRY_DELAYS_MS = [1_000, 5_000, 15_000];

/**
 * The path of a request. A slash at its end means the same, and so do two anywhere: the provider's own package sends two
 * at the beginning.
 */
function plainPath(request: Request): string {
  return new URL(request.url).pathname.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
}

/** Creates a sandbox with no payments in it. */
export function createFlutterwaveSandbox(options: FlutterwaveSandboxOptions): FlutterwaveSandbox {
  const { secretKey, webhookHash, webhookUrl, now = () => new Date() } = options;
  const deliveries = new Deliveries({
    sign: (_body, wrong) =>
      Promise.resolve({
        "user-agent": "Flutterwave",
        "verif-hash": wrong ? `${webhookHash}-wrong` : webhookHash,
      }),
    webhookUrl,
    fetch: options.fetch ?? fetch,
    log: options.log ?? (() => {}),
    retryDelaysMs: options.webhookRetryDelaysMs ?? DEFAULT_RETRY_DELAYS_MS,
  });
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const place = { publicUrl, merchantName: options.merchantName ?? "Estate" };
  const sandbox = new Sandbox(place, new Ledger(now), new Faults(), deliveries);
  const chargebacks = new Chargebacks(sandbox);
  const subaccounts = new Subaccounts(sandbox);
  const control = new FlutterwaveControl(sandbox, chargebacks, subaccounts);

  const api = new Hono();
  api.use(async (c: Context, next: Next) => {
    if (c.req.header("authorization") !== `Bearer ${secretKey}`) {
      return refuse(c, 401, "Invalid authorization key");
    }
    return await next();
  });
  api.route("/payments", paymentsApi(sandbox, () => control.refusesUsedReferences, subaccounts));
  api.route("/virtual-account-numbers", accountApi(sandbox));
  api.route("/", subaccountApi(sandbox, subaccounts));
  api.route("/", transactionApi(sandbox, () => control.refundsTakeTime));
  api.route("/tokenized-charges", cardApi(sandbox));
  api.route("/", payoutApi(sandbox));
  api.route("/", balanceApi(sandbox, () => control.balanceSurplus));
  api.route("/chargebacks", chargebackApi(sandbox, chargebacks));
  const app = new Hono({ getPath: plainPath });
  app.route("/v3", api);
  app.route("/checkout", checkout(sandbox));
  app.route("/_control", controlApi(control, "Flutterwave"));
  app.all("*", (c) => refuse(c, 404, "Cannot find this resource"));
  return { app, control, close: () => sandbox.close() };
}
