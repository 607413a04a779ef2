/**
 * Whether two names of people are one person's. What both have counts for it; what only one has is let pass, since papers
 * have more or fewer names, as long as enough is in common that few people share; where each has a name that the other has
 * not, they are two people, but for a surname that may have changed by marriage, which a person looks at.
 */
import { isHandedOn } from "./likeness.ts";
import type { NameMatch, NameReason, NameReasonCode } from "./name_reason.ts";
import { maybeTitle, type ReadName } from "./name_words.ts";
import { cutFrom, joinWords, pairWords, type WordPair } from "./word_pairs.ts";

/** The most that a match can have for this reason. Below 60 is a no, below 85 a person decides. */
const atMost = {
  generationsDiffer: 30,
  givenNameDiffers: 25,
  oneOfSeveral: 45,
  initialDiffers: 50,
  middleNameDiffers: 62,
  surnameOfWoman: 62,
  surnameDiffers: 70,
  oneInCommon: 30,
  titlesDiffer: 55,
  oneName: 70,
  oneAndInitials: 74,
  twoSlips: 74,
  jointAccount: 76,
  commonNames: 78,
  shortSlip: 80,
  twoShortForms: 80,
  oneGeneration: 80,
} as const;

/** What each way of being nearly the same costs. */
const costs: Partial<Record<WordPair["tie"], number>> = {
  variant: 1,
  spelling: 2,
  short_form: 4,
  initial: 3,
  cut_off: 3,
  typing: 7,
};

