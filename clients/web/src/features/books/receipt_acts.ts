/** What may be done about a receipt. */
export const receiptActs = ["void", "refund"] as const;
/** One of them. */
export type ReceiptAct = (typeof receiptActs)[number];
