/**
 * The id that somebody's asking for money has, kept on the phone until it is known what came of it: a lost answer, a reload or
 * a second tap asks for the same again, not for more.
 */

import { isRefused } from "../../session/answered.ts";

/** The part of somebody's own shelf that is needed. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

interface Kept {
  /** What is asked for: of another amount, or to another account, it is another asking. */
  readonly mark: string;
  readonly id: string;
  readonly at: number;
}

const keptMs = 86_400_000;

function read(shelf: Shelf, name: string, now: number): readonly Kept[] {
  try {
    const all: unknown = JSON.parse(shelf.getItem(name) ?? "[]");
    return Array.isArray(all) ? all.filter((it: Kept) => now - it.at < keptMs) : [];
  } catch {
    return [];
  }
}

function write(shelf: Shelf, name: string, all: readonly Kept[]): void {
  try {
    shelf.setItem(name, JSON.stringify(all));
  } catch { /* Full or forbidden: the button itself still takes one press. */ }
}

/** The id for what `mark` says; another one where `known` has it: that asking arrived. */
export function clientIdFor(
  shelf: Shelf,
  name: string,
  mark: string,
  known: (id: string) => boolean,
  now = Date.now(),
): string {
  const all = read(shelf, name, now);
  const kept = all.find((it) => it.mark === mark);
  if (kept !== undefined && !known(kept.id)) return kept.id;
  const id = crypto.randomUUID();
  write(shelf, name, [...all.filter((it) => it.mark !== mark), { mark, id, at: now }]);
  return id;
}

/** Asks under an id, and forgets it once it is decided what came of it: done, or refused. */
export async function askUnder<Made>(
  shelf: Shelf,
  name: string,
  id: string,
  ask: () => Promise<Made>,
): Promise<Made> {
  try {
    const made = await ask();
    dropClientId(shelf, name, id);
    return made;
  } catch (error) {
    if (isRefused(error)) dropClientId(shelf, name, id);
    throw error;
  }
}

/** Forgets an id. */
export function dropClientId(shelf: Shelf, name: string, id: string, now = Date.now()): void {
  write(shelf, name, read(shelf, name, now).filter((it) => it.id !== id));
}
