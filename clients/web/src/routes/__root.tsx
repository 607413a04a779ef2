import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, redirect } from "@tanstack/react-router";
import { wordsOf } from "../i18n/activate.ts";
import { wordSetsOf } from "../i18n/word_sets.ts";
import { Shell } from "../shell/shell.tsx";

interface Given {
  readonly queryClient: QueryClient;
  /** Whether the router has only now learnt of an address: see shell/first_routes.ts. */
  readonly learnRoutes: (pathname: string) => Promise<boolean>;
}

export const Route = createRootRouteWithContext<Given>()({
  beforeLoad: async ({ location, context }) => {
    // Asked before anything is waited for: what the router knew when it matched this address is what counts.
    const learnt = context.learnRoutes(location.pathname);
    await wordsOf(wordSetsOf(location.pathname));
    if (await learnt) {
      throw redirect({ href: location.href, replace: true });
    }
  },
  component: Shell,
});
