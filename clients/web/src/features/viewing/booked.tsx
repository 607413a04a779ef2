/** A booked viewing: when, where exactly, and the way back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Viewing, ViewingTime } from "@estate/sdk";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CalendarCheck, MapPin } from "lucide-react";
import { dateOf, time as clock } from "../../format/date.ts";
import { weekdayOf } from "../../format/weekday.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { giveBack, viewingPlaceQuery } from "./viewing_query.ts";

/** `onGivenBack` is called once the seat is free again. */
export function Booked(
  { listingId, viewing, time, onGivenBack }: {
    readonly listingId: string;
    readonly viewing: Viewing;
    readonly time: ViewingTime;
    readonly onGivenBack: () => void;
  },
) {
  const { data: place, error } = useQuery(viewingPlaceQuery(viewing.id));
  const cancel = useMutation({
    mutationFn: () => giveBack(viewing.id),
    onSuccess: onGivenBack,
  });
  const parts = place === undefined || place === null ? [] : [
    place.unit_label,
    place.property_name,
    place.street,
    place.landmark,
    place.area,
    place.lga,
    place.state,
  ].filter((it) => it !== null && it !== "");
  return (
    <Page title={t`You are expected`}>
      <Callout meaning="good" role="status">
        <p>
          <Trans>Your place is booked. You are told if anything changes.</Trans>
        </p>
      </Callout>
      <Card className="mt-4">
        <p className="flex items-center gap-3 text-18 font-semibold">
          <CalendarCheck aria-hidden="true" className="size-6 shrink-0 text-brand" />
          <span>
            {weekdayOf(time.starts_at)}, {dateOf(time.starts_at)},{" "}
            <span className="money">{clock(time.starts_at)}–{clock(time.ends_at)}</span>
          </span>
        </p>
        <p className="mt-4 flex items-start gap-3">
          <MapPin aria-hidden="true" className="mt-0.5 size-6 shrink-0 text-brand" />
          {parts.length > 0
            ? <span>{parts.join(", ")}</span>
            : error === null
            ? <Skeleton className="h-6 w-48" />
            : <Trans>The exact place is in your notifications.</Trans>}
        </p>
      </Card>
      {cancel.error !== null && (
        <div className="mt-4">
          <Problem error={cancel.error} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton look="secondary" to="/l/$id" params={{ id: listingId }}>
          <Trans>Back to the home</Trans>
        </LinkButton>
        <Button look="secondary" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          <Trans>I cannot come</Trans>
        </Button>
      </div>
    </Page>
  );
}
