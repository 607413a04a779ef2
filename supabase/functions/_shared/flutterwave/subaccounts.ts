/** Flutterwave's subaccounts: a bank account to which it pays a merchant's share by itself. Amounts are naira there. */
import { z } from "zod";
import type { ProviderAnswer, ProviderHttp } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { providerWords } from "../provider_words.ts";
import type { Subaccount, SubaccountRequest, Subaccounts } from "../subaccounts.ts";
import { nairaOf, nearestKoboOf } from "./naira.ts";

const refusal = z.object({ status: z.literal("error"), message: z.string() });
const id = z.union([z.number(), z.string()]).transform(String);
const fields = z.object({
  id,
  subaccount_id: z.string().min(1),
  account_number: z.string().min(4),
  meta: z.union([
    z.array(z.object({ meta_name: z.string(), meta_value: z.string() }).partial()),
    z.unknown().transform(() => []),
  ]),
});
const one = z.object({ status: z.literal("success"), data: fields });
const done = z.object({ status: z.literal("success") });
const listed = z.object({
  status: z.literal("success"),
  data: z.array(fields),
  meta: z.object({
    page_info: z.object({ total_pages: z.coerce.number().int() }).partial(),
  }).partial().nullish(),
});
const quoted = z.object({
  status: z.literal("success"),
  data: z.object({ fee: z.union([z.number(), z.string()]) }),
});
const keyName = "estate_key";
const mostPages = 100;

/** What `flutterwaveSubaccounts` needs. */
export interface FlutterwaveSubaccountOptions {
  readonly http: ProviderHttp;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whom Flutterwave calls about a subaccount: it asks for a number. */
  readonly contactPhone: string;
}

/** The subaccounts of a merchant. Its API names one by a number, a payment by a code: ours is both, as `number:code`. */
export function flutterwaveSubaccounts(options: FlutterwaveSubaccountOptions): Subaccounts {
  const { http, base, headers, contactPhone } = options;
  const send = (
    method: "POST" | "PUT" | "DELETE",
    operation: string,
    path: string,
    body?: unknown,
  ) =>
    http({
      operation,
      method,
      url: new URL(path, base),
      headers,
      timeoutMs: 30_000,
      ...(body === undefined ? {} : { body }),
    });
  const get = (operation: string, path: string, query: Readonly<Record<string, string>>) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return http({ operation, method: "GET", url, headers, timeoutMs: 15_000 });
  };
  const wire = (request: SubaccountRequest) => ({
    account_bank: request.bankCode,
    account_number: request.accountNumber,
    business_name: request.businessName,
    business_email: request.email,
    business_mobile: contactPhone,
    country: "NG",
    // What the payee gets says each payment (flat_subaccount).
    split_type: "flat",
    split_value: 0,
    meta: [{ meta_name: keyName, meta_value: request.key }],
  });
  return {
    async create(request) {
      return read(await send("POST", "flutterwave.subaccount", "subaccounts", wire(request)));
    },

    async find(key) {
      for (let page = 1, pages = 1; page <= pages; page++) {
        if (page > mostPages) return { found: undefined, provesAbsence: false };
        const answer = await get("flutterwave.subaccounts", "subaccounts", { page: String(page) });
        const parsed = listed.safeParse(answer.json);
        if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status);
        const found = parsed.data.data.find((it) =>
          it.meta.some((meta) => meta.meta_name === keyName && meta.meta_value === key)
        );
        if (found !== undefined) return { found: subaccountOf(found), provesAbsence: false };
        pages = parsed.data.meta?.page_info?.total_pages ?? 1;
      }
      return { found: undefined, provesAbsence: true };
    },

    async update(code, request) {
      const path = `subaccounts/${encodeURIComponent(numberOf(code))}`;
      const answer = await send("PUT", "flutterwave.update_subaccount", path, wire(request));
      return isGone(answer) ? undefined : read(answer);
    },

    async close(code) {
      const path = `subaccounts/${encodeURIComponent(numberOf(code))}`;
      const answer = await send("DELETE", "flutterwave.delete_subaccount", path);
      // Deleted by an earlier try whose answer was lost.
      if (isGone(answer)) return "deleted";
      if (answer.status === 200 && done.safeParse(answer.json).success) return "deleted";
      throw refusedOrUnreadable(answer);
    },

    async quoteFees(amountKobo) {
      const answer = await get("flutterwave.fee", "transactions/fee", {
        amount: String(nairaOf(amountKobo)),
        currency: "NGN",
      });
      const kobo = nearestKoboOf(quoted.safeParse(answer.json).data?.data.fee ?? "");
      if (answer.status !== 200 || kobo === undefined) throw unreadable(answer.status);
      return kobo;
    },
  };
}

/** Whether there is no subaccount of that number. */
function isGone(answer: ProviderAnswer): boolean {
  const message = refusal.safeParse(answer.json).data?.message ?? "";
  return answer.status === 404 || /not found|does not exist/i.test(message);
}

/** By which a payment names a subaccount. */
export function splitCodeOf(code: string): string {
  return code.slice(code.indexOf(":") + 1);
}

function numberOf(code: string): string {
  return code.slice(0, Math.max(code.indexOf(":"), 0));
}

function subaccountOf(it: z.infer<typeof fields>): Subaccount {
  return { code: `${it.id}:${it.subaccount_id}`, lastFour: it.account_number.slice(-4) };
}

/** @throws {ProviderRefusal | ProviderUnavailable} */
function read(answer: ProviderAnswer): Subaccount {
  const parsed = one.safeParse(answer.json);
  if (answer.status === 200 && parsed.success) return subaccountOf(parsed.data.data);
  throw refusedOrUnreadable(answer);
}

function refusedOrUnreadable(answer: ProviderAnswer): Error {
  const message = refusal.safeParse(answer.json).data?.message;
  // Our key is refused, not the account: nothing was made.
  if (answer.status === 401 || answer.status === 403) return unreadable(answer.status);
  // Taken, but told in words that we do not know: it may have been made.
  if (message === undefined || answer.status < 400) return unreadable(answer.status, true);
  return new ProviderRefusal(`Flutterwave answered ${answer.status}: ${providerWords(message)}`);
}

function unreadable(status: number, outcomeUnknown = false): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Flutterwave's answer ${status} about a subaccount`,
    outcomeUnknown,
    { provider: "flutterwave" },
  );
}
