/** The account numbers that were given for payments, kept on the phone so that reload and return find them. */
import type { Transfer } from "@estate/sdk";
import type { Shelf } from "./draft_key.ts";

const name = "estate.transfers";

function read(shelf: Shelf): readonly Transfer[] {
  try {
    const all: unknown = JSON.parse(shelf.getItem(name) ?? "[]");
    return Array.isArray(all) ? all as Transfer[] : [];
  } catch {
    return [];
  }
}

/** Keeps the last five. */
export function keepTransfer(shelf: Shelf, transfer: Transfer): void {
  const others = read(shelf).filter((it) => it.reference !== transfer.reference);
  try {
    shelf.setItem(name, JSON.stringify([...others.slice(-4), transfer]));
  } catch { /* It stands on the screen all the same. */ }
}

/** Where to transfer to for a payment, while that is still of use. */
export function keptTransfer(
  shelf: Shelf,
  reference: string,
  now = Date.now(),
): Transfer | undefined {
  return read(shelf).find((it) => it.reference === reference && Date.parse(it.expires_at) > now);
}
