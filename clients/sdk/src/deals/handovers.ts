/** After a sale: tenancies that pass from the seller of a home to its buyer. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import type { Sale } from "./sales.ts";

/** A tenancy that passed from the seller of a home to its buyer, in the books of one of them. */
export type TenancyHandover = Database["public"]["Tables"]["tenancy_handovers"]["Row"];

/**
 * Says into which of your organizations a home goes that you buy. At completion its tenancies pass there; of a sale that
 * is closed already they pass now. Safe to repeat.
 *
 * @throws {EstateError} sale.not_found, auth.forbidden, sale.bad_buyer, sale.already_taken
 */
export async function nameBuyingOrganization(
  estate: Estate,
  saleId: string,
  orgId: string,
): Promise<Sale> {
  return dataOf(
    await estate.rpc("name_buying_organization", { sale_id: saleId, org_id: orgId }),
  );
}

/** The newest handovers that you see: of your organizations, or of your own tenancies; at most 100. */
export async function listHandovers(
  estate: Estate,
  only: { readonly orgId?: string; readonly tenancyId?: string; readonly saleId?: string } = {},
): Promise<TenancyHandover[]> {
  let query = estate.from("tenancy_handovers").select("*").order("id", { ascending: false })
    .limit(100);
  if (only.orgId !== undefined) query = query.eq("org_id", only.orgId);
  if (only.tenancyId !== undefined) query = query.eq("tenancy_id", only.tenancyId);
  if (only.saleId !== undefined) query = query.eq("sale_id", only.saleId);
  return dataOf(await query);
}

/**
 * Says that the seller gave you the deposit of a tenancy that you took over, by a transfer or in the price. Safe to repeat.
 *
 * @throws {EstateError} handover.not_found, auth.forbidden
 */
export async function confirmHandoverDeposit(
  estate: Estate,
  tenancyId: string,
): Promise<TenancyHandover> {
  return dataOf(await estate.rpc("confirm_handover_deposit", { tenancy_id: tenancyId }));
}
