/** Names of areas as facets count them, without capitals, written as names again. */

/** Of every town: the Government Reserved Area. */
const abbreviations = new Set(["gra", "fct"]);

/** "ikeja gra" as "Ikeja GRA", "d-line" as "D-Line". */
export function placeName(lower: string): string {
  return lower.replace(
    /\p{L}[\p{L}\p{M}'’]*/gu,
    (word) =>
      abbreviations.has(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
  );
}
