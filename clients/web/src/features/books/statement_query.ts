/** Statements of an organization's bank accounts: their rows, what each may be, and what a person says of it. */
import { queryOptions } from "@tanstack/react-query";
import type { ChargeBalance, StatementMatch, StatementRow } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** The accounts whose columns are known. Nothing of a bank account is kept on the phone. */
export const statementAccountsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["accounts", orgId, "statements"],
    queryFn: async () => {
      const [client, { listStatementAccounts }] = await sdk();
      return await listStatementAccounts(client, orgId);
    },
  });

/** Rows that nobody has decided about, each with what it may be, best first. */
export const openRowsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["payments", "statement", accountId],
    queryFn: async (): Promise<readonly ProposedRow[]> => {
      const [client, { listOpenStatementRows, listStatementMatches }] = await sdk();
      const [rows, matches] = await Promise.all([
        listOpenStatementRows(client, accountId),
        listStatementMatches(client, accountId),
      ]);
      return rows.map((row) => ({
        row,
        matches: matches.filter(({ row_id }) => row_id === row.id),
      }));
    },
  });

/** A row with what it may be. */
export interface ProposedRow {
  readonly row: StatementRow;
  readonly matches: readonly StatementMatch[];
}

/** A charge that is open, and whose it is. */
export interface OpenCharge {
  readonly charge: ChargeBalance;
  readonly tenants: string;
  readonly home: { readonly property: string; readonly unit: string } | undefined;
}

/** Charges that a row may pay, the earliest due first. */
export const openChargesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["charges", orgId, "payable"],
    queryFn: async (): Promise<readonly OpenCharge[]> => {
      const [client, { listOrgCharges, rentRoll }] = await sdk();
      const [charges, roll] = await Promise.all([
        listOrgCharges(client, orgId, { statuses: ["overdue", "part_paid", "open"], limit: 1000 }),
        rentRoll(client, orgId),
      ]);
      const homes = new Map(roll.map((it) => [it.tenancy_id, it]));
      return charges.toReversed().map((charge) => {
        const home = homes.get(charge.tenancy_id ?? "");
        return {
          charge,
          tenants: home?.tenants ?? "",
          home: home === undefined ? undefined : { property: home.property, unit: home.unit },
        };
      });
    },
  });

/** What is said of a row. */
export type RowDecision =
  | { readonly is: "payment"; readonly offlinePaymentId: string }
  | { readonly is: "charges"; readonly chargeIds: readonly string[] }
  | { readonly is: "none"; readonly reason: string };

/** Says it. `isOtherMoney`: it only looks like one that is a payment already. @throws {EstateError} */
export async function decideRow(
  rowId: string,
  decision: RowDecision,
  isOtherMoney: boolean,
): Promise<StatementRow> {
  const [client, { matchStatementRow, bookStatementRow, dismissStatementRow }] = await sdk();
  switch (decision.is) {
    case "payment":
      return await matchStatementRow(client, rowId, decision.offlinePaymentId, { isOtherMoney });
    case "charges":
      return await bookStatementRow(client, rowId, decision.chargeIds, { isOtherMoney });
    case "none":
      return await dismissStatementRow(client, rowId, decision.reason);
  }
}
