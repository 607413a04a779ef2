/** What a list says of each offer. */
import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { ReceivedOffer } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { Column } from "../../ui/table.tsx";
import { offerState } from "./offer_words.ts";
import { personName } from "./person_name.ts";

/** The columns. */
export function offerColumns(orgId: string): readonly Column<ReceivedOffer>[] {
  const latest = (offer: ReceivedOffer) => offer.rounds.at(-1);
  return [
    {
      head: t`Who`,
      title: true,
      cell: (it) => (
        <Link
          to="/org/$orgId/people/offers/$id"
          params={{ orgId, id: it.id }}
          className="flex min-h-11 items-center underline sm:min-h-0"
        >
          {personName(it.offeror)}
        </Link>
      ),
    },
    {
      head: t`Home`,
      cell: (it) => (
        <>
          <span className="block">{it.listing.title}</span>
          <span className="block text-14 text-muted">
            {it.purpose === "rent" ? t`To rent` : t`To buy`}
          </span>
        </>
      ),
    },
    {
      head: t`State`,
      cell: (it) => {
        const state = offerState(it);
        return <StatusChip meaning={state.meaning}>{state.words}</StatusChip>;
      },
    },
    {
      head: t`Asked`,
      number: true,
      cell: (it) => <Amount kobo={it.listing.price_kobo} per={it.price_per} />,
    },
    {
      head: t`Offered last`,
      number: true,
      cell: (it) => <Amount kobo={latest(it)?.amount_kobo ?? 0} per={it.price_per} />,
    },
    {
      head: t`Until`,
      cell: (it) => it.status === "open" ? dateTime(it.expires_at) : "",
    },
  ];
}

function Amount(
  { kobo, per }: { readonly kobo: number; readonly per: ReceivedOffer["price_per"] },
) {
  return (
    <>
      <Money kobo={kobo} className="block" />
      <span className="block text-14 text-muted">{periodName(per)}</span>
    </>
  );
}
