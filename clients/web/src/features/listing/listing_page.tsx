/** A listing: what it costs, all of it; what was checked and when; what it is and where; who lists it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError, type ListingPage as Listing } from "@estate/sdk/catalogue";
import { useQuery } from "@tanstack/react-query";
import { MapPin } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";
import { Page, Title } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Actions } from "./actions.tsx";
import { AreaSection } from "./area_section.tsx";
import { Checks } from "./checks.tsx";
import { Facts } from "./facts.tsx";
import { Gallery } from "./gallery.tsx";
import { listingQuery } from "./listing_query.ts";
import { MoveInCost } from "./move_in_cost.tsx";

/** Whether the sheet for reporting is open. */
interface Reporting {
  readonly isReporting: boolean;
  readonly onReporting: (isOpen: boolean) => void;
}

/** The page of a listing. */
export function ListingPage(
  { id, ...reporting }: { readonly id: string } & Reporting,
) {
  const { data, error, refetch } = useQuery(listingQuery(id));
  if (data !== undefined) return <Shown listing={data} {...reporting} />;
  if (error instanceof EstateError && error.status === 404) return <Gone />;
  if (error !== null) {
    return (
      <Page title={t`This home cannot be shown`}>
        <Problem error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <h1 className="sr-only">{t`A home`}</h1>
      <Loading onRetry={() => void refetch()}>
        <Skeleton className="mb-4 h-56 sm:h-80" />
        <Skeleton className="mb-3 h-8 w-2/3" />
        <Skeleton className="h-40" />
      </Loading>
    </div>
  );
}

function Gone() {
  return (
    <Page title={t`This home is off the market`}>
      <p className="mb-4">
        <Trans>It was let or sold, or its owner took it down. Others like it may be there.</Trans>
      </p>
      <LinkButton to="/search">
        <Trans>Look for others</Trans>
      </LinkButton>
    </Page>
  );
}

function Shown({ listing, ...reporting }: { readonly listing: Listing } & Reporting) {
  const place = [...new Set([listing.area, listing.lga, listing.state])].join(", ");
  return (
    <article className="mx-auto w-full max-w-6xl px-4 py-4 pb-20 sm:px-6 sm:py-6 lg:pb-6">
      <Gallery key={listing.id} listingId={listing.id} photos={listing.photos} />
      <div className="mt-4 grid gap-6 lg:grid-cols-[1fr_22rem] lg:items-start">
        <div className="min-w-0">
          <Title>{listing.title}</Title>
          <p className="mt-2 flex items-start gap-1.5 text-muted">
            <MapPin aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
            {place}
          </p>
          <div className="mt-6 lg:hidden">
            <MoveInCost listing={listing} />
          </div>
          <Checks listing={listing} />
          <Facts listing={listing} />
          <AreaSection listing={listing} />
          {listing.is_tenanted && (
            <p className="mt-6">
              <Trans>It is let. Who buys it takes it with its tenants.</Trans>
            </p>
          )}
          {listing.description !== "" && (
            <section className="mt-8">
              <h2 className="mb-2 text-20 font-semibold">
                <Trans>In the words of who lists it</Trans>
              </h2>
              <p className="max-w-prose whitespace-pre-line">{listing.description}</p>
            </section>
          )}
        </div>
        <div className="lg:sticky lg:top-20">
          <div className="hidden lg:block">
            <MoveInCost listing={listing} />
          </div>
          <Actions listing={listing} {...reporting} />
        </div>
      </div>
    </article>
  );
}
