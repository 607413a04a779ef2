/** What does not fit a description: one mistake in a value that does otherwise, and where it lies. */
import fc from "fast-check";
import { type Description, type Shape, typesOf } from "./description.ts";

/** One mistake. */
export interface Mistake {
  /** In words, for whoever reads a counterexample. */
  readonly what: string;
  /** RFC 6901 pointer of the field that a refusal has to name; empty: the whole. */
  readonly pointer: string;
  /** The value with the mistake in it. */
  apply(value: unknown): unknown;
}

/** Deeper than anybody needs, and not so deep that it cannot be sent. */
export const deep: unknown = JSON.parse("[".repeat(1_000) + "]".repeat(1_000));

/** A value of each type, to be put where another is asked for. */
const ofTypes: readonly (readonly [type: string, value: unknown])[] = [
  ["null", null],
  ["boolean", true],
  ["integer", 17],
  ["number", 1.5],
  ["string", "text"],
  ["array", []],
  ["array", [[[{}]]]],
  ["array", deep],
  ["object", {}],
  ["object", { $ne: null, constructor: { prototype: {} } }],
];

const unknownFields = fc.constantFrom(
  "naer",
  "constructor",
  "toString",
  "a/b~c",
  "user_id",
  "org_id ",
  "",
  "\u0000",
  "acting_user",
);

const wrongTexts: Readonly<Record<string, readonly string[]>> = {
  uuid: ["", "17", "0190a6f0-0000-7000-8000-00000000000", "0190a6f0-0000-7000-8000-00000000000g"],
  date: ["", "2026-02-30", "20261205", "05/12/2026", "2026-13-01", "today", "2026-12-05T00:00:00Z"],
  "date-time": ["", "2026-12-05", "now", "infinity", "2026-02-30T09:30:00Z"],
  uri: ["", "nothing"],
};

const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Every kind of mistake that `shape` can have, one at a time. */
export function mistakesIn(description: Description, shape: Shape): fc.Arbitrary<Mistake> {
  return fc.oneof(...kindsOf(description, shape, ""));
}

function kindsOf(
  description: Description,
  shape: Shape,
  pointer: string,
): fc.Arbitrary<Mistake>[] {
  const it = description.resolve(shape);
  const types = typesOf(it);
  const here = (what: string, apply: (value: unknown) => unknown): fc.Arbitrary<Mistake> =>
    fc.constant({ what: `${what} at ${pointer || "the whole"}`, pointer, apply });
  const put = (what: string, value: unknown) => here(what, () => value);
  const made: fc.Arbitrary<Mistake>[] = [];
  if (types.length > 0) {
    const fits = (type: string) =>
      types.includes(type) || (type === "integer" && types.includes("number"));
    const others = ofTypes.filter(([type, value]) =>
      !fits(type) && !(it.enum ?? []).includes(value)
    );
    made.push(
      fc.constantFrom(...others).map(([type, value]) => ({
        what: `${type} at ${pointer || "the whole"}`,
        pointer,
        apply: () => value,
      })),
    );
  }
  if (it.enum !== undefined) {
    made.push(
      ...["", "nothing of these", `${it.enum[0]} `, `${it.enum[0]}\u0000`].map((wrong) =>
        put("none of the choices", wrong)
      ),
    );
  } else if (types.includes("string")) {
    if ((it.minLength ?? 0) > 0) {
      made.push(put("too short a text", "x".repeat((it.minLength ?? 1) - 1)));
    }
    if (it.maxLength !== undefined) {
      made.push(
        put("a text longer by one", "x".repeat(it.maxLength + 1)),
        put("a huge text", "x".repeat(50_000)),
      );
    }
    if (it.pattern !== undefined) {
      const fits = new RegExp(it.pattern);
      const wrong = [
        "",
        " ",
        "0",
        "x",
        "1234",
        "\u0000",
        "😀",
        "123456789012",
        "a b",
        "0000000000 ",
      ]
        .filter((text) => !fits.test(text));
      made.push(...wrong.map((text) => put("a text of another pattern", text)));
    }
    for (const wrong of wrongTexts[it.format ?? ""] ?? []) made.push(put(`no ${it.format}`, wrong));
  } else if (types.includes("integer") || types.includes("number")) {
    if (types.includes("integer")) made.push(put("a fraction", 1.5), put("no safe integer", 1e30));
    made.push(put("a number as text", "17"));
    if (it.minimum !== undefined) made.push(put("less than the least", it.minimum - 1));
    if (it.maximum !== undefined) made.push(put("more than the most", it.maximum + 1));
  } else if (types.includes("boolean")) {
    made.push(put("a truth as text", "true"), put("a truth as number", 1));
  } else if (types.includes("array")) {
    if ((it.minItems ?? 0) > 0) made.push(put("too few", []));
    if (it.maxItems !== undefined) {
      const most = it.maxItems;
      made.push(
        here("one too many", (value) => Array(most + 1).fill((value as unknown[])[0])),
      );
    }
    if (it.items !== undefined) {
      made.push(
        ...kindsOf(description, it.items, `${pointer}/0`).map((kind) =>
          kind.map((mistake) => ({
            ...mistake,
            apply: (value: unknown) => [
              mistake.apply((value as unknown[])[0]),
              ...(value as unknown[]).slice(1),
            ],
          }))
        ),
      );
    }
  } else if (it.properties !== undefined) {
    made.push(
      fc.tuple(unknownFields, fc.jsonValue({ maxDepth: 1 })).map(([name, value]) => ({
        what: `a field that nobody knows at ${pointer}/${name}`,
        pointer: `${pointer}/${escaped(name)}`,
        apply: (whole) => ({ ...whole as object, [name]: value }),
      })),
    );
    for (const [name, of] of Object.entries(it.properties)) {
      const field = `${pointer}/${escaped(name)}`;
      if (it.required?.includes(name)) {
        made.push(fc.constant({
          what: `${field} is missing`,
          pointer: field,
          // A sound list may be empty, and then there is no first of it: a thing without anything is put there.
          apply(whole) {
            const { [name]: _, ...rest } = { ...whole as Record<string, unknown> };
            return rest;
          },
        }));
      }
      // One field has as many of them as another, whatever its shape.
      const kinds = kindsOf(description, of, field);
      if (kinds.length === 0) continue;
      made.push(
        fc.oneof(...kinds).map((mistake) => ({
          ...mistake,
          apply: (whole) => ({
            ...whole as object,
            [name]: mistake.apply((whole as Record<string, unknown>)[name]),
          }),
        })),
      );
    }
  }
  return made;
}

/** Whether a refusal names a field: it itself, what it is part of, or a part of it. */
export function names(pointers: readonly string[], field: string): boolean {
  return pointers.some((pointer) =>
    pointer === field || pointer.startsWith(`${field}/`) ||
    (pointer !== "" && field.startsWith(`${pointer}/`))
  );
}
