/** How a name is read: its letters folded, its words told from titles and marks, a person's name from a business's. */
import {
  accountWords,
  businessForms,
  businessKinds,
  businessSpellings,
  connectors,
  generations,
  maidenMarks,
  titles,
  titlesThatAreNames,
} from "./name_data.ts";

/** A name as it was read. */
export interface ReadName {
  /** Its words, in the order written, without titles and marks; a single letter is an initial. */
  readonly words: readonly string[];
  /** Words after "née": the name that she had. */
  readonly maiden: readonly string[];
  readonly titles: readonly string[];
  readonly sex: "man" | "woman" | undefined;
  readonly generation: "younger" | "elder" | undefined;
  readonly isBusiness: boolean;
  /** Whether it names two people: an account that they hold together. */
  readonly isJoint: boolean;
  /** Whether a comma says that the surname comes first. */
  readonly surnameFirst: boolean;
  /** How many letters and blanks it had: banks cut long ones. */
  readonly length: number;
}

/** No name is longer: what comes after is not read. */
const mostLetters = 200;
/** And none has more words. */
const mostWords = 10;

const wordsOf = (text: string) => new Set(text.split(" "));
const men = wordsOf(titles.men);
const women = wordsOf(titles.women);
const alwaysTitles = new Set([...men, ...women, ...wordsOf(titles.anybody)]);
const maybeTitles = wordsOf(titlesThatAreNames);
const younger = wordsOf(generations.younger);
const elder = wordsOf(generations.elder);
const between = wordsOf(`${connectors} ${accountWords}`);
const nee = wordsOf(maidenMarks);
const forms = wordsOf(businessForms);
const kinds = wordsOf(businessKinds);
const businessWords = new Map(
  businessSpellings.flatMap((line) => {
    const [first, ...others] = line.split(" ");
    return [first!, ...others].map((word) => [word, first!] as const);
  }),
);

/** The one word that stands for the spellings of a word of businesses. */
export const businessWord = (word: string): string => businessWords.get(word) ?? word;
export const isBusinessForm = (word: string): boolean => forms.has(word);
export const isBusinessKind = (word: string): boolean => kinds.has(word);
/** Whether a word may be a title, and so may be missing from the other name. */
export const maybeTitle = (word: string): boolean => maybeTitles.has(word);

/** Words that say on their own that this is a business; "the" and "and" do not. */
const tells = (word: string): boolean => {
  // "Engr." is a person's, whatever engineering a business does.
  if (alwaysTitles.has(word)) return false;
  const known = businessWord(word);
  return kinds.has(known) ||
    ["limited", "plc", "incorporated", "nigeria", "company"].includes(known);
};

/** Small letters without marks: tone marks, dots below and hooks go, apostrophes join what they stand in. */
export function foldLetters(text: string): string {
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .replaceAll(/['’‘ʼʻʾʿ`´′]/g, "")
    .replaceAll(/[ɓƁ]/g, "b").replaceAll(/[ɗɖđ]/g, "d").replaceAll("ƙ", "k")
    .replaceAll("ƴ", "y")
    .replaceAll("ŋ", "ng").replaceAll("ø", "o").replaceAll("ł", "l").replaceAll(
      "ı",
      "i",
    )
    .replaceAll("æ", "ae").replaceAll("œ", "oe");
}

/** Reads a name as people and banks write it. */
export function readName(text: string): ReadName {
  const tidy = text.slice(0, mostLetters).trim().replaceAll(/\s+/g, " ");
  const folded = foldLetters(tidy);
  const all = folded.replaceAll("&", " and ").replaceAll("+", " and ")
    .replaceAll(/[^a-z0-9/]/g, " ").replaceAll("/", " / ").split(" ").filter(
      Boolean,
    );
  const isBusiness = all.some(tells);
  return isBusiness ? readBusiness(all, tidy.length) : readPerson(all, folded, tidy.length);
}

function readBusiness(all: readonly string[], length: number): ReadName {
  const words: string[] = [];
  let letters = "";
  for (const word of all.filter((it) => it !== "/")) {
    // A.B.C. and ABC are one word; and so is a number that stands alone.
    if (word.length === 1 && /[a-z]/.test(word)) {
      letters += word;
      continue;
    }
    if (letters !== "" && word === "and") continue;
    if (letters !== "") words.push(letters);
    letters = "";
    words.push(word);
  }
  if (letters !== "") words.push(letters);
  return {
    words: withoutRegistration(words).slice(0, mostWords * 2),
    maiden: [],
    titles: [],
    sex: undefined,
    generation: undefined,
    isBusiness: true,
    isJoint: false,
    surnameFirst: false,
    length,
  };
}

/** "RC 123456" is its number in the register and no part of its name. */
function withoutRegistration(words: readonly string[]): readonly string[] {
  return words.filter((word, at) =>
    !(/^(rc|bn)?[0-9]{5,8}$/.test(word)) && !(word === "rc" && at > 0)
  );
}

function readPerson(
  all: readonly string[],
  folded: string,
  length: number,
): ReadName {
  const words: string[] = [];
  const maiden: string[] = [];
  const found: string[] = [];
  let generation: ReadName["generation"];
  let isMaiden = false;
  let isJoint = false;
  for (const word of all) {
    if (word === "/" || word === "and" || word === "or") {
      isJoint ||= words.length > 0 || found.length > 0;
    } else if (nee.has(word)) isMaiden = true;
    else if (younger.has(word)) generation = "younger";
    else if (elder.has(word)) generation = "elder";
    else if (alwaysTitles.has(word)) found.push(word);
    else if (!between.has(word) && !/[0-9]/.test(word)) {
      (isMaiden ? maiden : words).push(word);
    }
  }
  const isMan = found.some((it) => men.has(it));
  const isWoman = found.some((it) => women.has(it));
  return {
    words: words.slice(0, mostWords),
    maiden: maiden.slice(0, 2),
    titles: found,
    sex: isMan === isWoman ? undefined : isMan ? "man" : "woman",
    generation,
    isBusiness: false,
    isJoint,
    surnameFirst: /^[^,]*[a-z],\s*[a-z]/.test(folded) &&
      folded.indexOf(",") < folded.length - 2,
    length,
  };
}
