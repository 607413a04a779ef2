/** For whom a listing is that is not the organization's own, and until when. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lastDay, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Callout } from "../../ui/status_chip.tsx";
import { mandateOfListingQuery } from "./listings_query.ts";
import { mayList } from "./may_list.ts";

/** The box; nothing until it is known. */
export function ForOwner(
  { orgId, mandateId }: { readonly orgId: string; readonly mandateId: string | null },
) {
  const { data: mandate } = useQuery(mandateOfListingQuery(orgId, mandateId));
  if (mandateId !== null && mandate === undefined) return null;
  if (!mayList(mandate ?? undefined, today())) {
    return (
      <Callout meaning="wait" title={t`Not yours to change`}>
        <Trans>You have no mandate in force under which it was listed.</Trans>
      </Callout>
    );
  }
  const owner = mandate?.owner ?? t`another organization`;
  const last = date(lastDay(mandate?.ends_on ?? today()));
  return (
    <Callout meaning="info" title={t`You list it for ${owner}`}>
      <Trans>Your mandate lasts until {last}.</Trans>
    </Callout>
  );
}
