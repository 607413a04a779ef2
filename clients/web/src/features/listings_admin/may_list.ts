/** Whether a mandate lets its agency list today. */
import type { Mandate } from "@estate/sdk";

/** Not where there is none. */
export function mayList(
  mandate: Pick<Mandate, "scopes" | "status" | "starts_on" | "ends_on"> | undefined,
  today: string,
): boolean {
  return mandate !== undefined && mandate.status === "active" && mandate.starts_on <= today &&
    mandate.ends_on > today && mandate.scopes.includes("list");
}
