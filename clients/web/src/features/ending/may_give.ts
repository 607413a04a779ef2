/** When notice can be given. */
import type { TenancyHome } from "@estate/sdk";

/** While the tenancy is in force and under none. */
export const mayGive = ({ status }: Pick<TenancyHome, "status">): boolean =>
  status === "active" || status === "holding_over";
