/** The places of a hat: at the foot of a phone, at the side or in the header of a larger screen. */
import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { Hat } from "./hat.ts";
import { type Place, placesOf } from "./nav.ts";

// Places are addresses with their ids filled in; the router types patterns.
const target = ({ to, exact }: Place) => ({
  to: to as "/",
  activeOptions: { exact: exact === true, includeSearch: false },
});

/** Below 1024 px. */
export function PhoneBar({ hat }: { readonly hat: Hat }) {
  return (
    <nav
      aria-label={t`Places`}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="mx-auto flex max-w-xl">
        {placesOf(hat).filter((it) => it.isForRail !== true).slice(0, 5).map((place) => (
          <li key={place.to} className="flex-1">
            <Link
              {...target(place)}
              className="flex h-16 flex-col items-center justify-center gap-1 text-center text-12 leading-tight font-semibold text-muted aria-[current=page]:text-brand"
            >
              <place.Icon aria-hidden="true" className="size-6" strokeWidth={1.75} />
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** From 1024 px, for who lives, works or decides here. */
export function Rail({ hat }: { readonly hat: Hat }) {
  return (
    <nav
      aria-label={t`Places`}
      className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-60 shrink-0 overflow-y-auto border-r border-line bg-raised p-3 lg:block"
    >
      <ul className="flex flex-col gap-1">
        {placesOf(hat).filter((it) => it.isForPhone !== true).map((place) => (
          <li key={place.to}>
            <Link
              {...target(place)}
              className="flex min-h-11 items-center gap-3 rounded-control px-3 text-ink hover:bg-sunken aria-[current=page]:bg-brand-soft aria-[current=page]:font-semibold aria-[current=page]:text-brand-ink"
            >
              <place.Icon aria-hidden="true" className="size-5" strokeWidth={1.75} />
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** From 1024 px, for who looks around: in the header. */
export function TopLinks({ hat }: { readonly hat: Hat }) {
  return (
    <nav aria-label={t`Places`} className="ml-6 hidden lg:block">
      <ul className="flex gap-1">
        {placesOf(hat).map((place) => (
          <li key={place.to}>
            <Link
              {...target(place)}
              className="flex min-h-11 items-center rounded-control px-3 text-ink hover:bg-raised aria-[current=page]:font-semibold aria-[current=page]:text-brand"
            >
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
