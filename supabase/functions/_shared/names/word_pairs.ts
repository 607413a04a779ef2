/** Which word of one name is which of the other: the pairs that fit best together, each word in one. */
import { type Tie, tieOf } from "./likeness.ts";
import type { NameReason } from "./name_reason.ts";

export interface WordPair {
  readonly claimed: number;
  readonly official: number;
  readonly tie: Tie;
}

export interface WordPairs {
  readonly pairs: readonly WordPair[];
  /** Places of words that are in no pair. */
  readonly leftClaimed: readonly number[];
  readonly leftOfficial: readonly number[];
}

/** What a pair is worth when pairs are chosen: any pair of whole words more than one of an initial. */
const worth: Record<Tie, number> = {
  same: 100,
  variant: 97,
  spelling: 96,
  short_form: 92,
  typing: 85,
  cut_off: 80,
  initial: 40,
};

/** Banks cut names at about thirty letters, some earlier: the last word of a name this long may be a part of one. */
export const cutFrom = 25;

/** Pairs words; `cut` says that the last official word may be the beginning of a longer one. */
export function pairWords(
  claimed: readonly string[],
  official: readonly string[],
  cut: boolean,
): WordPairs {
  const ties = claimed.map((a) =>
    official.map((b, at) => between(a, b, cut && at === official.length - 1))
  );
  const best = new Map<string, { total: number; pairs: readonly WordPair[] }>();
  const choose = (
    from: number,
    taken: number,
  ): { total: number; pairs: readonly WordPair[] } => {
    if (from === claimed.length) return { total: 0, pairs: [] };
    const key = `${from} ${taken}`;
    const known = best.get(key);
    if (known !== undefined) return known;
    let found = choose(from + 1, taken);
    ties[from]!.forEach((tie, at) => {
      if (tie === undefined || taken & (1 << at)) return;
      const rest = choose(from + 1, taken | (1 << at));
      const total = rest.total + worth[tie];
      if (total > found.total) {
        found = {
          total,
          pairs: [{ claimed: from, official: at, tie }, ...rest.pairs],
        };
      }
    });
    best.set(key, found);
    return found;
  };
  const { pairs } = choose(0, 0);
  return {
    pairs,
    leftClaimed: claimed.map((_, at) => at).filter((at) => !pairs.some((it) => it.claimed === at)),
    leftOfficial: official.map((_, at) => at)
      .filter((at) => !pairs.some((it) => it.official === at)),
  };
}

function between(
  claimed: string,
  official: string,
  isCut: boolean,
): Tie | undefined {
  if (claimed.length === 1 || official.length === 1) {
    return claimed[0] === official[0] ? "initial" : undefined;
  }
  const tie = tieOf(claimed, official);
  if (
    tie === undefined && isCut && claimed.length > official.length &&
    claimed.startsWith(official)
  ) {
    return "cut_off";
  }
  return tie;
}

/** Writes together what the other name has as one word: Abdul Rahman is Abdulrahman, Chi Amaka is Chiamaka. */
export function joinWords(
  words: readonly string[],
  others: readonly string[],
): {
  readonly words: readonly string[];
  readonly reasons: readonly NameReason[];
} {
  const joined: string[] = [];
  const reasons: NameReason[] = [];
  for (let at = 0; at < words.length;) {
    const many = [3, 2].find((count) => {
      const parts = words.slice(at, at + count);
      if (parts.length < count || parts.some((it) => it.length === 1)) {
        return false;
      }
      const whole = parts.join("");
      return others.some((it) => isOne(whole, it)) &&
        !parts.every((part) => others.some((it) => isOne(part, it)));
    }) ?? 1;
    const whole = words.slice(at, at + many).join("");
    if (many > 1) reasons.push({ code: "joined", claimed: whole });
    joined.push(whole);
    at += many;
  }
  return { words: joined, reasons };
}

const isOne = (a: string, b: string) => {
  const tie = a.length > 1 && b.length > 1 ? tieOf(a, b) : undefined;
  return tie === "same" || tie === "variant" || tie === "spelling";
};
