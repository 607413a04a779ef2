/** Homes that somebody asked about, applied or offered for, and how that stands: each leads to where it goes on. */
import { Trans } from "@lingui/react/macro";
import type { Application, Enquiry, OfferOnListing } from "@estate/sdk";
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { dateOf } from "../../format/date.ts";
import { StatusChip } from "../../ui/status_chip.tsx";
import { titleQuery } from "./title_query.ts";
import {
  type Standing,
  standingOfApplication,
  standingOfEnquiry,
  standingOfOffer,
} from "./board_words.ts";

interface Line {
  readonly id: string;
  readonly listingId: string;
  readonly at: string;
  readonly standing: Standing;
  /** Known already; else it is asked for. */
  readonly title?: string | undefined;
  /** Where it goes on. */
  readonly to: string;
}

/** Nothing where nothing was asked. */
export function AskedList(
  { asked, applied, offered }: {
    readonly asked: readonly Enquiry[];
    readonly applied: readonly Application[];
    readonly offered: readonly OfferOnListing[];
  },
) {
  const lines: readonly Line[] = [
    ...offered.map((it) => ({
      id: it.id,
      listingId: it.listing_id,
      at: it.updated_at,
      standing: standingOfOffer(it.status),
      title: it.listing?.title,
      to: `/offers/${it.id}`,
    })),
    ...applied.map((it) => ({
      id: it.id,
      listingId: it.listing_id,
      at: it.submitted_at ?? it.created_at,
      standing: standingOfApplication(it.status),
      to: `/l/${it.listing_id}/apply`,
    })),
    ...asked.map((it) => ({
      id: it.id,
      listingId: it.listing_id,
      at: it.created_at,
      standing: standingOfEnquiry(it.status),
      to: it.conversation_id === null ? `/l/${it.listing_id}` : `/messages/${it.conversation_id}`,
    })),
  ];
  const titles = useQueries({ queries: lines.map((it) => titleQuery(it.listingId)) });
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 className="mb-3 text-20 font-semibold">
        <Trans>Asked, applied and offered</Trans>
      </h2>
      <ul className="flex flex-col gap-3">
        {lines.map((it, at) => (
          <li
            key={it.id}
            className="relative rounded-card border border-line p-4 hover:border-edge"
          >
            <h3 className="font-semibold leading-tight">
              <Link
                // The router types patterns.
                to={it.to as "/"}
                className="outline-none after:absolute after:inset-0 focus-visible:after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-focus"
              >
                {it.title ?? titles[at]?.data ?? <Trans>A home</Trans>}
              </Link>
            </h3>
            <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
              <StatusChip meaning={it.standing.meaning}>{it.standing.words}</StatusChip>
              <span className="text-14 text-muted">{dateOf(it.at)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
