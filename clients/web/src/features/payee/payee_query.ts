/** The bank accounts of an organization, and what is done about them. */
import { queryOptions } from "@tanstack/react-query";
import type { CheckoutProvider, NewPayeeAccount, PayeeAccount } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Its accounts. */
export const accountsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["accounts", orgId],
    queryFn: async () => {
      const [client, { listPayeeAccounts }] = await sdk();
      return await listPayeeAccounts(client, orgId);
    },
  });

/** Banks by a provider's codes. */
export const providerBanksQuery = (provider: CheckoutProvider) =>
  queryOptions({
    queryKey: ["accounts", "banks", provider],
    queryFn: async () => {
      const [client, { listBanks }] = await sdk();
      return await listBanks(client, provider);
    },
    staleTime: Infinity,
  });

/** Adds one. @throws {EstateError} */
export async function add(account: NewPayeeAccount, key: string): Promise<PayeeAccount> {
  const [client, { addPayeeAccount }] = await sdk();
  return await addPayeeAccount(client, account, key);
}

/** What can be done about one. */
export type Act = "approve" | "decline" | "retire";

/** Does it; all but approving need a reason. @throws {EstateError} */
export async function actOn(accountId: string, act: Act, reason: string): Promise<void> {
  const [client, { approvePayeeAccount, declinePayeeAccount, retirePayeeAccount }] = await sdk();
  switch (act) {
    case "approve":
      await approvePayeeAccount(client, accountId);
      break;
    case "decline":
      await declinePayeeAccount(client, accountId, reason);
      break;
    case "retire":
      await retirePayeeAccount(client, accountId, reason);
      break;
  }
}
