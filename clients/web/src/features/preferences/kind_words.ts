/** What each kind of news tells, in the reader's words; of what only work tells, in the project's own. */
import { homeKind } from "./home_kinds.ts";
import { moneyKind } from "./money_kinds.ts";
import { otherKind } from "./other_kinds.ts";

/** The reader's words for a kind; undefined: there are none, and what the project says of it stays English. */
export function kindWords(kind: string): string | undefined {
  return moneyKind(kind) ?? homeKind(kind) ?? otherKind(kind);
}
