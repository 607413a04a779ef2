/** What a draft has and lacks, before it is published. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import type { Listing } from "@estate/sdk";
import { Missed } from "../../ui/missed.tsx";
import { feesQuery, photosQuery } from "./listings_query.ts";
import { type Step, stepsOf } from "./readiness.ts";

/** The list; nothing while it is on its way. */
export function Steps({ listing }: { readonly listing: Listing }) {
  const photos = useQuery(photosQuery(listing.id));
  const fees = useQuery(feesQuery(listing.id));
  if (photos.data === undefined || fees.data === undefined) {
    return <Missed of={[photos, fees]} className="mt-3" />;
  }
  const steps = stepsOf(listing, { photos: photos.data.length, fees: fees.data.length });
  return (
    <ul className="mt-3 flex flex-col gap-2">
      {steps.map(({ step, done }) => (
        <li key={step} className={`flex items-start gap-2 ${done ? "" : "text-muted"}`}>
          {done
            ? <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
            : <CircleDashed aria-hidden="true" className="mt-0.5 size-5 shrink-0" />}
          <span>{done ? doneWords(step) : missingWords(step)}</span>
        </li>
      ))}
    </ul>
  );
}

function doneWords(step: Step): string {
  switch (step) {
    case "photos":
      return t`It has photos`;
    case "words":
      return t`It is described`;
    case "fees":
      return t`Its fees are named`;
  }
}

function missingWords(step: Step): string {
  switch (step) {
    case "photos":
      return t`No photos yet: such homes are passed over`;
    case "words":
      return t`Describe it in two or three sentences`;
    case "fees":
      return t`No fees named: visitors are told that there are none`;
  }
}
