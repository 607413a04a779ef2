/** A listing in a list: what it costs first, all of it; then what and where, what was checked, and how fresh that is. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { FoundListing } from "@estate/sdk/catalogue";
import { Link } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { date } from "../format/date.ts";
import { bathroomsWord, bedroomsWord, kindName, periodName } from "../format/home_words.ts";
import { naira } from "../format/naira.ts";
import { relative } from "../format/relative.ts";
import { factsLine, placeLine } from "./card_lines.ts";
import { Photo } from "./photo.tsx";

/** What a card shows. */
export type CardListing = Pick<
  FoundListing,
  | "id"
  | "title"
  | "purpose"
  | "price_kobo"
  | "price_per"
  | "move_in_kobo"
  | "kind"
  | "bedrooms"
  | "bathrooms"
  | "area"
  | "lga"
  | "cover"
  | "checked"
  | "confirmed_at"
>;

/** The card, an article with a link over all of it; `action` (a heart) lies above that link. */
export function ListingCard(
  { listing, eager, action }: {
    readonly listing: CardListing;
    readonly eager?: boolean;
    readonly action?: ReactNode;
  },
) {
  const facts = factsLine(listing, {
    kind: kindName,
    bedrooms: bedroomsWord,
    bathrooms: bathroomsWord,
  });
  const total = listing.purpose === "rent" ? naira(listing.move_in_kobo) : undefined;
  return (
    <article className="relative grid h-full grid-cols-[6.5rem_1fr] overflow-hidden rounded-card border border-line bg-ground transition-colors duration-150 hover:border-edge has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus sm:grid-cols-[11rem_1fr]">
      <Photo
        photo={listing.cover}
        alt=""
        sizes="(min-width: 640px) 176px, 104px"
        eager={eager === true}
        className="h-full w-full"
      />
      <div className="flex min-w-0 flex-col gap-1 p-3 sm:p-4">
        <p
          className={`flex flex-wrap items-baseline gap-x-1.5 ${
            action === undefined ? "" : "pr-10"
          }`}
        >
          <span className="money text-20 font-bold tracking-tight">
            {naira(listing.price_kobo)}
          </span>
          <span className="text-14 text-muted">{periodName(listing.price_per)}</span>
        </p>
        {total !== undefined && (
          <p className="text-14 font-semibold text-brand">
            <Trans>
              <span className="money">{total}</span> to move in
            </Trans>
          </p>
        )}
        <h2 className="mt-1 font-semibold leading-tight">
          <Link
            to="/l/$id"
            params={{ id: listing.id }}
            className="outline-none after:absolute after:inset-0"
          >
            {listing.title}
          </Link>
        </h2>
        <p className="text-14">{facts}</p>
        <p className="text-14 text-muted">{placeLine(listing)}</p>
        {listing.checked.map((check) => (
          <p key={check.what} className="flex items-start gap-1 text-14 text-good">
            <ShieldCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            {check.on === null
              ? t`Title papers checked`
              : t`Title papers checked on ${date(check.on)}`}
          </p>
        ))}
        <p className="mt-auto pt-1 text-12 text-muted">
          <Trans>Confirmed {relative(listing.confirmed_at)}</Trans>
        </p>
      </div>
      {action !== undefined && <div className="absolute right-1 top-1">{action}</div>}
    </article>
  );
}

/** What stands in its place while it is on its way. */
export function ListingCardSkeleton() {
  return (
    <div
      aria-hidden="true"
      className="appear-late grid h-44 grid-cols-[6.5rem_1fr] overflow-hidden rounded-card border border-line sm:grid-cols-[11rem_1fr]"
    >
      <div className="bg-raised" />
      <div className="flex flex-col gap-3 p-4">
        <div className="h-6 w-32 rounded-control bg-sunken" />
        <div className="h-4 w-40 rounded-control bg-sunken" />
        <div className="h-4 w-full rounded-control bg-sunken" />
      </div>
    </div>
  );
}
