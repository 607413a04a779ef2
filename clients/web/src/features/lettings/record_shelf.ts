/** What was written down of an inspection and the project has not kept yet: on the phone, under who wrote it. */
import { ownShelf } from "../../session/own_shelf.ts";
import type { Recorded } from "./recorded.ts";

const name = (id: string) => `estate.inspection.${id}`;

/** What was written last; undefined where nothing was, or the phone keeps nothing. */
export function readRecord(id: string): readonly Recorded[] | undefined {
  try {
    const kept: unknown = JSON.parse(ownShelf.getItem(name(id)) ?? "null");
    return Array.isArray(kept) ? kept as Recorded[] : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it, where the phone can. */
export function keepRecord(id: string, recorded: readonly Recorded[]): void {
  try {
    ownShelf.setItem(name(id), JSON.stringify(recorded));
  } catch { /* It stays on the screen, and goes with Save. */ }
}

/** Forgets it: the project has it. */
export function forgetRecord(id: string): void {
  try {
    ownShelf.removeItem(name(id));
  } catch { /* Nothing was kept. */ }
}
