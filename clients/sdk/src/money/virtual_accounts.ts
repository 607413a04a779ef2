/** Bank account numbers of a tenancy's own, to which its tenants pay by transfer. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** An account number, and how far it has come. */
export type VirtualAccount = Database["public"]["Tables"]["virtual_accounts"]["Row"];

/**
 * Asks a provider for an account number of a tenancy, as its tenant or for its landlord. It is there within a minute or so;
 * both sides are told. Safe to repeat.
 * @throws {EstateError} virtual_account.needs_identity of a provider that wants to know more of its holder than we do
 */
export async function askVirtualAccount(
  estate: Estate,
  tenancyId: string,
  provider: "paystack" | "flutterwave" = "paystack",
): Promise<VirtualAccount> {
  return dataOf(await estate.rpc("ask_virtual_account", { tenancy_id: tenancyId, provider }));
}

/** The account numbers of a tenancy, as both sides see them. */
export async function listVirtualAccounts(
  estate: Estate,
  tenancyId: string,
): Promise<VirtualAccount[]> {
  return dataOf(
    await estate.from("virtual_accounts").select("*").eq("tenancy_id", tenancyId).order("id"),
  );
}
