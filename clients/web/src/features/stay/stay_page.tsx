/** A short stay: the days, what their nights come to, and asking for them. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError, type ListingPage } from "@estate/sdk/catalogue";
import { useQuery } from "@tanstack/react-query";
import { naira } from "../../format/naira.ts";
import { addDays, today } from "../../format/calendar.ts";
import { DayField } from "../../ui/day_field.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { RequestCard } from "./request_card.tsx";
import { Gone, Rules, Taken } from "./stay_parts.tsx";
import { type StayDays, stayDaysQuery, stayListingQuery } from "./stay_query.ts";

/** The days that were chosen, as the address has them. */
export interface StayAddress {
  readonly from?: string;
  readonly until?: string;
}

/** What the screen is given by its route. */
export interface StayProps {
  readonly listingId: string;
  readonly address: StayAddress;
  readonly onAddress: (address: StayAddress) => void;
}

/** The page. */
export function StayPage(props: StayProps) {
  const listing = useQuery(stayListingQuery(props.listingId));
  const days = useQuery(stayDaysQuery(props.listingId));
  const title = t`Choose your days`;
  const error = listing.error ?? days.error;
  if (error instanceof EstateError && error.status === 404) return <Gone title={title} />;
  if (listing.data !== undefined && days.data !== undefined) {
    return <Choosing {...props} listing={listing.data} days={days.data} title={title} />;
  }
  const retry = () => void Promise.all([listing.refetch(), days.refetch()]);
  return (
    <Page title={title}>
      {error === null
        ? (
          <Loading onRetry={retry}>
            <Skeleton className="mb-3 h-12" />
            <Skeleton className="h-40" />
          </Loading>
        )
        : <Problem error={error} onRetry={retry} />}
    </Page>
  );
}

function Choosing(
  { listing, days, title, address, onAddress }: StayProps & {
    readonly listing: ListingPage;
    readonly days: StayDays;
    readonly title: string;
  },
) {
  const now = today();
  const { from, until } = address;
  const price = naira(listing.costs.price_kobo);
  const change = (name: "from" | "until", day: string | undefined) => {
    const { [name]: _, ...rest } = address;
    onAddress(day === undefined ? rest : { ...rest, [name]: day });
  };
  return (
    <Page
      title={title}
      lead={
        <>
          {listing.title} · <Trans>{price} a night</Trans>
        </>
      }
    >
      <div className="grid gap-x-4 sm:grid-cols-2">
        <DayField
          name="from"
          label={t`You arrive on`}
          hint={t`The day first, as 5/12/2026.`}
          from={now}
          until={addDays(now, 364)}
          initial={from}
          onRead={(day) => change("from", day)}
        />
        <DayField
          name="until"
          label={t`You leave on`}
          hint={t`The morning after your last night.`}
          from={addDays(from ?? now, 1)}
          until={addDays(now, 365)}
          initial={until}
          onRead={(day) => change("until", day)}
        />
      </div>
      <Taken days={days} />
      {from !== undefined && until !== undefined && (
        <RequestCard
          key={`${from} ${until}`}
          listing={listing}
          days={days}
          from={from}
          until={until}
        />
      )}
      <Rules listing={listing} />
    </Page>
  );
}
