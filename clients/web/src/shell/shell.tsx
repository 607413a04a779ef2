/** What stands around every screen: header, bar or rail, what is said of the line, and the way past all of it. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { UserRound } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { wordsOf } from "../i18n/activate.ts";
import { hatsQuery } from "../session/hats_query.ts";
import { useSignedInAs } from "../session/session.ts";
import { StepUpHost } from "../session/step_up_host.tsx";
import { Toasts } from "../ui/toast.tsx";
import { useHat } from "./hat.ts";
import { PhoneBar, Rail, TopLinks } from "./bars.tsx";
import { OfflineBar } from "./offline_bar.tsx";

const HatSheet = lazy(() =>
  Promise.all([import("./hat_sheet.tsx"), wordsOf(["own"]).catch(() => {})]).then(([it]) => it)
);

/** The shell, with the screen in its middle. */
export function Shell() {
  const userId = useSignedInAs();
  const { data: hats } = useQuery(hatsQuery(userId));
  const hat = useHat(hats);
  const [open, setOpen] = useState(false);
  useFocusOnTitle();
  const works = hat.kind === "work" || hat.kind === "staff" || hat.kind === "tenant";
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:left-2 focus:top-2 focus:z-50 focus:rounded-control focus:bg-ground focus:px-4 focus:py-3 focus:font-semibold"
      >
        <Trans>Skip to the content</Trans>
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-ground">
        <div className="flex h-14 items-center gap-2 px-4 sm:px-6">
          <Link
            to="/"
            className="flex min-h-11 items-center gap-2 text-18 font-bold tracking-tight text-brand"
          >
            <Mark />
            Estate
          </Link>
          {!works && <TopLinks hat={hat} />}
          <div className="ml-auto flex items-center gap-1">
            {userId === undefined
              ? (
                <Link
                  to="/sign-in"
                  search={{}}
                  className="flex min-h-11 items-center rounded-control px-3 font-semibold text-brand hover:bg-brand-soft"
                >
                  <Trans>Sign in</Trans>
                </Link>
              )
              : (
                <button
                  type="button"
                  onClick={() => setOpen(true)}
                  className="flex min-h-11 max-w-[55vw] items-center gap-2 rounded-control px-3 font-semibold hover:bg-raised"
                >
                  <UserRound aria-hidden="true" className="size-5 shrink-0" />
                  <span className="truncate">
                    {hats?.person?.display_name ?? <Trans>You</Trans>}
                  </span>
                  <span className="sr-only">
                    <Trans>Change what you look at</Trans>
                  </span>
                </button>
              )}
          </div>
        </div>
        <OfflineBar />
      </header>
      <div className="flex flex-1">
        {works && <Rail hat={hat} />}
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 pb-24 outline-none lg:pb-12">
          <Outlet />
        </main>
      </div>
      <PhoneBar hat={hat} />
      <Toasts />
      <StepUpHost />
      {open && userId !== undefined && (
        <Suspense>
          <HatSheet userId={userId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** After a navigation the title of the new screen takes the focus, and is read out. Not on the first one. */
function useFocusOnTitle() {
  const router = useRouter();
  const pathname = useLocation({ select: (it) => it.pathname });
  const [first] = useState(pathname);
  useEffect(() => {
    let shown = first;
    return router.subscribe("onRendered", ({ toLocation }) => {
      if (toLocation.pathname === shown) return;
      shown = toLocation.pathname;
      document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
    });
  }, [router, first]);
}

function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 64 64" className="size-7">
      <rect width="64" height="64" rx="14" fill="currentColor" />
      <path
        d="M14 31 32 16l18 15v19a2 2 0 0 1-2 2H16a2 2 0 0 1-2-2ZM25 41h14M25 33h14"
        fill="none"
        stroke="var(--on-brand)"
        strokeWidth="4.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
