/** The listings of an organization: what is open, how fresh it is, what is to be done. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Megaphone, Plus } from "lucide-react";
import { periodName } from "../../format/home_words.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Photo } from "../../ui/photo.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { ForWhom } from "./for_whom.tsx";
import { Fresh } from "./fresh.tsx";
import { listingStatus } from "../../format/listing_words.ts";
import { listingsQuery, type OurListing, type ShownListings } from "./listings_query.ts";

type Shown = { readonly orgId: string; readonly shown?: ShownListings };

/** The page. */
export function ListingsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`Listings`}>
      <ListingsScreen {...shown} />
    </WorkGate>
  );
}

function ListingsScreen({ orgId, shown = "live" }: Shown) {
  const query = useQuery(listingsQuery(orgId, shown));
  const navigate = useNavigate();
  const mayWrite = useMay(orgId, "listings.write");
  return (
    <Page
      title={t`Listings`}
      width="wide"
      {...(mayWrite
        ? {
          action: (
            <LinkButton
              to="/org/$orgId/listings/new"
              params={{ orgId }}
              icon={<Plus aria-hidden="true" className="size-5" />}
            >
              <Trans>New listing</Trans>
            </LinkButton>
          ),
        }
        : {})}
    >
      <div className="mb-6">
        <ChoiceGroup<ShownListings>
          name="shown"
          legend={<span className="sr-only">{t`Which listings`}</span>}
          value={shown}
          choices={[
            { value: "live", label: t`On the market` },
            { value: "drafts", label: t`Drafts` },
            { value: "over", label: t`Over` },
          ]}
          onChoose={(show) =>
            void navigate({
              to: "/org/$orgId/listings",
              params: { orgId },
              search: { show },
              resetScroll: false,
            })}
        />
      </div>
      <Loaded
        query={query}
        skeleton={
          <div className="grid gap-4 lg:grid-cols-2">
            <Skeleton className="h-36" />
            <Skeleton className="h-36" />
            <Skeleton className="h-36" />
          </div>
        }
      >
        {(listings) =>
          listings.length === 0
            ? (
              <EmptyState
                icon={<Megaphone className="size-6" />}
                title={shown === "live" ? t`Nothing is on the market` : t`Nothing is here`}
              >
                <Trans>
                  A listing shows an empty home to everybody, with all that it costs to move in.
                </Trans>
              </EmptyState>
            )
            : (
              <ul className="grid gap-4 lg:grid-cols-2">
                {listings.map((listing) => (
                  <li key={listing.id}>
                    <Card orgId={orgId} listing={listing} />
                  </li>
                ))}
              </ul>
            )}
      </Loaded>
    </Page>
  );
}

function Card({ orgId, listing }: { readonly orgId: string; readonly listing: OurListing }) {
  const state = listingStatus(listing.status);
  return (
    <article className="relative grid h-full grid-cols-[6.5rem_1fr] overflow-hidden rounded-card border border-line hover:border-edge has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <Photo photo={listing.cover} alt="" sizes="104px" className="h-full w-full" />
      <div className="flex min-w-0 flex-col items-start gap-1 p-3 sm:p-4">
        <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
        <h2 className="font-semibold leading-tight">
          <Link
            to="/org/$orgId/listings/$id"
            params={{ orgId, id: listing.id }}
            className="outline-none after:absolute after:inset-0"
          >
            {listing.title}
          </Link>
        </h2>
        {listing.owner !== undefined && <ForWhom owner={listing.owner} />}
        <p className="text-14">
          <Money kobo={listing.price_kobo} className="font-semibold" />{" "}
          <span className="text-muted">{periodName(listing.price_per)}</span>
        </p>
        <Fresh listing={listing} />
      </div>
    </article>
  );
}
