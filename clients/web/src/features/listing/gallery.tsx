/** The photos, side by side, to push along; nothing where there are none. Where data is to be saved they wait for a press. */
import { plural, t } from "@lingui/core/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import { useRef } from "react";
import { useOnline } from "../../offline/online.ts";
import { Button } from "../../ui/button.tsx";
import { Photo } from "../../ui/photo.tsx";
import { kilobytesOf } from "./narrowest.ts";
import { useOfferedPhotos } from "./offered_photos.ts";

type Photos = ListingPage["photos"];

const frame = "aspect-[4/3] max-h-[28rem] w-full rounded-card";

/** Of one listing: another one needs another key. */
export function Gallery(
  { listingId, photos }: { readonly listingId: string; readonly photos: Photos },
) {
  const { shown, offered, isAsked, ask } = useOfferedPhotos(listingId, photos);
  const list = useRef<HTMLUListElement>(null);
  const many = photos.length;
  if (many === 0) return null;
  const waits = offered === undefined || offered.length > 0;
  const places = shown.length + (waits ? 1 : 0);
  const place = `shrink-0 snap-center ${places > 1 ? "w-[92%] sm:w-2/3" : "w-full"}`;
  return (
    <div className="-mx-4 sm:mx-0">
      <ul
        ref={list}
        aria-label={t`Photos`}
        tabIndex={places > 1 ? 0 : -1}
        className="flex snap-x snap-mandatory gap-2 overflow-x-auto px-4 sm:px-0"
      >
        {photos.map((photo, at) => {
          const number = at + 1;
          return shown.includes(photo) && (
            <li key={photo.id} className={place}>
              <Photo
                photo={photo}
                // What was asked for by its bytes comes whole, and is there offline.
                eager={isAsked || at < 2}
                sizes="(min-width: 1152px) 760px, 92vw"
                alt={photo.alt_text === "" ? t`Photo ${number} of ${many}` : photo.alt_text}
                className={frame}
              />
            </li>
          );
        })}
        {waits && (
          <li className={place}>
            <div className={`grid place-items-center bg-raised ${frame}`}>
              {offered !== undefined && (
                <Offer
                  photos={offered}
                  onAsk={() => {
                    ask();
                    // The button goes: who reads with the keyboard goes on at the photos.
                    list.current?.focus({ preventScroll: true });
                  }}
                />
              )}
            </div>
          </li>
        )}
      </ul>
    </div>
  );
}

/** What they would cost; without a line they cannot be had. */
function Offer({ photos, onAsk }: { readonly photos: Photos; readonly onAsk: () => void }) {
  const isOnline = useOnline();
  const count = photos.length;
  const size = kilobytesOf(photos);
  return (
    <Button look="secondary" disabled={!isOnline} onClick={onAsk}>
      {plural(count, { one: `Show # photo (${size} kB)`, other: `Show # photos (${size} kB)` })}
    </Button>
  );
}
