/**
 * Whether two names of businesses are one's, or a business is that of a person: what makes its name its own has to be in
 * both, its trade may not be another, and its legal form says nothing.
 */
import type { NameMatch, NameReason, NameReasonCode } from "./name_reason.ts";
import { businessWord, isBusinessForm, isBusinessKind, type ReadName } from "./name_words.ts";
import { cutFrom, joinWords, pairWords } from "./word_pairs.ts";

/** The most that a match can have for this reason. */
const atMost = {
  ownNameDiffers: 25,
  moreOfOwnName: 45,
  tradesDiffer: 65,
  person: 70,
  moreTrades: 80,
  shortSlip: 80,
} as const;

export function matchBusinesses(
  claimed: ReadName,
  official: ReadName,
): NameMatch {
  const reasons: NameReason[] = [];
  let score = 100;
  const cap = (
    most: number,
    code: NameReasonCode,
    words: Omit<NameReason, "code"> = {},
  ) => {
    score = Math.min(score, most);
    reasons.push({ code, ...words });
  };
  const isCut = official.length >= cutFrom;
  const wordsOfficial = withoutCutWord();
  const wordsClaimed = claimed.words.map(businessWord);
  const [own, officialOwn] = [ownWords(wordsClaimed), ownWords(wordsOfficial)];
  const joinedClaimed = joinWords(own.words, officialOwn.words);
  const joinedOfficial = joinWords(officialOwn.words, joinedClaimed.words);
  reasons.push(...joinedClaimed.reasons, ...joinedOfficial.reasons);
  const [a, b] = [joinedClaimed.words, joinedOfficial.words];
  const { pairs, leftClaimed, leftOfficial } = pairWords(a, b, false);
  for (const { claimed, official, tie } of pairs) {
    reasons.push({ code: tie, claimed: a[claimed]!, official: b[official]! });
    if (tie === "initial") score -= 25;
    else if (tie === "typing" || tie === "short_form") score -= 10;
    else if (tie !== "same") score -= 2;
  }
  if (pairs.length === 0) {
    return { score: 0, reasons: [...reasons, { code: "nothing_in_common" }] };
  }
  if (
    pairs.every((it) => it.tie !== "same" && it.tie !== "spelling" && it.tie !== "variant")
  ) {
    score = Math.min(score, atMost.shortSlip);
  }
  if (pairs.some((it, at) => at > 0 && it.official < pairs[at - 1]!.official)) {
    reasons.push({ code: "order" });
    score -= 8;
  }
  const lastPaired = Math.max(...pairs.map((it) => it.claimed));
  // What a cut name lost is at its end.
  const lost = isCut ? leftClaimed.filter((at) => at > lastPaired) : [];
  const missing = leftClaimed.filter((at) => !lost.includes(at));
  if (missing.length > 0 || leftOfficial.length > 0) {
    const words = {
      claimed: missing.map((at) => a[at]!).join(" "),
      official: leftOfficial.map((at) => b[at]!).join(" "),
    };
    cap(
      missing.length > 0 && leftOfficial.length > 0 ? atMost.ownNameDiffers : atMost.moreOfOwnName,
      "left_over",
      words,
    );
  }
  if (lost.length > 0) score -= 6;

  if (claimed.isBusiness !== official.isBusiness) {
    const isPerson = (claimed.isBusiness ? official : claimed).words.length > 1;
    const trades = own.kinds.length + officialOwn.kinds.length;
    if (isPerson || trades > 0) cap(atMost.person, "business_and_person");
    else score -= 8;
    return done();
  }
  const has = (kinds: readonly string[], kind: string) => kinds.includes(kind);
  const onlyClaimed = own.kinds.filter((it) => !has(officialOwn.kinds, it) && !isCutOf(it));
  const onlyOfficial = officialOwn.kinds.filter((it) => !has(own.kinds, it));
  if (onlyClaimed.length > 0 && onlyOfficial.length > 0) {
    cap(atMost.tradesDiffer, "trade_differs", {
      claimed: onlyClaimed.join(" "),
      official: onlyOfficial.join(" "),
    });
  } else if (onlyClaimed.length + onlyOfficial.length > 0) {
    cap(atMost.moreTrades, "trade_differs", {
      claimed: onlyClaimed.join(" "),
      official: onlyOfficial.join(" "),
    });
  }
  return done();

  function done(): NameMatch {
    return { score: Math.max(0, Math.round(score)), reasons };
  }

  /** A trade that the bank's cut may have taken: nothing of the official name comes after where it would stand. */
  function isCutOf(kind: string): boolean {
    if (!isCut) return false;
    const after = wordsClaimed.slice(wordsClaimed.indexOf(kind) + 1);
    return !after.some((it) => !isBusinessForm(it) && wordsOfficial.includes(it));
  }

  /** The official words; a last one that is the beginning of a claimed word is what the cut left of it. */
  function withoutCutWord(): readonly string[] {
    const last = official.words.at(-1)!;
    const isBeginning = isCut && official.words.length > 1 &&
      claimed.words.some((it) =>
        it.length > last.length && it.startsWith(last) &&
        !official.words.includes(it)
      );
    if (isBeginning) reasons.push({ code: "cut_off", official: last });
    return (isBeginning ? official.words.slice(0, -1) : official.words).map(
      businessWord,
    );
  }
}

interface OwnWords {
  readonly words: readonly string[];
  readonly kinds: readonly string[];
}

/** The words by which a business is known, apart from its trades and its legal form; where there are none, its trades. */
function ownWords(all: readonly string[]): OwnWords {
  const words = all.filter((it) => !isBusinessForm(it));
  const kinds = words.filter(isBusinessKind);
  const own = words.filter((it) => !isBusinessKind(it));
  return own.length === 0 ? { words: kinds, kinds: [] } : { words: own, kinds };
}
