/** Dedicated virtual accounts of Paystack: a customer of its own for each, and the account number that they are given. */
import { z } from "zod";
import type { ProviderAnswer, ProviderHttp } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";
import {
  type CreditedAccount,
  type OpenAccount,
  transferChannels,
  type VirtualAccounts,
} from "../virtual_accounts.ts";

/** The parts of a transaction that tell into which account it came. */
const parts = z.object({
  data: z.object({
    channel: z.string().nullish(),
    customer: z.object({ customer_code: z.string().optional().catch(undefined) })
      .optional().catch(undefined),
    authorization: z.object({
      receiver_bank_account_number: z.string().regex(/^\d{10}$/).optional().catch(undefined),
    }).optional().catch(undefined),
  }),
});

/** The account into which the transaction of an answer came, as a part of a payment; nothing when it was no transfer. */
export function accountOf(answer: unknown): { readonly account?: CreditedAccount } {
  const data = parts.safeParse(answer).data?.data;
  const holder = data?.customer?.customer_code;
  if (holder === undefined || !transferChannels.includes(data?.channel ?? "")) return {};
  return {
    account: { holder, accountNumber: data?.authorization?.receiver_bank_account_number },
  };
}

const customer = z.object({
  data: z.object({ id: z.number().int(), customer_code: z.string().min(1) }),
});
const account = z.object({
  account_name: z.string().min(1),
  account_number: z.string().regex(/^\d{10}$/),
  active: z.boolean().optional(),
  assigned: z.boolean().optional(),
  bank: z.object({ name: z.string().min(1) }),
});
const opened = z.object({ data: account });
const listed = z.object({ data: z.array(account) });
const refusal = z.object({ message: z.string() });

/** Opens accounts at `base` with the bank of this name. */
export function paystackAccounts(
  http: ProviderHttp,
  base: string,
  headers: Readonly<Record<string, string>>,
  bank: string,
): VirtualAccounts {
  const post = (operation: string, path: string, body: unknown) =>
    // A customer of an address, and the account of a customer, are made once: a repeat is harmless.
    http({
      operation,
      method: "POST",
      url: new URL(path, base),
      headers,
      timeoutMs: 15_000,
      body,
      idempotent: true,
    });
  return {
    async open(request): Promise<OpenAccount> {
      const { email, firstName, lastName, phone } = request;
      const made = await post("paystack.customer", "customer", {
        email,
        first_name: firstName,
        last_name: lastName,
        ...(phone === undefined ? {} : { phone }),
      });
      const holder = customer.safeParse(made.json).data?.data;
      if (holder === undefined || made.status >= 300) throw refused(made, "a customer");
      const known = new URL("dedicated_account", base);
      known.searchParams.set("customer", String(holder.id));
      const list = await http({
        operation: "paystack.dedicated_accounts",
        method: "GET",
        url: known,
        headers,
        timeoutMs: 10_000,
      });
      const found = listed.safeParse(list.json).data?.data.find((it) => it.active !== false);
      if (found !== undefined) return openAccount(found, holder.customer_code);
      const answer = await post("paystack.dedicated_account", "dedicated_account", {
        customer: holder.customer_code,
        preferred_bank: bank,
      });
      const parsed = opened.safeParse(answer.json);
      if (answer.status >= 300 || !parsed.success) throw refused(answer, "an account number");
      return openAccount(parsed.data.data, holder.customer_code);
    },
  };
}

function openAccount(it: z.infer<typeof account>, holder: string): OpenAccount {
  return {
    bankName: it.bank.name,
    accountNumber: it.account_number,
    accountName: it.account_name,
    holder,
  };
}

function refused({ status, json }: ProviderAnswer, what: string): Error {
  refuseBadKey("paystack", status);
  const message = refusal.safeParse(json).data?.message;
  return status >= 400 && message !== undefined
    ? new ProviderRefusal(`Paystack answered ${status}: ${message}`)
    : new ProviderUnavailable(`Cannot understand Paystack's answer ${status} about ${what}`, true, {
      provider: "paystack",
    });
}
