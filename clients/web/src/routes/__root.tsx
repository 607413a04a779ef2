import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, redirect } from "@tanstack/react-router";
import { wordsFor } from "../i18n/activate.ts";
import { Shell } from "../shell/shell.tsx";

interface Given {
  readonly queryClient: QueryClient;
  /** Whether the router has only now learnt of an address: see shell/first_routes.ts. */
  readonly learnRoutes: (pathname: string) => Promise<boolean>;
}

export const Route = createRootRouteWithContext<Given>()({
  beforeLoad: async ({ location, context }) => {
    await wordsFor(location.pathname);
    if (await context.learnRoutes(location.pathname)) {
      throw redirect({ href: location.href, replace: true });
    }
  },
  component: Shell,
});
