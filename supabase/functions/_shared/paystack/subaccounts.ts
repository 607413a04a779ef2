/** Paystack's subaccounts: a bank account to which it pays a merchant's share by itself. */
import { z } from "zod";
import type { ProviderAnswer, ProviderHttp } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { providerWords } from "../provider_words.ts";
import type { Subaccount, SubaccountRequest, Subaccounts, ToldSplit } from "../subaccounts.ts";

const refusal = z.object({ message: z.string() });
const fields = z.object({
  subaccount_code: z.string().min(1),
  account_number: z.string().min(4),
  description: z.string().nullish(),
});
const one = z.object({ data: fields });
const listed = z.object({
  data: z.array(fields),
  meta: z.object({ pageCount: z.number().int() }).partial().optional(),
});
const kobo = z.union([z.number(), z.string().regex(/^\d{1,15}$/).transform(Number)])
  .pipe(z.number().int().nonnegative());
const told = z.object({
  subaccount: z.object({ subaccount_code: z.string().min(1) }),
  fees_split: z.object({ subaccount: kobo }),
});
/** What a transaction says of a split, whatever shape it has. */
const anyShape = z.object({
  data: z.looseObject({
    subaccount: z.unknown(),
    fees_split: z.unknown(),
    split: z.unknown(),
  }).partial(),
});
const pageSize = "100";
/** A day of a large platform makes some tens of them. */
const mostPages = 50;

/** The subaccounts of an integration. */
export function paystackSubaccounts(
  http: ProviderHttp,
  base: string,
  headers: Readonly<Record<string, string>>,
): Subaccounts {
  const call = (method: "POST" | "PUT", operation: string, path: string, body: unknown) =>
    http({ operation, method, url: new URL(path, base), headers, timeoutMs: 15_000, body });
  const wire = (request: SubaccountRequest) => ({
    business_name: request.businessName,
    settlement_bank: request.bankCode,
    account_number: request.accountNumber,
    // What we take says each payment (transaction_charge).
    percentage_charge: 0,
    primary_contact_email: request.email,
    description: descriptionOf(request.key),
  });
  return {
    async create(request) {
      return read(await call("POST", "paystack.subaccount", "subaccount", wire(request)));
    },

    async find(key) {
      for (let page = 1, pages = 1; page <= pages; page++) {
        if (page > mostPages) return { found: undefined, provesAbsence: false };
        const url = new URL("subaccount", base);
        url.searchParams.set("perPage", pageSize);
        url.searchParams.set("page", String(page));
        const answer = await http({
          operation: "paystack.subaccounts",
          method: "GET",
          url,
          headers,
          timeoutMs: 20_000,
        });
        const parsed = listed.safeParse(answer.json);
        if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status);
        const found = parsed.data.data.find((it) => it.description === descriptionOf(key));
        if (found !== undefined) return { found: subaccountOf(found), provesAbsence: false };
        pages = parsed.data.meta?.pageCount ?? 1;
      }
      return { found: undefined, provesAbsence: true };
    },

    async update(code, request) {
      const path = `subaccount/${encodeURIComponent(code)}`;
      const body = { ...wire(request), active: true };
      const answer = await call("PUT", "paystack.update_subaccount", path, body);
      return answer.status === 404 ? undefined : read(answer);
    },

    async close(code) {
      const path = `subaccount/${encodeURIComponent(code)}`;
      const answer = await call("PUT", "paystack.update_subaccount", path, { active: false });
      if (answer.status === 404) return "deleted";
      read(answer);
      return "closed";
    },
  };
}

/**
 * How a payment was split, as verify tells it. That it was not is read only from fields that are not there or empty: a
 * split by several accounts, which we never ask for, or half of what we need, is one that we cannot read.
 */
export function splitOf(json: unknown): { split?: ToldSplit } {
  const data = anyShape.safeParse(json).data?.data;
  if (data === undefined) return {};
  const shares = typeof data.fees_split === "string" ? parsed(data.fees_split) : data.fees_split;
  if ([data.subaccount, shares, data.split].every(isEmpty)) return {};
  const read = told.safeParse({ subaccount: data.subaccount, fees_split: shares });
  if (!read.success || !isEmpty(data.split)) return { split: "unreadable" };
  const { subaccount, fees_split } = read.data;
  return {
    split: { subaccountCode: subaccount.subaccount_code, payeeKobo: fees_split.subaccount },
  };
}

/** Nothing, in any of the ways in which it is told: null, "", {}, [], or an object of nothings. */
function isEmpty(told: unknown): boolean {
  return told === undefined || told === null || told === "" || told === 0 || told === false ||
    typeof told === "object" && Object.values(told).every(isEmpty);
}

/** Some of its objects come as JSON in a string. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** By which one of ours is known in the list. */
function descriptionOf(key: string): string {
  return `Estate ${key}`;
}

function subaccountOf(it: z.infer<typeof fields>): Subaccount {
  return { code: it.subaccount_code, lastFour: it.account_number.slice(-4) };
}

/** @throws {ProviderRefusal | ProviderUnavailable} */
function read(answer: ProviderAnswer): Subaccount {
  const parsed = one.safeParse(answer.json);
  if ((answer.status === 200 || answer.status === 201) && parsed.success) {
    return subaccountOf(parsed.data.data);
  }
  const message = refusal.safeParse(answer.json).data?.message;
  // Our key is refused, not the account: nothing was made.
  if (answer.status === 401 || answer.status === 403) throw unreadable(answer.status);
  // Taken, but told in words that we do not know: it may have been made.
  if (message === undefined || answer.status < 400) throw unreadable(answer.status, true);
  throw new ProviderRefusal(`Paystack answered ${answer.status}: ${providerWords(message)}`);
}

function unreadable(status: number, outcomeUnknown = false): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Paystack's answer ${status} about a subaccount`,
    outcomeUnknown,
    { provider: "paystack" },
  );
}
