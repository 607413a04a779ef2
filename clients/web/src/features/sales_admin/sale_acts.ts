/** What the seller's side can do with a sale where it stands; the project has the last word. */
import type { Sale } from "@estate/sdk";

/** sign: the contract was signed; price: another one is proposed; close: it is complete; fail: it came to nothing; party: somebody is to be named. */
export const saleActs = ["sign", "price", "close", "fail", "party"] as const;
/** One of them. */
export type SaleAct = (typeof saleActs)[number];

/** What can be done, what mostly comes next first. */
export function actsOf(status: Sale["status"]): readonly SaleAct[] {
  switch (status) {
    case "agreed":
      return ["sign", "close", "price", "fail", "party"];
    case "contract_signed":
      return ["close", "price", "fail", "party"];
    default:
      return [];
  }
}
