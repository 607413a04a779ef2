/** What somebody wrote of an application and the project has not kept yet: on the phone, per person and listing. */
import type { ApplicationFacts, Guarantor } from "@estate/sdk";
import type { Draft } from "./application_query.ts";

/** Where it is kept. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Its name there. */
export const draftMark = (userId: string, listingId: string): string =>
  `estate.apply.${userId}.${listingId}`;

/** What was written last and not kept by the project; undefined where nothing was. */
export function readLocal(mark: string, shelf: Shelf = localStorage): ApplicationFacts | undefined {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(mark) ?? "null");
    return typeof kept === "object" && kept !== null ? kept as ApplicationFacts : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it; whether that was possible: a phone may be full, or have no storage. */
export function keepLocal(
  mark: string,
  facts: ApplicationFacts,
  shelf: Shelf = localStorage,
): boolean {
  try {
    shelf.setItem(mark, JSON.stringify(facts));
    return true;
  } catch {
    return false;
  }
}

/** Forgets `facts`, which the project has; not what was written after them. */
export function forgetLocal(
  mark: string,
  facts: ApplicationFacts,
  shelf: Shelf = localStorage,
): void {
  try {
    if (shelf.getItem(mark) === JSON.stringify(facts)) shelf.removeItem(mark);
  } catch { /* Nothing was kept. */ }
}

/** A draft with what was written over it: what is left out was emptied, as the project takes it. */
export function written(draft: Draft, facts: ApplicationFacts | undefined): Draft {
  if (facts === undefined) return draft;
  return {
    application: {
      ...draft.application,
      move_in_on: facts.moveInOn ?? null,
      term_months: facts.termMonths ?? null,
      occupation: facts.occupation ?? null,
      employer: facts.employer ?? null,
      income_band: facts.incomeBand ?? null,
      has_pets: facts.hasPets ?? false,
      note: facts.note ?? null,
    },
    household: facts.household?.map((it, at) => ({ id: String(at), ...it })) ?? draft.household,
    guarantors: facts.guarantors?.map((it, at) =>
      ({
        id: String(at),
        status: "named",
        email: null,
        ...it,
      }) as Guarantor
    ) ?? draft.guarantors,
  };
}
