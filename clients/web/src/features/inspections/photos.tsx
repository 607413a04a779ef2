/** Photos of an inspection, with whose they are. Where data is to be saved they wait for a press. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { InspectionPhoto } from "@estate/sdk";
import { ImageOff } from "lucide-react";
import { useState } from "react";
import { dateOf } from "../../format/date.ts";
import { useLowData } from "../../offline/use_low_data.ts";
import { Button } from "../../ui/button.tsx";
import { linksQuery } from "./inspections_query.ts";

/** `of` says what they show. */
export function Photos(
  { photos, of }: { readonly photos: readonly InspectionPhoto[]; readonly of: string },
) {
  const low = useLowData();
  const [asked, setAsked] = useState(false);
  const count = photos.length;
  if (count === 0) return null;
  if (low && !asked) {
    return (
      <Button look="secondary" className="mt-2" onClick={() => setAsked(true)}>
        {plural(count, { one: "Show # photo", other: "Show # photos" })}
      </Button>
    );
  }
  return (
    <ul className="mt-2 flex flex-wrap gap-3">
      {photos.map((it) => (
        <li key={it.id} className="w-28">
          <OnePhoto photo={it} of={of} />
        </li>
      ))}
    </ul>
  );
}

function OnePhoto({ photo, of }: { readonly photo: InspectionPhoto; readonly of: string }) {
  const { data: links, error } = useQuery(linksQuery(photo));
  const shows = photo.caption ?? of;
  const taken = dateOf(photo.taken_at ?? photo.created_at);
  const frame = "grid aspect-square w-full place-items-center overflow-hidden rounded-control " +
    "border border-line bg-sunken";
  return (
    <figure>
      {links === undefined
        ? (
          <div className={frame}>
            {error !== null && <ImageOff aria-hidden="true" className="size-6 text-muted" />}
          </div>
        )
        : (
          <a href={links.large} target="_blank" rel="noreferrer" className={frame}>
            <img
              src={links.thumbnail}
              alt={t`${shows}, ${taken}. Opens in full size`}
              loading="lazy"
              className="size-full object-cover"
            />
          </a>
        )}
      <figcaption className="mt-1 text-12 text-muted">
        {photo.side === "tenant"
          ? <Trans>Of the tenants, {taken}</Trans>
          : <Trans>Of the landlord, {taken}</Trans>}
      </figcaption>
    </figure>
  );
}
