/** Screens that are somebody's: who is not signed in goes to sign in, and comes back to the same place. */
import { redirect } from "@tanstack/react-router";
import { signedInAs } from "./session.ts";

/** For `beforeLoad` of a route. @throws a redirect to /sign-in */
export function requireSignIn({ location }: { location: { href: string } }): { userId: string } {
  const userId = signedInAs();
  if (userId !== undefined) return { userId };
  throw redirect({ to: "/sign-in", search: { then: location.href }, replace: true });
}

/** The place to go back to: of this app alone, whatever the address says. */
export function placeOf(then: string | undefined): string {
  return then !== undefined && /^\/(?![/\\])/.test(then) ? then : "/";
}
