/** A list in which one thing has moved by so many places. */
export function moved<Item>(items: readonly Item[], from: number, by: number): readonly Item[] {
  const to = Math.min(Math.max(from + by, 0), items.length - 1);
  const rest = items.filter((_, n) => n !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}
