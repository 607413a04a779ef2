/** An id that is sent with something that must not happen twice: the same after a reload, until it is done. */
import { ownShelf } from "../../session/own_shelf.ts";

/** The one of this doing; a new one where none is kept. */
export function clientIdFor(name: string): string {
  const key = `estate.once.${name}`;
  try {
    const kept = ownShelf.getItem(key);
    if (kept !== null) return kept;
    const made = crypto.randomUUID();
    ownShelf.setItem(key, made);
    return made;
  } catch {
    return crypto.randomUUID();
  }
}

/** It is done: the next doing is another. */
export function forgetClientId(name: string): void {
  try {
    ownShelf.removeItem(`estate.once.${name}`);
  } catch { /* Nothing was kept. */ }
}
