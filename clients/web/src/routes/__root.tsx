import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";
import { wordsFor } from "../i18n/activate.ts";
import { Shell } from "../shell/shell.tsx";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  beforeLoad: ({ location }) => wordsFor(location.pathname),
  component: Shell,
});