export function matchPeople(claimed: ReadName, official: ReadName): NameMatch {
  const reasons: NameReason[] = [];
  let score = 100;
  const cap = (
    most: number,
    code?: NameReasonCode,
    words: Omit<NameReason, "code"> = {},
  ) => {
    score = Math.min(score, most);
    if (code !== undefined) reasons.push({ code, ...words });
  };

  // Her maiden name is one that she may be known by, and may be missing.
  const every = (name: ReadName) => [...name.words, ...name.maiden];
  const joinedClaimed = joinWords(every(claimed), every(official));
  const joinedOfficial = joinWords(every(official), joinedClaimed.words);
  const [wordsClaimed, wordsOfficial] = [
    joinedClaimed.words,
    joinedOfficial.words,
  ];
  reasons.push(...joinedClaimed.reasons, ...joinedOfficial.reasons);

  const { pairs, ...left } = pairWords(
    wordsClaimed,
    wordsOfficial,
    official.length >= cutFrom,
  );
  for (const { claimed, official, tie } of pairs) {
    reasons.push({
      code: tie,
      claimed: wordsClaimed[claimed]!,
      official: wordsOfficial[official]!,
    });
    score -= costs[tie] ?? 0;
  }
  const isWhole = ({ claimed, official, tie }: WordPair) =>
    tie !== "initial" && wordsClaimed[claimed]!.length > 1 &&
    wordsOfficial[official]!.length > 1;
  const whole = pairs.filter(isWhole);
  if (whole.length === 0) {
    const fits = pairs.length > 0 && left.leftClaimed.length === 0 &&
      left.leftOfficial.length === 0;
    return {
      score: fits ? 20 : 0,
      reasons: [...reasons, { code: "nothing_in_common" }],
    };
  }

  const kept = (
    words: readonly string[],
    at: readonly number[],
    name: ReadName,
  ) =>
    at.filter((place) => {
      const word = words[place]!;
      if (name.maiden.includes(word)) {
        reasons.push({ code: "maiden_name", claimed: word });
      } else if (maybeTitle(word)) {
        reasons.push({ code: "title", claimed: word });
      } else return true;
      return false;
    });
  const leftClaimed = kept(wordsClaimed, left.leftClaimed, claimed);
  const leftOfficial = kept(wordsOfficial, left.leftOfficial, official);
  if (claimed.titles.join() !== official.titles.join()) {
    for (
      const title of claimed.titles.filter((it) => !official.titles.includes(it))
    ) {
      reasons.push({ code: "title", claimed: title });
    }
    for (
      const title of official.titles.filter((it) => !claimed.titles.includes(it))
    ) {
      reasons.push({ code: "title", official: title });
    }
  }
  if (pairs.some((it, at) => at > 0 && it.official < pairs[at - 1]!.official)) {
    reasons.push({ code: "order" });
    // Two names that are each a father's may be a son's the other way round; banks write the surname first all the same.
    if (whole.every((it) => isHandedOn(wordsClaimed[it.claimed]!))) score -= 6;
  }

  if (leftClaimed.length > 0 && leftOfficial.length > 0) {
    differ();
  } else {
    const extra = leftClaimed.length + leftOfficial.length;
    score -= Math.min(9, 3 * extra);
    for (const at of leftClaimed) {
      reasons.push({ code: "left_over", claimed: wordsClaimed[at]! });
    }
    for (const at of leftOfficial) {
      reasons.push({ code: "left_over", official: wordsOfficial[at]! });
    }
    fit(leftClaimed.concat(leftOfficial).length > 0);
  }

  if (claimed.sex && official.sex && claimed.sex !== official.sex) {
    cap(atMost.titlesDiffer, "titles_differ");
  }
  if (claimed.generation !== official.generation) {
    cap(
      claimed.generation && official.generation ? atMost.generationsDiffer : atMost.oneGeneration,
      "generation",
    );
  }
  if (claimed.isJoint || official.isJoint) {
    cap(atMost.jointAccount, "joint_account");
  }
  return { score: Math.max(0, Math.round(score)), reasons };

  /** Nothing of one stands against something of the other: is what they have in common enough? */
  function fit(isMoreOnOneSide: boolean): void {
    const initials = pairs.length - whole.length;
    if (whole.length === 1) {
      if (initials > 0) cap(atMost.oneAndInitials, "one_name");
      else if (isMoreOnOneSide) cap(atMost.oneOfSeveral, "one_name");
      else cap(atMost.oneName, "one_name");
    }
    const evidence = whole.reduce((sum, { claimed, official, tie }) => {
      if (tie === "cut_off" && wordsOfficial[official]!.length < 3) {
        return sum + 0.5;
      }
      return sum + (isHandedOn(wordsClaimed[claimed]!) ? 1 : 2);
    }, initials * 0.5);
    if (isMoreOnOneSide && whole.length > 1 && evidence < 3) {
      cap(atMost.commonNames, "common_names");
    }
    const slips = whole.filter((it) => it.tie === "typing");
    const sure = whole.length - slips.length;
    if (slips.length > 1) cap(atMost.twoSlips);
    else if (slips.length === 1 && sure === 1) {
      if (wordsClaimed[slips[0]!.claimed]!.length < 7) cap(atMost.shortSlip);
      else score -= 4;
    }
    if (whole.filter((it) => it.tie === "short_form").length > 1) {
      cap(atMost.twoShortForms);
    }
  }

  /** Each has a word that the other has not: which one says what it may be. */
  function differ(): void {
    const words = {
      claimed: leftClaimed.map((at) => wordsClaimed[at]!).join(" "),
      official: leftOfficial.map((at) => wordsOfficial[at]!).join(" "),
    };
    const namesHer = claimed.sex === "woman" || official.sex === "woman" ||
      claimed.maiden.length + official.maiden.length > 0;
    const [lastClaimed, lastOfficial] = [
      wordsClaimed.length - 1,
      wordsOfficial.length - 1,
    ];
    const surnameClaimed = claimed.surnameFirst ? 0 : lastClaimed;
    // A bank has the surname first, an identity card last.
    const isSurname = leftClaimed.length === 1 &&
      leftClaimed[0] === surnameClaimed &&
      leftOfficial.length === 1 &&
      (leftOfficial[0] === 0 || leftOfficial[0] === lastOfficial);
    const areInitials = words.claimed.length === 1 ||
      words.official.length === 1;
    if (whole.length === 1) {
      if (isSurname && namesHer) {
        cap(atMost.surnameOfWoman, "surname_differs", words);
      } else {cap(
          atMost.oneInCommon,
          isSurname ? "surname_differs" : "given_name_differs",
          words,
        );}
    } else if (areInitials) {
      cap(atMost.initialDiffers, "middle_name_differs", words);
    } else if (isSurname) {
      cap(atMost.surnameDiffers, "surname_differs", words);
    } else if (isMiddle()) {
      cap(atMost.middleNameDiffers, "middle_name_differs", words);
    } else {
      cap(atMost.givenNameDiffers, "given_name_differs", words);
    }
  }

  /**
   * Whether only a middle name differs: first and last are paired, and crosswise, as a bank's name with the surname first
   * is with one that has it last. In one order the word in the middle may be the given name of a brother.
   */
  function isMiddle(): boolean {
    const lastClaimed = wordsClaimed.length - 1;
    const first = pairs.find((it) => it.claimed === 0);
    const last = pairs.find((it) => it.claimed === lastClaimed);
    return first !== undefined && last !== undefined &&
      last.official < first.official;
  }
}
