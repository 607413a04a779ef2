/** JSON whose numbers keep every digit: PostgREST passes the database's text on, where JavaScript would round. */

// ECMAScript's "JSON.parse source text access", which TypeScript's library does not know yet.
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): value is { rawJSON: string };
}
const { parse, rawJSON, isRawJSON } = JSON as unknown as ExactJson;

// Nothing shorter is rounded.
const longNumber = /\d{16}|\d[eE]/;

/** Parses JSON; a number that JavaScript cannot hold becomes an object that serializes as its own digits. */
export function parseExactly(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text);
  return parse(text, (_key, value, { source }) => {
    if (typeof value !== "number" || source === undefined) return value;
    return isExact(value, source) ? value : rawJSON(source);
  });
}

/** The digits of a number that `parseExactly` could not hold; undefined for everything else. */
export function digitsOf(value: unknown): string | undefined {
  return isRawJSON(value) ? value.rawJSON : undefined;
}

/** A value that serializes as `text`, which must be JSON of a string, number, boolean or null. */
export function asJson(text: string): object {
  return rawJSON(text);
}

function isExact(value: number, source: string): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value);
  // More significant digits than a double tells apart.
  return source.replace(/[eE].*$/, "").replace(/^[-0.]+|\./g, "").length <= 15;
}
