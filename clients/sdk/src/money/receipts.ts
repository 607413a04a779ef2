import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** Evidence of a payment, made by the database, as its two sides see it. Amounts in kobo. */
export type Receipt = Omit<
  Database["public"]["Tables"]["receipts"]["Row"],
  "previous_hash" | "token_hash"
>;
type Verification = Database["public"]["Functions"]["verify_receipt"]["Returns"][number];

const columns = "id, org_id, payment_id, tenancy_id, kind, year, serial, number, received_on, " +
  "landlord_name, landlord_address, tenant_names, tenant_address, premises, amount_kobo, currency, " +
  "period, items, method, payment_reference, issued_at, token, hash_version, hash, sale_id, application_id";

/** The receipts of a payment that you paid or received. */
export async function listReceipts(estate: Estate, paymentId: string): Promise<Receipt[]> {
  return dataAs<Receipt[]>(
    await estate.from("receipts").select(columns).eq("payment_id", paymentId).order("serial"),
  );
}

/**
 * Checks a receipt by its token, which its QR code holds; needs no login. Undefined: there is no such receipt.
 * `valid` is false when its contents no longer give its hash.
 */
export async function verifyReceipt(
  estate: Estate,
  token: string,
): Promise<Verification | undefined> {
  return dataOf(await estate.rpc("verify_receipt", { token }))[0];
}
