/** Everything that stands around the screens: words, what was read, the addresses. */
import { i18n } from "@lingui/core";
import { I18nProvider, useLingui } from "@lingui/react";
import { onlineManager, QueryClient } from "@tanstack/react-query";
import { PersistQueryClientProvider } from "@tanstack/react-query-persist-client";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { EstateError } from "@estate/sdk/catalogue";
import { useEffect } from "react";
import { isLowData, onDataChoice } from "../offline/data_mode.ts";
import { persistence } from "../offline/persister.ts";
import { estate } from "../session/estate.ts";
import { onSession, signedInAs, useSignedInAs } from "../session/session.ts";
import { learnRoutes, routesAtFirst } from "./first_routes.ts";
import { followNewVersions } from "./new_version.ts";
import { Crashed, NotFound } from "./not_found.tsx";

/** What was refused is refused again; only what did not arrive is worth another try. */
const worthAnother = (failures: number, error: unknown) =>
  failures < 2 && !(error instanceof EstateError && error.status >= 400 && error.status < 500);

// It hears of changes alone: an app that starts without a line would ask all the same, and not ask when the line is there.
onlineManager.setOnline(navigator.onLine);

const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 7 * 86_400_000, retry: worthAnother },
    // What is done is done now or refused now: it never waits for a line, to be done later unasked.
    mutations: { retry: false, networkMode: "always" },
  },
});
// What one person read is not shown to the next.
onSession(() => queryClient.clear());

const router = createRouter({
  routeTree: routesAtFirst(location.pathname),
  context: { queryClient, learnRoutes: learn },
  // A finger that only passes over a link costs nothing where data is to be saved.
  defaultPreload: isLowData() ? false : "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: Crashed,
  defaultNotFoundComponent: NotFound,
});

function learn(pathname: string): Promise<boolean> {
  return learnRoutes(pathname, router);
}

// A session can end anywhere, by another's hand too: a screen that is somebody's asks again whose it is.
onSession(() => {
  if (signedInAs() === undefined) void router.invalidate();
});

onDataChoice(() =>
  router.update({ ...router.options, defaultPreload: isLowData() ? false : "intent" })
);
followNewVersions(queryClient, (then) => router.subscribe("onResolved", then));

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** Until the screen of this address and what it shows are there, so that the first picture is whole; at most two seconds. */
export async function shownAtOnce(): Promise<void> {
  const all = async () => {
    await router.load();
    while (queryClient.isFetching() > 0) await new Promise((then) => setTimeout(then, 10));
  };
  await Promise.race([all(), new Promise((then) => setTimeout(then, 2_000))]);
}

/** The app. */
export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <Inside />
    </I18nProvider>
  );
}

function Inside() {
  const { i18n: { locale } } = useLingui();
  const userId = useSignedInAs();
  // A kept session may have ended elsewhere: the client finds out, and follows what happens.
  useEffect(() => {
    if (userId === undefined) return;
    let stop: (() => void) | undefined;
    let gone = false;
    void estate().then(async () => {
      const [{ follow }, { followOutbox }] = await Promise.all([
        import("../live/follow.ts"),
        import("../live/outbox.ts"),
      ]);
      if (gone || signedInAs() !== userId) return;
      const stops = [follow(userId, queryClient), followOutbox(userId)];
      stop = () => stops.forEach((it) => it());
    }).catch(() => {});
    return () => {
      gone = true;
      stop?.();
    };
  }, [userId]);
  return (
    <PersistQueryClientProvider
      key={userId ?? "visitor"}
      client={queryClient}
      persistOptions={persistence(userId ?? "visitor", import.meta.env.VITE_BUILD ?? "dev")}
    >
      {/* A word that was put together outside a component is put together anew in another language. */}
      <RouterProvider key={locale} router={router} />
    </PersistQueryClientProvider>
  );
}
