/** Receipts of an organization, and what is done about one. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { NewRefund, ReceiptWithVoid } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** The newest, or those that have the words; what was there stays until the next ones come. */
export const orgReceiptsQuery = (orgId: string, search: string, limit: number) =>
  queryOptions({
    queryKey: ["receipts", orgId, search, limit],
    queryFn: async (): Promise<readonly ReceiptWithVoid[]> => {
      const [client, { listOrgReceipts }] = await sdk();
      return await listOrgReceipts(client, orgId, { search, limit });
    },
    placeholderData: keepPreviousData,
    meta: { keep: search === "" },
  });

/** Its paper. @throws {EstateError} while it is being made */
export async function paperOf(receipt: ReceiptWithVoid): Promise<Blob> {
  const [client, { downloadReceipt }] = await sdk();
  return await downloadReceipt(client, receipt, receipt.void !== null);
}

/** Voids it for good. Safe to repeat. @throws {EstateError} */
export async function makeVoid(id: string, reason: string, reissue: boolean): Promise<void> {
  const [client, { voidReceipt }] = await sdk();
  await voidReceipt(client, id, reason, { reissue });
}

/** Asks that money of its payment goes back. @throws {EstateError} */
export async function askRefund(refund: NewRefund): Promise<void> {
  const [client, { requestRefund }] = await sdk();
  await requestRefund(client, refund);
}
