/** Where a sale stands and who is in it, in words. */
import { t } from "@lingui/core/macro";
import type { Sale, SaleParty } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** Where it stands. */
export function saleState(
  status: Sale["status"],
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "agreed":
      return { meaning: "info", words: t`Agreed` };
    case "contract_signed":
      return { meaning: "info", words: t`Contract signed` };
    case "closed":
      return { meaning: "good", words: t`Sold` };
    case "fallen_through":
      return { meaning: "bad", words: t`Came to nothing` };
  }
}

/** All parts that somebody can have in it. */
export const roles = [
  "buyer",
  "seller",
  "buyer_solicitor",
  "seller_solicitor",
  "seller_agent",
] as const;

/** What somebody is in it. */
export function roleName(role: SaleParty["role"]): string {
  switch (role) {
    case "buyer":
      return t`Buyer`;
    case "seller":
      return t`Seller`;
    case "buyer_solicitor":
      return t`Solicitor of the buyer`;
    case "seller_solicitor":
      return t`Solicitor of the seller`;
    case "seller_agent":
      return t`Agent of the seller`;
  }
}
