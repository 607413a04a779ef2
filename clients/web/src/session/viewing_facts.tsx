/** When and where exactly a booked viewing is. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, MapPin } from "lucide-react";
import { dateOf, time as clock } from "../format/date.ts";
import { weekdayOf } from "../format/weekday.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { viewingPlaceQuery } from "./my_viewings.ts";

/** Two lines. */
export function ViewingFacts(
  { viewingId, time }: {
    readonly viewingId: string;
    readonly time: { readonly starts_at: string; readonly ends_at: string };
  },
) {
  const { data: place, error } = useQuery(viewingPlaceQuery(viewingId));
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
    <>
      <p className="flex items-center gap-3 font-semibold">
        <CalendarCheck aria-hidden="true" className="size-6 shrink-0 text-brand" />
        <span>
          {weekdayOf(time.starts_at)}, {dateOf(time.starts_at)},{" "}
          <span className="money">{clock(time.starts_at)}–{clock(time.ends_at)}</span>
        </span>
      </p>
      <p className="mt-3 flex items-start gap-3">
        <MapPin aria-hidden="true" className="mt-0.5 size-6 shrink-0 text-brand" />
        {parts.length > 0
          ? <span>{parts.join(", ")}</span>
          : error === null
          ? <Skeleton className="h-6 w-48" />
          : <Trans>The exact place is in your notifications.</Trans>}
      </p>
    </>
  );
}
