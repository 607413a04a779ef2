/** What a number must look like before it is sent anywhere: a slip of the finger should not cost one of the day's tries. */

/** Kinds that are proven by a number. */
export const numbered = ["nin", "vnin", "bvn", "bank_account"] as const;

/** One of them. */
export type Numbered = (typeof numbered)[number];

const shapes: Readonly<Record<Numbered, RegExp>> = {
  nin: /^\d{11}$/,
  bvn: /^\d{11}$/,
  bank_account: /^\d{10}$/,
  vnin: /^[A-Z]{2}\d{12}[A-Z]{2}$|^[A-Z0-9]{16}$/,
};

/** As it is sent: without the spaces and dashes that people write. Undefined: it cannot be one. */
export function readNumber(kind: Numbered, typed: string): string | undefined {
  const bare = typed.replaceAll(/[\s-]/g, "").toUpperCase();
  return shapes[kind].test(bare) ? bare : undefined;
}

/** The first of the names that somebody is shown by, and the rest: to begin with in a form. */
export function namesOf(displayName: string): { readonly first: string; readonly last: string } {
  const parts = displayName.trim().split(/\s+/);
  return { first: parts[0] ?? "", last: parts.slice(1).join(" ") };
}
