/** On the page of a home: that one has booked to see it, and when. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { dateTime } from "../format/date.ts";
import { weekdayOf } from "../format/weekday.ts";
import { coming, myViewingsQuery } from "./my_viewings.ts";

/** Nothing where nothing is booked. */
export default function BookedLine(
  { listingId, userId }: { readonly listingId: string; readonly userId: string },
) {
  const { data = [] } = useQuery(myViewingsQuery(userId));
  const next = coming(data, Date.now()).find((it) => it.listing?.id === listingId);
  if (next === undefined) return null;
  const when = `${weekdayOf(next.starts_at)}, ${dateTime(next.starts_at)}`;
  return (
    <p className="mb-4" role="status">
      <Link
        to="/l/$id/view"
        params={{ id: listingId }}
        className="font-semibold text-brand underline"
      >
        <Trans>You see it on {when}</Trans>
      </Link>
    </p>
  );
}
