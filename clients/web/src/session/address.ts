/** Reads search parameters of an address: what is not as it should be is left out. */

/** One of some words. */
export function oneOf<Name extends string, Word extends string>(
  name: Name,
  search: Readonly<Record<string, unknown>>,
  words: readonly Word[],
): { readonly [Key in Name]?: Word } {
  const said = words.find((it) => it === search[name]);
  return (said === undefined ? {} : { [name]: said }) as { [Key in Name]?: Word };
}

/** Any text of a reasonable length. */
export function text<Name extends string>(
  name: Name,
  search: Readonly<Record<string, unknown>>,
): { readonly [Key in Name]?: string } {
  const said = search[name];
  return (typeof said === "string" && said !== "" && said.length <= 200
    ? { [name]: said }
    : {}) as { [Key in Name]?: string };
}

/** A day, YYYY-MM-DD. */
export function day<Name extends string>(
  name: Name,
  search: Readonly<Record<string, unknown>>,
): { readonly [Key in Name]?: string } {
  const said = search[name];
  return (typeof said === "string" && /^\d{4}-\d{2}-\d{2}$/.test(said) ? { [name]: said } : {}) as {
    [Key in Name]?: string;
  };
}
