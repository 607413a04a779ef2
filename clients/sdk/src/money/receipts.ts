import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** Evidence of a payment, made by the database. Amounts in kobo. */
export type Receipt = Database["public"]["Tables"]["receipts"]["Row"];
type Verification = Database["public"]["Functions"]["verify_receipt"]["Returns"][number];

/** The receipts of a payment that you paid or received. */
export async function listReceipts(estate: Estate, paymentId: string): Promise<Receipt[]> {
  return dataOf(
    await estate.from("receipts").select("*").eq("payment_id", paymentId).order("serial"),
  );
}

/** Checks a receipt by its printed hash; needs no login. Undefined: there is no such receipt. */
export async function verifyReceipt(
  estate: Estate,
  hash: string,
): Promise<Verification | undefined> {
  return dataOf(await estate.rpc("verify_receipt", { receipt_hash: hash }))[0];
}
