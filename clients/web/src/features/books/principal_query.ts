/** What an agency collected for owners: what of it is still owed, and sending it on. */
import { queryOptions } from "@tanstack/react-query";
import type { Payout, PrincipalBalance } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** A mandate's balance, and who the other side is. */
export interface NamedBalance extends PrincipalBalance {
  readonly otherName: string | undefined;
  /** Whether the reader's organization is the agency. */
  readonly isAgency: boolean;
}

/** Each mandate of an organization, as agency or as owner. */
export const principalsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["mandates", orgId, "balances"],
    queryFn: async (): Promise<readonly NamedBalance[]> => {
      const [client, { principalBalances, organizationNames }] = await sdk();
      const balances = await principalBalances(client, orgId);
      const names = balances.length === 0 ? [] : await organizationNames(
        client,
        balances.flatMap((it) => [it.agent_org_id, it.principal_org_id]),
      );
      return balances.map((it) => {
        const isAgency = it.agent_org_id === orgId;
        const other = isAgency ? it.principal_org_id : it.agent_org_id;
        return { ...it, isAgency, otherName: names.find(({ id }) => id === other)?.name };
      });
    },
    meta: { keep: true },
  });

/** What moved what is owed under one, in this and the last year. */
export const principalMovesQuery = (mandateId: string, today: string) =>
  queryOptions({
    queryKey: ["mandates", "moves", mandateId],
    queryFn: async () => {
      const [client, { principalStatement }] = await sdk();
      const fromOn = `${Number(today.slice(0, 4)) - 1}-01-01`;
      return await principalStatement(client, mandateId, { fromOn, untilOn: today });
    },
  });

/** Where it may be sent on to. */
export const principalAccountsQuery = (mandateId: string) =>
  queryOptions({
    queryKey: ["accounts", "principal", mandateId],
    queryFn: async () => {
      const [client, { listPrincipalAccounts }] = await sdk();
      return await listPrincipalAccounts(client, mandateId);
    },
  });

/** Asks that it is sent on. @throws {EstateError} */
export async function sendOn(
  mandateId: string,
  payeeAccountId: string,
  amountKobo: number,
  clientId: string,
): Promise<Payout> {
  const [client, { requestRemittance }] = await sdk();
  return await requestRemittance(client, { mandateId, payeeAccountId, amountKobo }, clientId);
}
