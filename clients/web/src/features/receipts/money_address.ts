/** The parts of the money screen: each a place in the address. */

/** Their names. */
export const moneyTabs = ["charges", "payments", "receipts"] as const;

/** One of them. */
export type MoneyTab = (typeof moneyTabs)[number];

/** Reads an address; charges stand first and need no name. */
export function readMoneyAddress(
  raw: Readonly<Record<string, unknown>>,
): { readonly tab?: Exclude<MoneyTab, "charges"> } {
  const tab = (["payments", "receipts"] as const).find((it) => it === raw["tab"]);
  return tab === undefined ? {} : { tab };
}
