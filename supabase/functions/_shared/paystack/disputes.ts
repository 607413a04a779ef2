/** Paystack's disputes (https://paystack.com/docs/api/dispute). Amounts are kobo on both sides. */
import { z } from "zod";
import type { DisputeAnswer, DisputeDesk, ProviderDispute } from "../dispute_desk.ts";
import { readDisputes } from "../dispute_rows.ts";
import type { ProviderHttp } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";

const id = z.union([z.number(), z.string()]).transform(String);
const dispute = z.object({
  id,
  // All of it is disputed when no amount is told; zero is what a contest offered, and says nothing of what is disputed.
  refund_amount: z.number().int().nonnegative().nullish(),
  currency: z.string().nullish(),
  status: z.string(),
  resolution: z.string().nullish(),
  category: z.string().nullish(),
  transaction: z.object({
    id,
    reference: z.string().nullish(),
    amount: z.number().int(),
    currency: z.string().nullish(),
  }),
  dueAt: z.iso.datetime({ offset: true }).nullish(),
});
const found = z.object({ data: dispute });
const listed = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ pageCount: z.number().int() }).partial().optional(),
});
const uploadPlace = z.object({
  data: z.object({ signedUrl: z.url(), fileName: z.string().min(1).max(200) }),
});
const refusal = z.object({ message: z.string() });
const pageSize = "50";

/** What it needs of the adapter. */
export interface PaystackConnection {
  readonly http: ProviderHttp;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The desk. */
export function paystackDisputes({ http, base, headers }: PaystackConnection): DisputeDesk {
  const get = (operation: string, path: string, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return http({ operation, method: "GET", url, headers, timeoutMs: 15_000 });
  };
  /** Sends a part of an answer; what was told before is no refusal. */
  const send = async (
    operation: string,
    method: "POST" | "PUT",
    path: string,
    body: Readonly<Record<string, unknown>>,
  ) => {
    const answer = await http({
      operation,
      method,
      url: new URL(path, base),
      headers,
      body,
      timeoutMs: 15_000,
    });
    if (answer.status === 200 || answer.status === 201) return;
    refuseBadKey("paystack", answer.status);
    const message = refusal.safeParse(answer.json).data?.message;
    if (message === undefined) {
      throw new ProviderUnavailable(
        `Cannot understand Paystack's answer ${answer.status} about a dispute`,
        true,
        { provider: "paystack" },
      );
    }
    if (/already (been )?(resolved|submitted|exists)/i.test(message)) return;
    throw new ProviderRefusal(`Paystack answered ${answer.status}: ${message}`);
  };

  return {
    async find(providerDisputeId) {
      const answer = await get(
        "paystack.dispute",
        `dispute/${encodeURIComponent(providerDisputeId)}`,
      );
      if (answer.status === 404) return undefined;
      const parsed = found.safeParse(answer.json);
      if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status);
      return told(parsed.data.data);
    },

    async list(from, to, cursor = "1") {
      const answer = await get("paystack.disputes", "dispute", {
        from,
        to,
        perPage: pageSize,
        page: cursor,
      });
      const parsed = listed.safeParse(answer.json);
      if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status);
      const pages = parsed.data.meta?.pageCount ?? 1;
      return {
        ...readDisputes(parsed.data.data, dispute, told),
        next: Number(cursor) < pages ? String(Number(cursor) + 1) : undefined,
      };
    },

    async uploadEvidence(providerDisputeId, file) {
      const path = `dispute/${encodeURIComponent(providerDisputeId)}/upload_url`;
      const place = await get("paystack.upload_url", path, { upload_filename: file.name });
      const parsed = uploadPlace.safeParse(place.json);
      if (place.status !== 200 || !parsed.success) {
        refuseBadKey("paystack", place.status);
        const message = refusal.safeParse(place.json).data?.message;
        throw place.status >= 400 && message !== undefined
          ? new ProviderRefusal(`Paystack answered ${place.status}: ${message}`)
          : unreadable(place.status);
      }
      const { signedUrl, fileName } = parsed.data.data;
      const url = new URL(signedUrl);
      // A receipt or an agreement goes nowhere unencrypted, nor to a machine without a public name: but where all of
      // Paystack is spoken to that way.
      if (url.origin !== new URL(base).origin && !isPublic(url)) throw unreadable(place.status);
      // The signature in the address is the permission: our key is not for whoever keeps the files.
      const stored = await http({
        operation: "paystack.upload_evidence",
        method: "PUT",
        url,
        headers: { "content-type": file.type },
        bytes: file.bytes,
        timeoutMs: 30_000,
        idempotent: true,
      });
      if (stored.status >= 300) {
        throw new ProviderUnavailable(
          `Cannot give Paystack the evidence: ${stored.status}`,
          false,
          { provider: "paystack" },
        );
      }
      return fileName;
    },

    async answer(given: DisputeAnswer) {
      const path = `dispute/${encodeURIComponent(given.providerDisputeId)}`;
      if (given.answer === "contest") {
        await send("paystack.evidence", "POST", `${path}/evidence`, {
          customer_email: given.payerEmail ?? "",
          customer_name: given.payerName ?? "",
          customer_phone: "",
          service_details: `${given.serviceDetails}: ${given.note}`,
        });
      }
      await send("paystack.resolve_dispute", "PUT", `${path}/resolve`, {
        resolution: given.answer === "contest" ? "declined" : "merchant-accepted",
        message: given.note,
        refund_amount: given.answer === "contest" ? 0 : given.amountKobo,
        uploaded_filename: given.evidenceName ?? "",
      });
    },
  };
}

/** Whether an address is of the kind that keeps files for the public: no number, no port, no name of a network's inside. */
function isPublic({ protocol, hostname, port, username }: URL): boolean {
  return protocol === "https:" && port === "" && username === "" &&
    /\.[a-z][a-z0-9-]+$/.test(hostname) && !/\.(internal|local|localhost)$/.test(hostname);
}

function told(it: z.infer<typeof dispute>): ProviderDispute {
  return {
    providerDisputeId: it.id,
    providerTransactionId: it.transaction.id,
    reference: it.transaction.reference ?? undefined,
    amountKobo: it.refund_amount === 0 ? undefined : it.refund_amount ?? it.transaction.amount,
    currency: it.currency ?? it.transaction.currency ?? "NGN",
    state: stateOf(it.status, it.resolution ?? undefined),
    category: it.category ?? undefined,
    answerBy: it.dueAt ?? undefined,
  };
}

function stateOf(status: string, resolution: string | undefined): ProviderDispute["state"] {
  if (status === "awaiting-merchant-feedback") return "open";
  if (status !== "resolved") return "answered";
  // Declined is what the merchant did, and the bank agreed; accepted by anybody, the money went back. What resolution a
  // word means that we do not know, nobody books: it is asked again.
  if (resolution === "declined") return "won";
  return resolution?.endsWith("accepted") ? "lost" : "answered";
}

function unreadable(status: number): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Paystack's answer ${status} about disputes`,
    false,
    { provider: "paystack" },
  );
}
