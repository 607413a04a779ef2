/** Which files of a build are those that were used of the one before: by their names, of which only the hash differs. */

const nameOf = (path: string): string => path.replace(/-[\w-]{8}(\.\w+)$/, "$1");

/** Of `now`, those that stand for one of `used`. */
export function sameFiles(used: readonly string[], now: readonly string[]): readonly string[] {
  const names = new Set(used.map(nameOf));
  return now.filter((it) => names.has(nameOf(it)));
}
