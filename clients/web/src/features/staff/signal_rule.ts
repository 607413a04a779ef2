/** For how long a kind of signal holds what it concerns, as the database writes it: "7 days". */

/** Whole days; undefined: it holds nothing. */
export function daysOf(interval: string | null): number | undefined {
  const days = /^(\d+) days?/.exec(interval ?? "")?.[1];
  return days === undefined ? undefined : Number(days);
}

/** A whole number within limits; undefined where it is none. */
export function wholeWithin(typed: string, least: number, most: number): number | undefined {
  const said = typed.trim();
  if (!/^\d{1,4}$/.test(said)) return undefined;
  const value = Number(said);
  return value >= least && value <= most ? value : undefined;
}
