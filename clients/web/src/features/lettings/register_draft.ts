/** What was typed of somebody who is being registered: on the phone, under who typed it, until it is done. */
import { ownShelf } from "../../session/own_shelf.ts";

const name = (orgId: string) => `estate.registering.${orgId}`;

/** The fields by name; empty where nothing was typed, or the phone keeps nothing. */
export function readDraft(orgId: string): Readonly<Record<string, string | undefined>> {
  try {
    const kept: unknown = JSON.parse(ownShelf.getItem(name(orgId)) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept as Record<string, string> : {};
  } catch {
    return {};
  }
}

/** Keeps them, where the phone can. */
export function keepDraft(orgId: string, fields: FormData): void {
  try {
    ownShelf.setItem(name(orgId), JSON.stringify(Object.fromEntries(fields)));
  } catch { /* They stay on the screen. */ }
}

/** Forgets them. */
export function forgetDraft(orgId: string): void {
  try {
    ownShelf.removeItem(name(orgId));
  } catch { /* Nothing was kept. */ }
}
