/** Flutterwave's transfers (v3): banks, account names, payouts. It counts naira; what leaves here are kobo. */
import { z } from "zod";
import type { ProviderAnswer, ProviderHttp } from "../http_client.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";
import {
  type ProviderTransfer,
  surelyNotCarriedOut,
  TransferNotSent,
  type TransferProvider,
  UnknownAccount,
} from "../transfer_provider.ts";
import { koboOf, nairaOf, nearestKoboOf } from "./naira.ts";

const amount = z.union([z.number(), z.string()]);
const flag = z.union([z.number(), z.boolean()]).nullish();
const refusal = z.object({ status: z.literal("error"), message: z.string() });
const banks = z.object({
  status: z.literal("success"),
  data: z.array(z.object({ code: z.string(), name: z.string() })),
});
const resolved = z.object({
  status: z.literal("success"),
  data: z.object({ account_name: z.string().min(1) }),
});
const transfer = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  reference: z.string(),
  amount,
  fee: amount.nullish(),
  status: z.string(),
  complete_message: z.string().nullish(),
  requires_approval: flag,
  is_approved: flag,
});
const one = z.object({ status: z.literal("success"), data: transfer });
const listed = z.object({
  status: z.literal("success"),
  data: z.array(transfer),
  meta: z.object({ page_info: z.object({ total_pages: z.coerce.number().int() }) }),
});
/** A reference that is not on the newest so many pages may still be on an older one. */
const mostPages = 20;

/** What of the adapter's options it needs. */
export interface FlutterwaveTransferOptions {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly http: ProviderHttp;
  readonly environment: "live" | "test";
}

/** The capability. */
export function createFlutterwaveTransfers(options: FlutterwaveTransferOptions): TransferProvider {
  const { base, headers, http, environment } = options;
  const get = (operation: string, path: string, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return http({ operation, method: "GET", url, headers, timeoutMs: 15_000 });
  };
  const post = (
    operation: string,
    path: string,
    body: Readonly<Record<string, unknown>>,
    idempotent = false,
  ) =>
    http({
      operation,
      method: "POST",
      url: new URL(path, base),
      headers,
      // Flutterwave gives up on itself after 28 seconds: before that a slow answer may still come.
      timeoutMs: 30_000,
      body,
      idempotent,
    });
  const told = (it: z.infer<typeof transfer>): ProviderTransfer => {
    const amountKobo = koboOf(it.amount);
    if (amountKobo === undefined) throw unreadable(`the transfer ${it.id}`);
    const held = Number(it.requires_approval ?? 0) === 1 && Number(it.is_approved ?? 1) === 0;
    return {
      state: states[it.status] ?? (held ? "needs_person" : "pending"),
      providerTransferId: it.id,
      amountKobo,
      feeKobo: nearestKoboOf(it.fee ?? 0),
      // It does not say when it was paid.
      paidAt: undefined,
      reason: it.complete_message || it.status,
      environment,
    };
  };

  const provider: TransferProvider = {
    async listBanks() {
      const answer = await get("flutterwave.banks", "banks/NG");
      const parsed = banks.safeParse(answer.json);
      if (answer.status !== 200 || !parsed.success) throw unreadable("banks", answer.status);
      return parsed.data.data.map(({ code, name }) => ({ code, name }));
    },

    async resolveAccount({ bankCode, accountNumber }) {
      // It only reads, though it is a POST.
      const answer = await post("flutterwave.resolve", "accounts/resolve", {
        account_number: accountNumber,
        account_bank: bankCode,
      }, true);
      const parsed = resolved.safeParse(answer.json);
      if (answer.status === 200 && parsed.success) {
        return { accountName: parsed.data.data.account_name };
      }
      refuseBadKey("flutterwave", answer.status);
      if (refusal.safeParse(answer.json).success) {
        throw new UnknownAccount("Flutterwave cannot resolve the account");
      }
      throw unreadable("a bank account", answer.status);
    },

    async sendTransfer(request) {
      let answer: ProviderAnswer;
      try {
        answer = await post("flutterwave.transfer", "transfers", {
          account_bank: request.bankCode,
          account_number: request.accountNumber,
          amount: nairaOf(request.amountKobo),
          currency: "NGN",
          debit_currency: "NGN",
          narration: request.note,
          reference: request.reference,
        });
      } catch (error) {
        if (!surelyNotCarriedOut(error)) throw error;
        const message = error instanceof Error ? error.message : String(error);
        throw new TransferNotSent("not_sent", message, error);
      }
      const parsed = one.safeParse(answer.json);
      if (
        answer.status === 200 && parsed.success && parsed.data.data.reference === request.reference
      ) {
        return told(parsed.data.data);
      }
      const message = refusal.safeParse(answer.json).data?.message;
      if (message === undefined) throw unreadable("a transfer", answer.status, true);
      // A refusal is no proof that nothing was sent: an earlier try may have used the reference.
      const known = await provider.findTransfer(request.reference);
      if (known !== undefined) return known;
      throw new TransferNotSent(
        /insufficient|balance/i.test(message)
          ? "insufficient"
          : answer.status === 401 || answer.status === 403
          ? "not_sent"
          : "refused",
        message,
      );
    },

    async findTransfer(reference, providerTransferId) {
      if (providerTransferId !== undefined) {
        const answer = await get(
          "flutterwave.fetch_transfer",
          `transfers/${encodeURIComponent(providerTransferId)}`,
        );
        const parsed = one.safeParse(answer.json);
        // The number may come from a webhook, whose body nobody signed: another one's transfer is none of ours.
        if (
          answer.status === 200 && parsed.success && parsed.data.data.reference === reference
        ) return told(parsed.data.data);
      }
      for (let page = 1, pages = 1; page <= pages; page++) {
        if (page > mostPages) {
          throw unreadable(`the transfer ${reference}: it is not on the first pages`);
        }
        const answer = await get("flutterwave.list_transfers", "transfers", {
          reference,
          page: String(page),
        });
        const parsed = listed.safeParse(answer.json);
        if (answer.status !== 200 || !parsed.success) throw unreadable(reference, answer.status);
        const found = parsed.data.data.find((it) => it.reference === reference);
        if (found !== undefined) return told(found);
        pages = parsed.data.meta.page_info.total_pages;
      }
      return undefined;
    },
  };
  return provider;
}

/** What is not here is on its way. */
const states: Readonly<Record<string, ProviderTransfer["state"]>> = {
  SUCCESSFUL: "paid",
  FAILED: "failed",
};

function unreadable(what: string, status?: number, outcomeUnknown = false): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Flutterwave's answer${
      status === undefined ? "" : ` ${status}`
    } about ${what}`,
    outcomeUnknown,
    { provider: "flutterwave" },
  );
}
