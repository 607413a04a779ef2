/** What the address of a talk says: Back closes what is open over it. */

/** What is not there is not open. */
export interface TalkAddress {
  /** The message that is shown, marked; older ones are read until it is there. */
  readonly at?: string;
  /** The message with which something is done. */
  readonly on?: string;
  /** Words that are looked for in this talk. */
  readonly find?: string;
  /** Who takes part is shown. */
  readonly people?: true;
}

/** Reads an address; what makes no sense in it is left out. */
export function readTalkAddress(raw: Readonly<Record<string, unknown>>): TalkAddress {
  const id = (name: string) => {
    const value = raw[name];
    return typeof value === "string" && /^[0-9a-f-]{36}$/.test(value) ? value : undefined;
  };
  const at = id("at");
  const on = id("on");
  return {
    ...(at === undefined ? {} : { at }),
    ...(on === undefined ? {} : { on }),
    // The router reads what looks like a number as one.
    ...(["string", "number"].includes(typeof raw["find"]) ? { find: String(raw["find"]) } : {}),
    ...(raw["people"] === true || raw["people"] === "true" ? { people: true as const } : {}),
  };
}
