/** The course of a sale: what is done, what is next. */
import type { Sale } from "@estate/sdk";

/** A station on the way. */
export type Station = "agreed" | "signed" | "closed";

/** How a station stands: done on a day, next, later, or never any more. */
export interface Stop {
  readonly station: Station;
  readonly state: "done" | "next" | "later" | "never";
  readonly on: string | null;
}

/** All stations in their order. A sale may be closed though no contract was recorded. */
export function courseOf(
  { status, agreed_on, contract_signed_on, closed_on }: Pick<
    Sale,
    "status" | "agreed_on" | "contract_signed_on" | "closed_on"
  >,
): readonly Stop[] {
  const days: readonly (readonly [Station, string | null])[] = [
    ["agreed", agreed_on],
    ["signed", contract_signed_on],
    ["closed", closed_on],
  ];
  const next = days.find(([, on]) => on === null)?.[0];
  return days
    .filter(([station, on]) => !(station === "signed" && on === null && status === "closed"))
    .map(([station, on]) => ({
      station,
      on,
      state: on !== null
        ? "done"
        : status === "fallen_through"
        ? "never"
        : station === next
        ? "next"
        : "later",
    }));
}
