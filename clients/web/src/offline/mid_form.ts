/** Whether somebody is in the middle of a form: then nothing may offer to load the app anew. */

/** What of a field and of where it stands matters. */
interface Typed {
  closest(selector: string): unknown;
}

/** The address of the screen in whose form something was typed last. */
let typedAt: string | undefined;

/** Told of each input. A search is no form: it stands in the address. */
export function noteTyping(field: Typed, at: string): void {
  if (field.closest("form:not([role=search]), [role=dialog]") !== null) typedAt = at;
}

/** Whether it still is that screen. */
export const isMidForm = (at: string): boolean => typedAt === at;
