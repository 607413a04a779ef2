/** A listing: what it costs, all of it; what was checked and when; what it is and where; who lists it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError, type ListingPage as Listing } from "@estate/sdk/catalogue";
import { useQuery } from "@tanstack/react-query";
import { LinkButton } from "../../ui/button.tsx";
import { Page, Title } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Actions } from "./actions.tsx";
import { listingQuery } from "./listing_query.ts";
import { ListingView } from "./listing_view.tsx";

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
  return (
    <ListingView
      listing={listing}
      title={<Title>{listing.title}</Title>}
      actions={<Actions listing={listing} {...reporting} />}
    />
  );
}
