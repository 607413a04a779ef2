/** Going through a queue by keys: J to the next case, K to the one before, Enter to its decision. */

/** What a key does. */
export type Step = "next" | "before" | "decide";

/** What of a key press decides. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a press does where `inside` has the focus: nothing while somebody types, or presses what has the focus itself. */
export function stepOf(
  press: Press,
  inside: { readonly tagName: string } | null,
): Step | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const tag = inside?.tagName ?? "BODY";
  if (["TEXTAREA", "SELECT"].includes(tag)) return undefined;
  switch (press.key.toLowerCase()) {
    case "j":
      return tag === "INPUT" ? undefined : "next";
    case "k":
      return tag === "INPUT" ? undefined : "before";
    case "enter":
      return ["INPUT", "A", "BUTTON", "SUMMARY"].includes(tag) ? undefined : "decide";
    default:
      return undefined;
  }
}

/** The case to go to from one; at the ends one stays. From none, and from one that is gone, to the first. */
export function caseAfter(
  ids: readonly string[],
  id: string | undefined,
  step: "next" | "before",
): string | undefined {
  const at = id === undefined ? -1 : ids.indexOf(id);
  if (at < 0) return ids[0];
  return ids[Math.min(Math.max(at + (step === "next" ? 1 : -1), 0), ids.length - 1)];
}

/** The case that comes once one is decided: the one after it, else the one before; none where it was the last. */
export function caseInPlaceOf(ids: readonly string[], id: string): string | undefined {
  const at = ids.indexOf(id);
  return ids[at + 1] ?? (at > 0 ? ids[at - 1] : undefined);
}

/** Whether an address is that of a case of a queue. */
export function isAt(
  address: { readonly pathname: string; readonly search: object },
  queue: string,
  id: string,
): boolean {
  return address.pathname === `/staff/${queue}` && "case" in address.search &&
    address.search.case === id;
}
