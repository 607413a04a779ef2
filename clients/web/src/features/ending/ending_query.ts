/** What is read where a tenancy comes to its end. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** Between which days notice given today can end it; null when one may not know. Not kept: tomorrow the days are others. */
export const noticeTermsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "notice_terms", tenancyId],
    queryFn: async () => {
      const { client, readNoticeTerms } = await sdk();
      return await readNoticeTerms(client, tenancyId) ?? null;
    },
  });

/** The deposit: how much is held, each line of it, what was kept, disputed and came back. Null: there is none to see. */
export const depositQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["deposits", tenancyId],
    queryFn: async () => {
      const { client, ...estate } = await sdk();
      const [deposit, lines, deductions, returns, disputes] = await Promise.all([
        estate.readDeposit(client, tenancyId),
        estate.depositStatement(client, tenancyId),
        estate.listDeductions(client, tenancyId),
        estate.listDepositReturns(client, tenancyId),
        estate.listDeductionDisputes(client, tenancyId),
      ]);
      return deposit === undefined ? null : { deposit, lines, deductions, returns, disputes };
    },
    meta: { keep: true },
  });

/** After something was said of it: an answer moves what is held and what is owed. */
export const readDepositAnew = (queries: QueryClient): Promise<unknown> =>
  Promise.all(
    ["deposits", "charges", "money"].map((it) => queries.invalidateQueries({ queryKey: [it] })),
  );

/** The papers of the tenancy that one may read, by which deductions and returns are shown. */
export const papersQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["papers", "documents", tenancyId],
    queryFn: async () => {
      const { client, listDocuments } = await sdk();
      return await listDocuments(client, { tenancy_id: tenancyId });
    },
    meta: { keep: true },
  });
