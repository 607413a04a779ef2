/** The caution deposit of a tenancy: what is held, line by line; what is disputed and was given back; what damage could be kept of it. */
import { queryOptions } from "@tanstack/react-query";
import type {
  ComparedItem,
  DeductionDispute,
  Deposit,
  DepositLine,
  DepositReturn,
} from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** All of it. */
export interface WholeDeposit {
  readonly deposit: Deposit;
  readonly lines: readonly DepositLine[];
  readonly returns: readonly DepositReturn[];
  readonly disputes: readonly DeductionDispute[];
}

/** Null where there is no deposit, or the reader may not know of it. */
export const depositQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["deposits", "held", tenancyId],
    queryFn: async (): Promise<WholeDeposit | null> => {
      const { client, ...estate } = await sdk();
      const [deposit, lines, returns, disputes] = await Promise.all([
        estate.readDeposit(client, tenancyId),
        estate.depositStatement(client, tenancyId),
        estate.listDepositReturns(client, tenancyId),
        estate.listDeductionDisputes(client, tenancyId),
      ]);
      return deposit === undefined ? null : { deposit, lines, returns, disputes };
    },
    meta: { keep: true },
  });

/** The papers of the tenancy: what a tenant shows against a deduction is one. */
export const papersOfTenancyQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["papers", "documents", tenancyId],
    queryFn: async () => {
      const { client, listDocuments } = await sdk();
      return await listDocuments(client, { tenancy_id: tenancyId });
    },
  });

/** Something that is worse than it was, with what mending would cost. */
export type Damage = ComparedItem & { readonly item_id: string };

/** What is worse at moving out than it was at moving in; nothing where the two were not both inspected. */
export const damageQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["inspections", tenancyId, "damage"],
    queryFn: async (): Promise<readonly Damage[]> => {
      const { client, compareInspections, listInspectionItems } = await sdk();
      const worse = (await compareInspections(client, tenancyId)).filter((it) => it.is_worse);
      const moveOut = worse[0]?.move_out_id ?? undefined;
      if (moveOut === undefined) return [];
      const items = await listInspectionItems(client, moveOut);
      return worse.flatMap((it) => {
        const item = items.find(({ room, item }) => room === it.room && item === it.item);
        return item === undefined ? [] : [{ ...it, item_id: item.id }];
      });
    },
  });
