/** How alike two words of names are, and by what: one spelling, one name, a short form, a slip of the keys. */
import {
  handedOn,
  nameParts,
  neverTheSame,
  otherNames,
  shortForms,
  spellings,
} from "./name_data.ts";

/** By what two words are one name. */
export type Tie =
  | "same"
  | "variant"
  | "spelling"
  | "short_form"
  | "initial"
  | "cut_off"
  | "typing";

/** Spellings of one name have one number. */
const families = new Map<string, number>();
spellings.forEach((line, family) => {
  for (const word of line.split(" ")) {
    if (!families.has(word)) families.set(word, family);
  }
});
const shorts = new Map(shortForms.map((line) => {
  const [short, longs] = line.split(": ");
  return [short!, longs!.split(" ")] as const;
}));
const known = new Set([
  ...families.keys(),
  ...shorts.keys(),
  ...[...shorts.values()].flat(),
  ...otherNames.split(" "),
  ...handedOn.split(" "),
]);
const apart = neverTheSame.map((line) => new Set(line.split(" ")));
const common = new Set(handedOn.split(" "));
const commonFamilies = new Set(
  [...common].map((it) => families.get(it)).filter((it) => it !== undefined),
);
const fronts = nameParts.front.split(" ");
const ends = nameParts.end.split(" ");

/** Whether this is a name that fathers hand on as a surname, in any spelling: it tells few people apart. */
export function isHandedOn(word: string): boolean {
  const family = families.get(word);
  return common.has(word) ||
    (family !== undefined && commonFamilies.has(family));
}

/** Whether the word is in the data, in any spelling. */
export const isKnownName = (word: string): boolean => known.has(word);

/**
 * A word as it sounds: what clerks write in many ways becomes one. Kept narrow, since two names that sound alike are still
 * two: vowels are not dropped, and no consonant changes for a voiced one.
 */
export function soundOf(word: string): string {
  return word.replaceAll("ph", "f").replaceAll(/[kgt]h/g, (it) => it[0]!)
    .replaceAll("dh", "d")
    .replaceAll("ck", "k").replaceAll("q", "k").replaceAll("sh", "s")
    .replaceAll("oluwa", "olu").replaceAll("chukwu", "chuku")
    .replaceAll("ee", "i").replaceAll("oo", "u").replaceAll("ou", "u")
    .replaceAll(/([ae])y(?=[^aeiou]|$)/g, "$1i")
    .replaceAll(/iy(?=[aeou])/g, "i")
    .replaceAll(/(.)\1/g, "$1")
    .replace(/h$/, "").replace(/y$/, "i").replace(/(?<=.{3})atu?$/, "a");
}

/** By what two whole words are one name; undefined where they are two. An initial and a cut word are asked for apart. */
export function tieOf(a: string, b: string): Tie | undefined {
  if (a === b) return "same";
  if (a.length === 1 || b.length === 1) return undefined;
  if (areApart(a, b)) return undefined;
  const [familyA, familyB] = [families.get(a), families.get(b)];
  if (familyA !== undefined && familyA === familyB) return "variant";
  if (soundOf(a) === soundOf(b)) return "spelling";
  if (isShortFor(a, b) || isShortFor(b, a)) return "short_form";
  if (known.has(a) && known.has(b)) return undefined;
  return isSlip(a, b) ? "typing" : undefined;
}

function areApart(a: string, b: string): boolean {
  const names = (word: string) => {
    const family = families.get(word);
    return family === undefined ? [word] : spellings[family]!.split(" ");
  };
  const [ofA, ofB] = [names(a), names(b)];
  return apart.some((line) => {
    const [left, right] = [
      ofA.filter((it) => line.has(it)),
      ofB.filter((it) => line.has(it)),
    ];
    return left.length > 0 && right.length > 0 &&
      !left.some((it) => right.includes(it));
  });
}

/** Whether `short` is what people call those who are named `long`. */
function isShortFor(short: string, long: string): boolean {
  const longs = shorts.get(short);
  if (longs !== undefined) {
    const sounds = longs.map(soundOf);
    if (sounds.includes(soundOf(long))) return true;
    const family = families.get(long);
    if (
      family !== undefined && longs.some((it) => families.get(it) === family)
    ) return true;
  }
  if (short.length < 4 || long.length <= short.length) return false;
  const [sound, whole] = [soundOf(short), long];
  return fronts.some((part) =>
    whole.startsWith(part) && soundOf(whole.slice(part.length)) === sound
  ) ||
    ends.some((part) => whole.endsWith(part) && soundOf(whole.slice(0, -part.length)) === sound);
}

const vowels = "aeiou";

/**
 * Whether one is the other with a slip of the keys: one letter in five, two in ten. Not the first letter, and no other
 * vowel at the end, by which names of men and women differ.
 */
function isSlip(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length < 5 || shorter[0] !== longer[0]) return false;
  const [lastShorter, lastLonger] = [shorter.at(-1)!, longer.at(-1)!];
  if (lastShorter !== lastLonger && vowels.includes(lastLonger)) return false;
  if (
    lastShorter !== lastLonger && vowels.includes(lastShorter) &&
    shorter.length === longer.length
  ) return false;
  return slips(shorter, longer) <= (shorter.length >= 10 ? 2 : 1);
}

/** Letters left out, put in, changed or swapped with their neighbour, at the least. */
export function slips(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => {
    const row = new Array<number>(b.length + 1).fill(0);
    row[0] = i;
    return row;
  });
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + change,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      }
      rows[i]![j] = least;
    }
  }
  return rows[a.length]![b.length]!;
}
