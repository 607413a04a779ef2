/** The photos, side by side, to push along; nothing where there are none. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import { useState } from "react";
import { useLowData } from "../../offline/use_low_data.ts";
import { Button } from "../../ui/button.tsx";
import { Photo } from "../../ui/photo.tsx";

/** With low data the first alone, until the others are asked for. */
export function Gallery({ photos }: { readonly photos: ListingPage["photos"] }) {
  const low = useLowData();
  const [all, setAll] = useState(!low);
  if (photos.length === 0) return null;
  const shown = all ? photos : photos.slice(0, 1);
  const many = photos.length;
  return (
    <div className="-mx-4 sm:mx-0">
      <ul
        aria-label={t`Photos`}
        tabIndex={shown.length > 1 ? 0 : undefined}
        className="flex snap-x snap-mandatory gap-2 overflow-x-auto px-4 sm:px-0"
      >
        {shown.map((photo, at) => {
          const number = at + 1;
          return (
            <li
              key={photo.id}
              className={`shrink-0 snap-center ${shown.length > 1 ? "w-[92%] sm:w-2/3" : "w-full"}`}
            >
              <Photo
                photo={photo}
                eager={at < 2}
                sizes="(min-width: 1152px) 760px, 92vw"
                alt={photo.alt_text === "" ? t`Photo ${number} of ${many}` : photo.alt_text}
                className="aspect-[4/3] max-h-[28rem] w-full rounded-card"
              />
            </li>
          );
        })}
      </ul>
      {shown.length < many && (
        <div className="mt-2 px-4 sm:px-0">
          <Button look="secondary" onClick={() => setAll(true)}>
            <Trans>Show all {many} photos</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
