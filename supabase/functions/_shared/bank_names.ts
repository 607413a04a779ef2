/** Banks as registers of their accounts: whose an account is, as its bank names it. Asking costs nothing. */
import {
  type IdentityAnswer,
  type IdentityProvider,
  NoAnswer,
  noAnswerOf,
} from "./identity_provider.ts";
import { type TransferProvider, UnknownAccount } from "./transfer_provider.ts";

/** What a payment provider's transfers know of names. */
export function createBankNames(
  transfers: Pick<TransferProvider, "resolveAccount">,
  admits: () => Promise<boolean>,
): IdentityProvider {
  return {
    kinds: ["bank_account"],
    admits,
    async ask({ number, bankCode }): Promise<IdentityAnswer> {
      if (bankCode === undefined) throw new NoAnswer(false, "no_bank");
      try {
        const { accountName } = await transfers.resolveAccount({
          bankCode,
          accountNumber: number,
        });
        return {
          outcome: "found",
          officialName: accountName.trim().replaceAll(/\s+/g, " "),
        };
      } catch (error) {
        if (error instanceof UnknownAccount) return { outcome: "not_found" };
        throw noAnswerOf(error);
      }
    },
  };
}
