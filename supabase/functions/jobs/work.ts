/** What workers do: each kind of work in a file of its own. */
import type { Log } from "../_shared/log.ts";
import type { JobsDeps } from "./deps.ts";
import { autopay } from "./work/autopay.ts";
import { dataExports } from "./work/data_exports.ts";
import { deliveries } from "./work/deliveries.ts";
import { disputes } from "./work/disputes.ts";
import { identityChecks } from "./work/identity_checks.ts";
import { letterPapers } from "./work/letter_papers.ts";
import { payeeNames } from "./work/payee_names.ts";
import { paymentChecks } from "./work/payment_checks.ts";
import { payouts } from "./work/payouts.ts";
import { providerBalances } from "./work/provider_balances.ts";
import { providerEvents } from "./work/provider_events.ts";
import { receiptPapers } from "./work/receipt_papers.ts";
import { reconciliation } from "./work/reconciliation.ts";
import { refunds } from "./work/refunds.ts";
import { sealedAnew } from "./work/sealed_anew.ts";
import { shownNames } from "./work/shown_names.ts";
import { subaccounts } from "./work/subaccounts.ts";
import { sweepFiles } from "./work/sweep_files.ts";
import { virtualAccounts } from "./work/virtual_accounts.ts";

/** One kind of work. It is safe to repeat, and to do in many workers at once. */
export interface Work {
  /** The name of its file, and of the kind in private.work_waiting(). */
  readonly name: string;
  /** Takes much processor time, of which an edge function has two seconds: one such kind in a call, once. */
  readonly isHeavy?: true;
  /** Done once in a call: asked again it would find the same. */
  readonly isOnce?: true;
  /** Does what there is to do, as long as there is time (`timeLeft`). Returns how many things it did. */
  run(deps: JobsDeps, log: Log): Promise<number>;
}

/** Every kind, in the order in which they are begun: money first. */
export const works: readonly Work[] = [
  providerEvents,
  paymentChecks,
  autopay,
  payouts,
  refunds,
  disputes,
  reconciliation,
  providerBalances,
  virtualAccounts,
  subaccounts,
  identityChecks,
  // Who is verified has accounts to compare.
  payeeNames,
  shownNames,
  // What is sent leads to them.
  receiptPapers,
  letterPapers,
  dataExports,
  deliveries,
  sweepFiles,
  sealedAnew,
];
