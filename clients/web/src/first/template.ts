/** The first view of a search as it is written at build, from the screen itself, in one language: tools/first_template.tsx. */
import type { Ago } from "../format/calendar.ts";

type Unit = Exclude<Ago["unit"], "now">;

/** With places such as {{title}} that src/first/fill.ts fills. */
export interface FirstTemplate {
  /** All of #app, with more homes than are shown and without. */
  readonly full: string;
  readonly few: string;
  /** A card by its kind: cardKind(). */
  readonly cards: Readonly<Record<string, string>>;
  readonly words: {
    readonly kinds: Readonly<Record<string, string>>;
    readonly periods: Readonly<Record<string, string>>;
    /** By number. */
    readonly bedrooms: readonly string[];
    readonly bathrooms: readonly string[];
    readonly homes: readonly string[];
    readonly months: readonly string[];
    readonly now: string;
    readonly yesterday: string;
    /** Of one and of more, with # for the number. */
    readonly ago: Readonly<Record<Unit, readonly [one: string, other: string]>>;
  };
}
