/** What fits a description: values of every shape that it names, those among them that exist, and those that are odd. */
import fc from "fast-check";
import { type Description, type Shape, typesOf } from "./description.ts";

/** What of a world may be named. */
export interface Known {
  /** Ids of what is there. */
  readonly ids: readonly string[];
  /** Values of fields by their names, such as the paths of uploads. */
  readonly fields: Readonly<Record<string, readonly unknown[]>>;
  /** Likewise, of those that are odd. */
  readonly oddFields: Readonly<Record<string, readonly unknown[]>>;
}

/** Texts that a description allows and nobody should choke on. */
export const oddTexts: readonly string[] = [
  "\u0000",
  "Ada\u0000Okafor",
  "line\nline",
  "tab\ttab",
  "\u001b[31mred",
  "\u0085",
  "\ud800",
  "lone \udfff end",
  "\u202egnp.exe",
  "\u200b",
  "\ufeff",
  "\uffff",
  "a\u0300\u0301\u0302\u0303\u0304",
  "👩‍👩‍👧‍👦",
  "' or 1=1; --",
  "%00",
  "%s%s%n",
  "\\",
  "\\u0000",
  "{}",
  "null",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "=HYPERLINK(1)",
  "ẹ̀kọ́ Ìbàdàn",
];

const odd = fc.constantFrom(...oddTexts);
const usual = fc.constantFrom("Ada", "Okafor", "Flat 1", "Rent of May", "2026-11", "en", "058");

/** Texts of a length; those that are odd too, unless `plain`. */
function texts(least: number, most: number, plain: boolean): fc.Arbitrary<string> {
  const cap = Math.max(least, Math.min(most, 300));
  const those = plain ? usual : fc.oneof(
    { arbitrary: usual, weight: 4 },
    { arbitrary: odd, weight: 3 },
    { arbitrary: fc.string({ unit: "grapheme", maxLength: Math.min(cap, 30) }), weight: 2 },
    { arbitrary: fc.constant("x".repeat(cap)), weight: 1 },
  );
  return those.map((text) => text.slice(0, most).padEnd(least, "x"));
}

function matching(pattern: string, most: number): fc.Arbitrary<string> {
  const fits = new RegExp(pattern);
  try {
    return fc.stringMatching(fits);
  } catch {
    // What looks ahead cannot be made, only tried.
    return fc.oneof(usual, fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }))
      .map((text) => text.slice(0, most)).filter((text) => fits.test(text));
  }
}

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: fc.constantFrom("2026-11-27", "2026-12-31", "2027-02-28", "2000-01-01", "2199-12-31"),
  "date-time": fc.constantFrom("2026-11-27T09:30:00Z", "2026-12-01T00:00:00+01:00"),
  uri: fc.constantFrom("https://example.ng/a"),
  email: fc.constantFrom("ada@example.ng"),
};

/** Values that fit `shape`; `name` is that of the field. With `whole`, every field that may be given is. */
export function soundValues(
  description: Description,
  shape: Shape,
  known: Known,
  { name = "", whole = false }: { readonly name?: string; readonly whole?: boolean } = {},
): fc.Arbitrary<unknown> {
  const it = description.resolve(shape);
  const inner = (of: Shape, name: string) => soundValues(description, of, known, { name, whole });
  if (it.enum !== undefined) return fc.constantFrom(...it.enum);
  if (it.anyOf !== undefined) return fc.oneof(...it.anyOf.map((each) => inner(each, name)));
  const [type] = typesOf(it);
  const given = known.fields[name];
  // Beside a mistake all else is as it should be.
  if (given !== undefined && whole) return fc.constantFrom(...given);
  const named = [...given ?? [], ...known.oddFields[name] ?? []];
  if (type === "string") {
    if (it.format === "uuid") {
      return fc.oneof({ arbitrary: fc.constantFrom(...known.ids), weight: 3 }, {
        arbitrary: fc.uuid({ version: 4 }),
        weight: 1,
      });
    }
    const most = it.maxLength ?? Infinity;
    const own = it.format !== undefined && it.format in formats
      ? formats[it.format] as fc.Arbitrary<string>
      : it.pattern !== undefined
      ? matching(it.pattern, most)
      : texts(it.minLength ?? 0, most, whole);
    return named.length === 0
      ? own
      : fc.oneof({ arbitrary: fc.constantFrom(...named), weight: 3 }, {
        arbitrary: own,
        weight: 1,
      });
  }
  if (type === "integer" || type === "number") {
    const [least, most] = [it.minimum ?? -1_000, it.maximum ?? Number.MAX_SAFE_INTEGER];
    return fc.oneof(
      fc.integer({ min: least, max: Math.min(most, least + 500_000) }),
      fc.constantFrom(least, most),
    );
  }
  if (type === "boolean") return fc.boolean();
  if (type === "array") {
    const least = it.minItems ?? 0;
    return fc.array(inner(it.items ?? {}, name), {
      minLength: least,
      maxLength: Math.max(least, Math.min(it.maxItems ?? 3, 3)),
    });
  }
  if (type === "object" && it.properties !== undefined) {
    return fc.record(
      Object.fromEntries(
        Object.entries(it.properties).map(([field, of]) => [field, inner(of, field)]),
      ),
      whole ? {} : { requiredKeys: [...it.required ?? []] },
    );
  }
  return fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(usual, fc.jsonValue()));
}
