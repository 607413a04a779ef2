/** Flutterwave's chargebacks (v3). Amounts are naira there, and kobo from here on. */
import { z } from "zod";
import type { DisputeAnswer, DisputeDesk, ProviderDispute } from "../dispute_desk.ts";
import { readDisputes } from "../dispute_rows.ts";
import type { ProviderHttp } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";
import { koboOf } from "./naira.ts";

const id = z.union([z.number(), z.string()]).transform(String);
const chargeback = z.object({
  id,
  transaction_id: id,
  tx_ref: z.string().nullish(),
  // Kobo once it is read.
  amount: z.union([z.number(), z.string()]).transform(koboOf).pipe(z.number().positive()),
  currency: z.string().nullish(),
  status: z.string(),
  stage: z.string().nullish(),
  due_date: z.string().nullish(),
});
const listed = z.object({
  status: z.literal("success"),
  data: z.array(z.unknown()),
  meta: z.object({
    page_info: z.object({ total_pages: z.coerce.number().int() }).partial(),
  }).partial().nullish(),
});
const refusal = z.object({ status: z.literal("error"), message: z.string() });
const succeeded = z.object({ status: z.literal("success") });

/** What it needs of the adapter. */
export interface FlutterwaveConnection {
  readonly http: ProviderHttp;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The desk. */
export function flutterwaveChargebacks(
  { http, base, headers }: FlutterwaveConnection,
): DisputeDesk {
  const read = async (query: Readonly<Record<string, string>>) => {
    const url = new URL("chargebacks", base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answer = await http({
      operation: "flutterwave.chargebacks",
      method: "GET",
      url,
      headers,
      timeoutMs: 15_000,
    });
    const parsed = listed.safeParse(answer.json);
    if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status);
    return parsed.data;
  };

  return {
    async find(providerDisputeId) {
      const { data } = await read({ id: providerDisputeId });
      const { disputes, unread } = readDisputes(data, chargeback, told);
      if (unread.includes(providerDisputeId)) throw unreadable(200);
      return disputes.find((it) => it.providerDisputeId === providerDisputeId);
    },

    async list(from, to, cursor = "1") {
      const { data, meta } = await read({ from, to, page: cursor });
      const pages = meta?.page_info?.total_pages ?? 1;
      return {
        ...readDisputes(data, chargeback, told),
        next: Number(cursor) < pages ? String(Number(cursor) + 1) : undefined,
      };
    },

    async answer(given: DisputeAnswer) {
      const answer = await http({
        operation: "flutterwave.answer_chargeback",
        method: "PUT",
        url: new URL(`chargebacks/${encodeURIComponent(given.providerDisputeId)}`, base),
        headers,
        timeoutMs: 30_000,
        body: {
          action: given.answer === "contest" ? "decline" : "accept",
          comment: `${given.serviceDetails}: ${given.note}`,
        },
      });
      if (answer.status === 200 && succeeded.safeParse(answer.json).success) return;
      refuseBadKey("flutterwave", answer.status);
      const message = refusal.safeParse(answer.json).data?.message;
      if (message === undefined) throw unreadable(answer.status);
      if (/already (been )?(accepted|declined)/i.test(message)) return;
      throw new ProviderRefusal(`Flutterwave answered ${answer.status}: ${message}`);
    },
  };
}

/** What each word of theirs means: declined is what the merchant did, and the bank decides. */
const states: Readonly<Record<string, ProviderDispute["state"]>> = {
  initiated: "open",
  declined: "answered",
  pending: "answered",
  won: "won",
  reversed: "won",
  accepted: "lost",
  lost: "lost",
};

function told(it: z.infer<typeof chargeback>): ProviderDispute {
  const due = new Date(it.due_date ?? "");
  return {
    providerDisputeId: it.id,
    providerTransactionId: it.transaction_id,
    reference: it.tx_ref ?? undefined,
    amountKobo: it.amount,
    currency: it.currency ?? "NGN",
    state: states[it.status] ?? "answered",
    category: it.stage ?? undefined,
    answerBy: Number.isNaN(due.getTime()) ? undefined : due.toISOString(),
  };
}

function unreadable(status: number): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Flutterwave's answer ${status} about chargebacks`,
    true,
    { provider: "flutterwave" },
  );
}
