/**
 * The token of a link that was sent to one person. It stands behind the # of the address, which no browser sends to a server and
 * no referrer names; it leaves the address as soon as it is read, and waits in this tab while its reader signs in.
 */

/** What a link is for. */
export type LinkKind = "invitation" | "guarantee";

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const mark = (kind: LinkKind) => `estate.link.${kind}`;

/** The token of a fragment such as "#abc"; undefined where there is none, or half of one. */
export function tokenIn(fragment: string): string | undefined {
  const token = fragment.replace(/^#/, "");
  return /^[A-Za-z0-9_-]{20,100}$/.test(token) ? token : undefined;
}

/** That of the address, else the one that waits in this tab. */
export function takeToken(kind: LinkKind, fragment: string, shelf: Shelf): string | undefined {
  const token = tokenIn(fragment);
  if (token === undefined) return keptToken(kind, shelf);
  keepToken(kind, token, shelf);
  return token;
}

/** Lets it wait, over a signing in or out. */
export function keepToken(kind: LinkKind, token: string, shelf: Shelf): void {
  try {
    shelf.setItem(mark(kind), token);
  } catch { /* No storage: the link is opened again from the message. */ }
}

function keptToken(kind: LinkKind, shelf: Shelf): string | undefined {
  try {
    return tokenIn(shelf.getItem(mark(kind)) ?? "");
  } catch {
    return undefined;
  }
}

/** Forgets it: it was answered. */
export function dropToken(kind: LinkKind, shelf: Shelf): void {
  try {
    shelf.removeItem(mark(kind));
  } catch { /* Nothing was kept. */ }
}
