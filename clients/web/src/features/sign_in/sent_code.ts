/** Where a code went: kept in this tab, for phones forget a page while its reader looks for the SMS. */
import type { Contact } from "./auth.ts";

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const mark = "estate.code";
/** A code by SMS is good for ten minutes. */
const goodForMs = 600_000;

/** It went there just now. */
export function keepSent(contact: Contact, shelf: Shelf, now: number): void {
  try {
    shelf.setItem(mark, JSON.stringify({ ...contact, at: now }));
  } catch { /* No storage: it lasts as long as the page. */ }
}

/** Where the last code went, for as long as it is good. */
export function sentTo(shelf: Shelf, now: number): Contact | undefined {
  try {
    const { phone, email, at } = JSON.parse(shelf.getItem(mark) ?? "{}") as Record<string, unknown>;
    if (typeof at !== "number" || now - at >= goodForMs || now < at) return undefined;
    return typeof phone === "string"
      ? { phone }
      : typeof email === "string"
      ? { email }
      : undefined;
  } catch {
    return undefined;
  }
}

/** It was used, or another number is tried. */
export function forgetSent(shelf: Shelf): void {
  try {
    shelf.removeItem(mark);
  } catch { /* Nothing was kept. */ }
}
