/**
 * Whether the name that somebody gives is the one that a bank or a register has, as Nigerian names are written: in any order, with
 * titles, several given names, initials, spellings of their own, cut by the bank or with another surname since a marriage.
 *
 * Here is only how well they fit. From which score on it is enough, and from which a person decides, is data in the
 * database; the labelled pairs of name_match_test.ts say what each threshold lets pass.
 */
import { matchBusinesses } from "./match_businesses.ts";
import { matchPeople } from "./match_people.ts";
import type { NameMatch } from "./name_reason.ts";
import { type ReadName, readName } from "./name_words.ts";

export type { NameMatch, NameReason, NameReasonCode } from "./name_reason.ts";

/** "Chidi Okafor T/A Chidi Stores" is the account of either. */
const tradingAs = /\s(?:t\/a|d\/b\/a|trading as|doing business as)\s/i;

/** How well the name that was claimed fits the official one, 0…100, and why. */
export function matchNames(claimed: string, official: string): NameMatch {
  const names = official.split(tradingAs);
  return names.map((name) => matchOne(readName(claimed), readName(name)))
    .reduce((best, it) => it.score > best.score ? it : best);
}

function matchOne(claimed: ReadName, official: ReadName): NameMatch {
  if (claimed.words.length === 0 || official.words.length === 0) {
    return { score: 0, reasons: [{ code: "no_name" }] };
  }
  return claimed.isBusiness || official.isBusiness
    ? matchBusinesses(claimed, official)
    : matchPeople(claimed, official);
}
