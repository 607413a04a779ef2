/** A listing as visitors will see it: in a search, and when they open it. Nobody else sees a draft. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Eye } from "lucide-react";
import type { Listing, ListingCosts, Photo } from "@estate/sdk";
import {
  bathroomsWord,
  bedroomsWord,
  featureName,
  kindName,
  periodName,
} from "../../format/home_words.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ListingCard } from "../../ui/listing_card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { cardOf } from "./card_of.ts";
import { CostsBlock } from "./costs_block.tsx";
import { costsQuery, myListingQuery, photosQuery } from "./listings_query.ts";
import { PreviewPhotos } from "./preview_photos.tsx";

type Shown = { readonly orgId: string; readonly id: string };

/** The page. */
export function PreviewPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`As visitors see it`}>
      <Preview {...shown} />
    </WorkGate>
  );
}

function Preview({ orgId, id }: Shown) {
  const query = useQuery(myListingQuery(id));
  const costs = useQuery(costsQuery(id));
  const photos = useQuery(photosQuery(id));
  const isOpen = query.data?.status === "published";
  return (
    <Page
      title={t`As visitors see it`}
      lead={isOpen
        ? <Trans>It is open: everybody sees this.</Trans>
        : <Trans>Nobody but you sees it yet.</Trans>}
      action={
        <span className="flex flex-wrap gap-2">
          <LinkButton
            look="secondary"
            to="/org/$orgId/listings/$id"
            params={{ orgId, id }}
            icon={<ArrowLeft aria-hidden="true" className="size-5" />}
          >
            <Trans>Back to the listing</Trans>
          </LinkButton>
          {isOpen && (
            <LinkButton
              look="secondary"
              to="/l/$id"
              params={{ id }}
              icon={<Eye aria-hidden="true" className="size-5" />}
            >
              <Trans>Its public page</Trans>
            </LinkButton>
          )}
        </span>
      }
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(listing) => (
          <Loaded query={costs} skeleton={<Skeleton className="h-96" />}>
            {(known) => <Parts listing={listing} costs={known} photos={photos.data ?? []} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Parts(
  { listing, costs, photos }: {
    readonly listing: Listing;
    readonly costs: ListingCosts;
    readonly photos: readonly Photo[];
  },
) {
  const facts = [
    kindName(listing.kind),
    listing.bedrooms > 0 ? bedroomsWord(listing.bedrooms) : undefined,
    listing.bathrooms > 0 ? bathroomsWord(listing.bathrooms) : undefined,
    listing.is_furnished ? t`Furnished` : undefined,
  ].filter((it) => it !== undefined);
  return (
    <div className="flex flex-col gap-6">
      <section>
        <h2 className="mb-2 text-18 font-semibold">
          <Trans>In a search</Trans>
        </h2>
        <div inert>
          <ListingCard listing={cardOf(listing, costs, photos)} eager />
        </div>
      </section>
      <section className="flex flex-col gap-4">
        <h2 className="text-18 font-semibold">
          <Trans>When somebody opens it</Trans>
        </h2>
        <PreviewPhotos photos={photos} />
        <div>
          <h3 className="text-20 font-bold">{listing.title}</h3>
          <p className="text-muted">
            {[...new Set([listing.area, listing.lga, listing.state])].join(", ")}
          </p>
        </div>
        <Card>
          <p className="mb-3 flex flex-wrap items-baseline gap-x-2">
            <Money kobo={listing.price_kobo} size="hero" />
            <span className="text-muted">{periodName(listing.price_per)}</span>
          </p>
          <CostsBlock costs={costs} />
        </Card>
        <p>{facts.join(" · ")}</p>
        {listing.features.length > 0 && (
          <ul className="flex flex-wrap gap-2">
            {listing.features.map((it) => (
              <li key={it} className="rounded-chip bg-raised px-3 py-1 text-14">
                {featureName(it)}
              </li>
            ))}
          </ul>
        )}
        {listing.description !== "" && (
          <p className="max-w-prose whitespace-pre-line">{listing.description}</p>
        )}
      </section>
    </div>
  );
}
