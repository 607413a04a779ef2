/** Who asks people for their rental record: who decides about applicants, and who lets. */
import { useMay } from "../../session/membership.ts";

/** Whether the caller is one of them. */
export function useMayAsk(orgId: string): boolean {
  const [deals, lets] = [useMay(orgId, "deals.write"), useMay(orgId, "tenancies.write")];
  return deals || lets;
}
