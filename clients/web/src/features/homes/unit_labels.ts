/** Names of several units at once: Flat 1 to Flat 6, Shop A to Shop D. */

/** A few of them by name, of many the first three and the last. */
export function someOf(labels: readonly string[]): string {
  return labels.length <= 4
    ? labels.join(", ")
    : `${labels.slice(0, 3).join(", ")} … ${labels.at(-1)}`;
}

/** At most so many in one go. */
export const mostAtOnce = 60;

/**
 * `count` labels that go on from the first: "Flat 3" is followed by "Flat 4", "Shop B" by "Shop C", "B09" by "B10". A label
 * that does not end in a number or a single letter gets one.
 */
export function labelsFrom(first: string, count: number): readonly string[] {
  const label = first.trim().replaceAll(/\s+/g, " ");
  const many = Math.min(Math.max(Math.trunc(count), 0), mostAtOnce);
  if (many <= 1) return many === 1 ? [label] : [];
  const numbered = /^(.*?)(\d+)$/.exec(label);
  if (numbered !== null) {
    const [, before = "", digits = ""] = numbered;
    return Array.from(
      { length: many },
      (_, n) => before + String(Number(digits) + n).padStart(digits.length, "0"),
    );
  }
  const lettered = /^(.*[\s\d])([A-Za-z])$/.exec(label) ?? /^()([A-Za-z])$/.exec(label);
  if (lettered !== null) {
    const [, before = "", letter = "a"] = lettered;
    const last = letter === letter.toUpperCase() ? 90 : 122;
    const from = letter.charCodeAt(0);
    if (from + many - 1 <= last) {
      return Array.from({ length: many }, (_, n) => before + String.fromCharCode(from + n));
    }
  }
  return Array.from({ length: many }, (_, n) => `${label} ${n + 1}`);
}
