import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import fc from "fast-check";
import { onePerson, twoPeople, unsure } from "../testing/name_pairs.ts";
import { matchNames, type NameReasonCode } from "./name_match.ts";
import { foldLetters } from "./name_words.ts";

/** What the database begins with: from `passes` on a match is enough, from `asks` on a person decides. */
const threshold = { passes: 85, asks: 60 };

interface Pair {
  readonly claimed: string;
  readonly official: string;
  readonly score: number;
}

function scored(text: string): readonly Pair[] {
  const lines = text.split("\n").filter((it) => it !== "" && !it.startsWith("//"));
  return lines.map((line) => {
    const [claimed, official] = line.split(" | ");
    return {
      claimed: claimed!,
      official: official!,
      score: matchNames(claimed!, official!).score,
    };
  });
}

const percent = (part: number, whole: number) => Math.round(1000 * part / whole) / 10;
const told = (pairs: readonly Pair[]) =>
  pairs.map((it) => `  ${it.score} ${it.claimed} | ${it.official}`).join("\n");

Deno.test("names are matched as people judge them: precision, recall and what is left to a person", () => {
  const [same, different, open] = [
    scored(onePerson),
    scored(twoPeople),
    scored(unsure),
  ];
  assertGreaterOrEqual(same.length + different.length + open.length, 300);
  assertGreaterOrEqual(different.length, 120);
  const passed = same.filter((it) => it.score >= threshold.passes);
  const wrong = [...different, ...open].filter((it) => it.score >= threshold.passes);
  const missed = same.filter((it) => it.score < threshold.passes);
  const refused = [...same, ...open].filter((it) => it.score < threshold.asks);
  const asked = different.filter((it) => it.score >= threshold.asks && it.score < threshold.passes);
  const precision = percent(passed.length, passed.length + wrong.length);
  const recall = percent(passed.length, same.length);
  console.log(
    `${same.length} of one person, ${different.length} of two, ${open.length} for a person to decide.\n` +
      `At ${threshold.passes}: precision ${precision} %, recall ${recall} %; ` +
      `of two people, a person is asked about ${asked.length}.`,
  );
  const faults = `passed wrongly:\n${told(wrong)}\nmissed:\n${told(missed)}\nrefused:\n${
    told(refused)
  }`;
  assertGreaterOrEqual(precision, 99, faults);
  assertGreaterOrEqual(recall, 95, faults);
  assertEquals(
    refused,
    [],
    "what may be one person's is never refused without a person",
  );
  assertGreaterOrEqual(
    15,
    percent(asked.length, different.length),
    told(asked),
  );
});

Deno.test("no pair is there twice", () => {
  const all = [onePerson, twoPeople, unsure].flatMap((it) => scored(it));
  const keys = all.map((it) => `${it.claimed} | ${it.official}`);
  assertEquals(keys.filter((it, at) => keys.indexOf(it) !== at), []);
});

const reasons: readonly [string, string, NameReasonCode][] = [
  ["Alhaji Musa Dantata", "DANTATA MUSA", "title"],
  ["Chidi Okafor", "OKAFOR CHIDI", "order"],
  ["Mohammed Gusau", "GUSAU MUHAMMAD", "variant"],
  ["Sola Coker", "COKER SHOLA", "spelling"],
  ["Seun Kuti", "KUTI OLUWASEUN", "short_form"],
  ["Chidi E. Okafor", "OKAFOR CHIDI EMMANUEL", "initial"],
  ["Oluwatobiloba Ayomide Oyelaran", "OYELARAN OLUWATOBILOBA AYOMI", "cut_off"],
  ["Ehizogie Aimufua", "AIMUFUA EHIZOGE", "typing"],
  ["Abdul Rahman Gwadabe", "GWADABE ABDULRAHMAN", "joined"],
  ["Chidi Okafor", "OKAFOR CHIDI JOHN", "left_over"],
  ["Amaka Eze (née Okoye)", "EZE AMAKA", "maiden_name"],
  ["Musa Ibrahim", "IBRAHIM MUSA SANI", "common_names"],
  ["Ngozi Amaka Eze", "EZE NNEKA AMAKA", "given_name_differs"],
  ["Ngozi Amaka Okafor", "EZE NGOZI AMAKA", "surname_differs"],
  ["Chidi Emmanuel Okafor", "OKAFOR BENJAMIN CHIDI", "middle_name_differs"],
  ["Mr Tosin Alade", "MRS ALADE TOSIN", "titles_differ"],
  ["Ada Okafor Jnr", "OKAFOR ADA", "generation"],
  ["Danfulani", "DANFULANI", "one_name"],
  ["Chidi Okafor", "OKAFOR CHIDI AND NGOZI", "joint_account"],
  ["Chidi Okafor", "CHIDI OKAFOR ENTERPRISES", "business_and_person"],
  ["Adaeze Ventures", "ADAEZE ENTERPRISES", "trade_differs"],
  ["Chidi Okafor", "BAKARE TUNDE", "nothing_in_common"],
  ["Chidi Okafor", "...", "no_name"],
];
for (const [claimed, official, code] of reasons) {
  Deno.test(`the reasons of ${claimed} and ${official} say ${code}`, () => {
    const found = matchNames(claimed, official).reasons.map((it) => it.code);
    assert(found.includes(code), found.join());
  });
}

Deno.test("letters are folded: marks above and below, hooks and apostrophes", () => {
  assertEquals(foldLetters("Ọlájùmọ̀kẹ́ Ṣ"), "olajumoke s");
  assertEquals(
    foldLetters("ƊAN ƁAGUDU ƘWARU ƴar’adua"),
    "dan bagudu kwaru yaradua",
  );
  assertEquals(
    foldLetters("Ọ".normalize("NFD")),
    foldLetters("Ọ".normalize("NFC")),
  );
});

Deno.test("whatever the words, the score is a whole number of 0…100, and nothing takes long", () => {
  const name = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.array(
      fc.constantFrom(
        "Musa",
        "Ibrahim",
        "C.",
        "Mrs",
        "nee",
        "Okafor-Eze",
        "Ltd",
        "&",
        "Jr",
        "T/A",
        "a",
      ),
      {
        maxLength: 40,
      },
    ).map((it) => it.join(" ")),
  );
  fc.assert(
    fc.property(name, name, (a, b) => {
      const { score } = matchNames(a, b);
      assert(Number.isInteger(score) && score >= 0 && score <= 100, `${score}`);
    }),
    { numRuns: 300 },
  );
  const begun = performance.now();
  matchNames("a b ".repeat(5_000), "b a ".repeat(5_000));
  matchNames("Okafor ".repeat(5_000), "Okafor ".repeat(5_000));
  assert(performance.now() - begun < 1_000);
});

Deno.test("a name fits itself in any order and letters", () => {
  const words = [
    "Chidi",
    "Ọlájùmọ̀kẹ́",
    "Okafor-Eze",
    "Muhammad",
    "Isma'il",
    "Bakare",
    "Nkechi",
  ];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(words, { minLength: 2 }),
      fc.nat(10),
      (name, turn) => {
        const turned = [
          ...name.slice(turn % name.length),
          ...name.slice(0, turn % name.length),
        ];
        const { score } = matchNames(
          name.join(" "),
          turned.join(" ").toUpperCase(),
        );
        assertGreaterOrEqual(score, threshold.passes);
      },
    ),
    { numRuns: 100 },
  );
});
