/**
 * Reads what came in on each day from each provider, page by page, and what was paid out to us. The database plans the days, keeps each page with
 * where to go on, and compares: supabase/schemas/09_money/72_reconciliation.sql. A worker that is killed loses nothing.
 */
import type { Log } from "../../_shared/log.ts";
import type { PaymentProvider, ProviderName } from "../../_shared/payment_provider.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface ClaimedDay {
  reconciliation_id: string;
  provider: ProviderName;
  subject: "transactions" | "settlements";
  /** YYYY-MM-DD. */
  listed_on: string;
  page_cursor: string | null;
}

/** Reads pages until no day waits or time is up. */
export const reconciliation: Work = { name: "reconciliation", run: reconcile };

async function reconcile(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  const providers = Object.keys(deps.providers);
  const settling = Object.entries(deps.providers)
    .flatMap(([name, it]) => it.readSettlement === undefined ? [] : [name]);
  let pages = 0;
  while (goesOn()) {
    const [day] = await deps.database.call<ClaimedDay[] | null>("claim_reconciliation", {
      providers,
      settling,
    }) ?? [];
    if (day === undefined) break;
    try {
      pages += await readDay(deps, day, goesOn);
    } catch (error) {
      log.warn("job.reconciliation_failed", { ...day, error });
      await deps.database.call("put_off_reconciliation", {
        reconciliation_id: day.reconciliation_id,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return pages;
}

async function readDay(deps: JobsDeps, day: ClaimedDay, goesOn: () => boolean): Promise<number> {
  const provider = deps.providers[day.provider] as PaymentProvider;
  const read = day.subject === "settlements" ? readSettlement : readPage;
  let cursor = day.page_cursor ?? undefined;
  for (let pages = 1;; pages++) {
    const { next, keep } = await read(provider, day, cursor);
    if (next !== undefined && next === cursor) {
      throw new Error(`The provider's page ${cursor} names itself as the next one`);
    }
    const goOn = await deps.database.call<boolean>(keep.name, {
      reconciliation_id: day.reconciliation_id,
      read_cursor: cursor ?? null,
      next_cursor: next ?? null,
      // A worker whose time is up leaves the day to the next one at once.
      leased_s: goesOn() ? 120 : 0,
      ...keep.parameters,
    });
    if (!goOn || !goesOn()) return pages;
    cursor = next;
  }
}

/** A page, and how the database keeps it. */
interface Page {
  readonly next: string | undefined;
  readonly keep: { readonly name: string; readonly parameters: Readonly<Record<string, unknown>> };
}

async function readPage(
  provider: PaymentProvider,
  day: ClaimedDay,
  cursor: string | undefined,
): Promise<Page> {
  const { transactions, next } = await provider.listPaid(day.listed_on, cursor);
  const parameters = {
    environment: provider.environment,
    transactions: transactions.map((it) => ({
      provider_transaction_id: it.providerTransactionId,
      reference: it.reference,
      amount_kobo: it.amountKobo,
      currency: it.currency,
      fees_kobo: it.feesKobo,
      channel: it.channel,
      paid_at: it.paidAt,
      environment: it.environment,
    })),
  };
  return { next, keep: { name: "keep_reconciliation_page", parameters } };
}

async function readSettlement(
  provider: PaymentProvider,
  day: ClaimedDay,
  cursor: string | undefined,
): Promise<Page> {
  if (provider.readSettlement === undefined) {
    throw new Error(`${day.provider} does not list its settlements`);
  }
  const { settlement, next } = await provider.readSettlement(day.listed_on, cursor);
  const parameters = {
    settlement: settlement === undefined ? {} : {
      settlement_id: settlement.settlementId,
      status: settlement.status,
      gross_kobo: settlement.grossKobo,
      fees_kobo: settlement.feesKobo,
      transactions: settlement.transactions,
      transactions_kobo: settlement.transactionsKobo,
      transactions_fees_kobo: settlement.transactionsFeesKobo,
    },
  };
  return { next, keep: { name: "keep_settlement", parameters } };
}
