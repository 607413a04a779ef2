/** Search parameters as people and links write them, read one by one: what makes no sense is undefined. */

/** Nobody asks for more. */
export const mostNaira = 10_000_000_000;

/** A whole number between two. */
export const whole = (value: unknown, least: number, most: number): number | undefined => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= least && number <= most
    ? number
    : undefined;
};
/** A line of words. */
export const words = (value: unknown): string | undefined => {
  const text = typeof value === "number" ? String(value) : value;
  const line = typeof text === "string" ? text.normalize("NFC").trim().slice(0, 120).trim() : "";
  return line === "" ? undefined : line;
};
/** Text as it stands. */
export const text = (value: unknown) => typeof value === "string" ? value : undefined;
/** Yes, or not asked for. */
export const yes = (value: unknown): true | undefined =>
  value === true || value === "true" || value === 1 ? true : undefined;
/** A day of the calendar. */
export const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
/** One of those that are known. */
export const oneOf = <Value extends string>(known: readonly Value[], value: unknown) =>
  known.find((it) => it === value);

/** Those of a list that are known, in the list's own order and once: the same search has one address. */
export function listOf<Value extends string>(
  known: readonly Value[],
  value: unknown,
): readonly Value[] {
  const said = typeof value === "string" ? value.split(",") : [];
  return known.filter((it) => said.includes(it));
}

/** With commas between; nothing for none. */
export const joined = (list: readonly string[]): string | undefined =>
  list.length === 0 ? undefined : list.join(",");

/** As a type, with what is not said. */
export type Loose<Type> = { readonly [Key in keyof Type]: Type[Key] | undefined };

/** Without what is undefined. */
export function given<Type extends object>(all: Loose<Type>): Type {
  return Object.fromEntries(Object.entries(all).filter(([, it]) => it !== undefined)) as Type;
}
