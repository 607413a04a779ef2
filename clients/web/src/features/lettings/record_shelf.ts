/** What was written down of an inspection and the project has not kept yet: on the phone, under who wrote it. */
import { ownShelf } from "../../session/own_shelf.ts";
import type { Typed } from "./meters.ts";
import type { Recorded } from "./recorded.ts";

/** All of it. */
export interface Written {
  readonly items: readonly Recorded[];
  readonly meters: Typed;
}

const name = (id: string) => `estate.inspection.${id}`;

/** What was written last; undefined where nothing was, or the phone keeps nothing. */
export function readRecord(id: string): Written | undefined {
  try {
    const kept: unknown = JSON.parse(ownShelf.getItem(name(id)) ?? "null");
    return typeof kept === "object" && kept !== null && "items" in kept && "meters" in kept
      ? kept as Written
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it, where the phone can. */
export function keepRecord(id: string, written: Written): void {
  try {
    ownShelf.setItem(name(id), JSON.stringify(written));
  } catch { /* It stays on the screen, and goes with Save. */ }
}

/** Forgets it: the project has it. */
export function forgetRecord(id: string): void {
  try {
    ownShelf.removeItem(name(id));
  } catch { /* Nothing was kept. */ }
}
