/** Where others read who acts, whoever has not said their name is asked for it first: once, and comes back to the same place. */
import type { Hats } from "@estate/sdk";
import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { requireSignIn } from "./guard.ts";
import { hatsQuery } from "./hats_query.ts";
import { signedInAs } from "./session.ts";

/** How long an address waits to know, in ms. */
const patience = 4_000;

interface Going {
  readonly location: {
    readonly href: string;
    readonly pathname: string;
    readonly searchStr: string;
    readonly hash: string;
  };
  readonly context: { readonly queryClient: QueryClient };
}

/** For `beforeLoad` of a route of who is signed in. @throws a redirect to /sign-in or /me/name */
export async function requireName(going: Going): Promise<{ userId: string }> {
  const mine = requireSignIn(going);
  await nameIfSignedIn(going);
  return mine;
}

/** For `beforeLoad` of a route that visitors read too. @throws a redirect to /me/name */
export async function nameIfSignedIn({ location, context: { queryClient } }: Going): Promise<void> {
  const userId = signedInAs();
  // A token behind the # is taken out of the address first, and goes to no other.
  if (userId === undefined || location.hash !== "") return;
  const hats = await known(queryClient, userId);
  if (hats?.person?.display_name !== null) return;
  throw redirect({
    to: "/me/name",
    search: { then: location.pathname + location.searchStr },
    replace: true,
  });
}

/** Undefined without a line, or where it takes too long: then nobody is asked. */
async function known(queryClient: QueryClient, userId: string): Promise<Hats | undefined> {
  const mine = hatsQuery(userId);
  if (!navigator.onLine) return undefined;
  const kept = queryClient.getQueryData(mine.queryKey);
  // Who was nameless may have said their name on another phone.
  if (typeof kept?.person?.display_name === "string") return kept;
  return await Promise.race([
    queryClient.fetchQuery(mine).catch(() => undefined),
    new Promise<undefined>((then) => setTimeout(() => then(undefined), patience)),
  ]);
}
