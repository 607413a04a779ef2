/**
 * Account numbers of Flutterwave for one payment each (v3, dynamic virtual accounts). Its permanent ones want the BVN of
 * their holder, which we do not keep: docs/decisions/0026-autopay-and-virtual-accounts.md.
 */
import { z } from "zod";
import type { ProviderHttp } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";
import { providerWords } from "../provider_words.ts";
import type { TransferAccount, VirtualAccounts } from "../virtual_accounts.ts";
import { koboOf, nairaOf } from "./naira.ts";

const opened = z.object({
  status: z.literal("success"),
  data: z.object({
    account_number: z.string().regex(/^\d{10}$/),
    bank_name: z.string().min(1).max(100),
    amount: z.union([z.number(), z.string()]),
    expiry_date: z.string(),
  }),
});
const refusal = z.object({ status: z.literal("error"), message: z.string() });

/** Gives account numbers at `base`. */
export function flutterwaveAccounts(
  http: ProviderHttp,
  base: string,
  headers: Readonly<Record<string, string>>,
): VirtualAccounts {
  return {
    async openFor(
      { reference, amountKobo, payerEmail },
    ): Promise<TransferAccount> {
      const answer = await http({
        operation: "flutterwave.virtual_account",
        method: "POST",
        url: new URL("virtual-account-numbers", base),
        headers,
        timeoutMs: 30_000,
        body: {
          email: payerEmail,
          tx_ref: reference,
          amount: nairaOf(amountKobo),
          currency: "NGN",
          is_permanent: false,
          narration: `Payment ${reference}`,
        },
      });
      const parsed = opened.safeParse(answer.json);
      if (answer.status === 200 && parsed.success) {
        const { account_number, bank_name, amount, expiry_date } = parsed.data.data;
        const expiresAt = momentOf(expiry_date);
        // What is to be paid there is the payer's debt, to the kobo: no fee of theirs on top.
        if (expiresAt !== undefined && koboOf(amount) === amountKobo) {
          return {
            bankName: providerWords(bank_name),
            accountNumber: account_number,
            expiresAt,
          };
        }
      }
      refuseBadKey("flutterwave", answer.status);
      const message = refusal.safeParse(answer.json).data?.message;
      if (message !== undefined) {
        throw new ProviderRefusal(
          `Flutterwave answered ${answer.status}: ${providerWords(message)}`,
        );
      }
      throw new ProviderUnavailable(
        `Cannot understand Flutterwave's answer ${answer.status} about an account number`,
        true,
        { provider: "flutterwave" },
      );
    },
  };
}

/** Its times come with a zone, or without one in Nigeria's. */
function momentOf(text: string): string | undefined {
  const spelled = text.trim().replace(" ", "T");
  const at = new Date(
    /(Z|[+-]\d{2}:?\d{2})$/.test(spelled) ? spelled : `${spelled}+01:00`,
  );
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
