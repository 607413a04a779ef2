import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { downloadScan } from "../ground/scans.ts";
import type { Database } from "../generated/database.types.ts";

/** Evidence of a payment, made by the database, as its two sides see it. Amounts in kobo. */
export type Receipt = Omit<
  Database["public"]["Tables"]["receipts"]["Row"],
  "previous_hash" | "token_hash"
>;

/** A receipt with why it is void; null while it holds. */
export type ReceiptWithVoid = Receipt & { readonly void: ReceiptVoid | null };

/** That a receipt no longer holds, and why. */
export type ReceiptVoid = Pick<
  Database["public"]["Tables"]["receipt_voids"]["Row"],
  "receipt_id" | "org_id" | "reason" | "voided_at" | "hash_version" | "hash"
>;

/** How a receipt stands, as whoever was handed it may know. */
export type Verification = Database["public"]["Functions"]["verify_receipt"]["Returns"][number];

const columns = "id, org_id, payment_id, tenancy_id, kind, year, serial, number, received_on, " +
  "landlord_name, landlord_address, tenant_names, tenant_address, premises, amount_kobo, currency, " +
  "period, items, method, payment_reference, issued_at, token, hash_version, hash, sale_id, " +
  "application_id, replaces_id";

const voidColumns = "receipt_id, org_id, reason, voided_at, hash_version, hash";

type Embedded = Receipt & { readonly receipt_voids: ReceiptVoid | readonly ReceiptVoid[] | null };

const embedded = `${columns}, receipt_voids (${voidColumns})`;

// There is one at most, which not every Data API knows: some give a list.
const withVoids = (found: readonly Embedded[]): ReceiptWithVoid[] =>
  found.map(({ receipt_voids, ...receipt }) => ({
    ...receipt,
    void: [receipt_voids ?? []].flat()[0] ?? null,
  }));

/** The receipts of a payment that you paid or received, each with whether it is void. */
export async function listReceipts(
  estate: Estate,
  paymentId: string,
): Promise<ReceiptWithVoid[]> {
  return withVoids(dataAs<Embedded[]>(
    await estate.from("receipts").select(embedded).eq("payment_id", paymentId).order("serial"),
  ));
}

/** The receipts of a tenancy, newest first, each with whether it is void; `beforeId` is the last one of the page before. */
export async function listTenancyReceipts(
  estate: Estate,
  tenancyId: string,
  page: { readonly beforeId?: string; readonly limit?: number } = {},
): Promise<ReceiptWithVoid[]> {
  let found = estate.from("receipts").select(embedded).eq("tenancy_id", tenancyId)
    .order("id", { ascending: false }).limit(page.limit ?? 50);
  if (page.beforeId !== undefined) found = found.lt("id", page.beforeId);
  return withVoids(dataAs<Embedded[]>(await found));
}

/** The receipts of a sale, newest first, each with whether it is void. */
export async function listSaleReceipts(
  estate: Estate,
  saleId: string,
): Promise<ReceiptWithVoid[]> {
  return withVoids(dataAs<Embedded[]>(
    await estate.from("receipts").select(embedded).eq("sale_id", saleId)
      .order("id", { ascending: false }).limit(50),
  ));
}

/**
 * The receipts of an organization, newest first, each with whether it is void. `search`: a part of the number, or of the
 * tenants' names or the premises as they stand on it.
 */
export async function listOrgReceipts(
  estate: Estate,
  orgId: string,
  of: { readonly search?: string; readonly limit?: number } = {},
): Promise<ReceiptWithVoid[]> {
  let found = estate.from("receipts").select(embedded).eq("org_id", orgId)
    .order("id", { ascending: false }).limit(of.limit ?? 50);
  // What PostgREST gives a meaning is no part of a name.
  const words = (of.search ?? "").split(/[%_*"\\(),\s]+/).filter((it) => it !== "");
  if (words.length > 0) {
    const like = `ilike.*${words.join("*")}*`;
    found = found.or(`number.${like},tenant_names.${like},premises.${like}`);
  }
  return withVoids(dataAs<Embedded[]>(await found));
}

/**
 * The receipt as a PDF, with VOID across it when it is void. It is made some seconds after the receipt: until then
 * there is no such file.
 */
export function downloadReceipt(
  estate: Estate,
  receipt: Pick<Receipt, "id" | "org_id">,
  isVoid = false,
): Promise<Blob> {
  const name = isVoid ? "void" : "issued";
  return downloadScan(estate, "receipts", `${receipt.org_id}/${receipt.id}/${name}.pdf`);
}

/**
 * Voids a receipt for good, for members with money.confirm: it is never edited, and whoever has it may read the reason.
 * The money stays where it is. With `reissue` another receipt takes its place, with its own number and with names and
 * premises as they are now: correct those first. Safe to repeat.
 */
export async function voidReceipt(
  estate: Estate,
  receiptId: string,
  reason: string,
  { reissue = false } = {},
): Promise<ReceiptVoid> {
  return dataOf(await estate.rpc("void_receipt", { receipt_id: receiptId, reason, reissue }));
}

/**
 * Checks a receipt by its token, which its QR code holds; needs no login. Undefined: there is no such receipt.
 * `status` is valid, void, or forged when its contents no longer give its hash.
 */
export async function verifyReceipt(
  estate: Estate,
  token: string,
): Promise<Verification | undefined> {
  return dataOf(await estate.rpc("verify_receipt", { token }))[0];
}
