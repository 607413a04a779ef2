/** The parts of the money screen: each a place in the address. */

/** Their names. */
export const moneyTabs = ["charges", "payments", "receipts", "relief"] as const;

/** One of them. */
export type MoneyTab = (typeof moneyTabs)[number];

/** What an address says. */
export interface MoneyAddress {
  readonly tab?: Exclude<MoneyTab, "charges">;
  /** Of the statement for rent relief; this one when left out. */
  readonly year?: number;
}

/** Reads an address; charges stand first and need no name. */
export function readMoneyAddress(
  raw: Readonly<Record<string, unknown>>,
): MoneyAddress {
  const tab = (["payments", "receipts", "relief"] as const).find((it) => it === raw["tab"]);
  const year = Number(raw["year"]);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(tab === "relief" && Number.isInteger(year) && year >= 2000 && year < 2200 ? { year } : {}),
  };
}
