/** The photos of a listing: added from the phone, put in order by buttons, described for who does not see them. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ImagePlus } from "lucide-react";
import type { Photo } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { GoingLine } from "./going_line.tsx";
import { photosQuery } from "./listings_query.ts";
import { moved } from "./order.ts";
import { PhotoLine } from "./photo_line.tsx";
import { useUploads } from "./use_uploads.ts";

/** The card. */
export function PhotosCard(
  { listingId, mayWrite }: { readonly listingId: string; readonly mayWrite: boolean },
) {
  const query = useQuery(photosQuery(listingId));
  const { going, add, again, drop } = useUploads(listingId);
  const queries = useQueryClient();
  const { queryKey } = photosQuery(listingId);
  const mutationKey = ["order of photos", listingId];
  // While a later order is on its way, what comes of an earlier one is old. What has just ended still counts.
  const isLast = () => queries.isMutating({ mutationKey }) === 1;
  const order = useMutation({
    mutationKey,
    // One after the other: the order that was made last is also written last.
    scope: { id: `photos ${listingId}` },
    mutationFn: async (photos: readonly Photo[]) => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      return await sdk.orderPhotos(client, listingId, photos.map(({ id }) => id));
    },
    // In the new order at once: who moves a photo three places presses three times.
    onMutate: async (photos) => {
      queries.setQueryData(queryKey, photos);
      // What is being read meanwhile is the order before.
      await queries.cancelQueries({ queryKey });
    },
    onSuccess: async (photos) => {
      if (!isLast()) return;
      queries.setQueryData(queryKey, photos);
      // Under review it waits for staff again.
      await queries.invalidateQueries({ queryKey: ["listings"] });
    },
    onError: () => isLast() ? queries.invalidateQueries({ queryKey }) : undefined,
  });
  return (
    <Card title={t`Photos`}>
      <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
        {(photos) => (
          <>
            {photos.length === 0 && going.length === 0 && (
              <p className="mb-4 text-muted">
                <Trans>Homes with photos are asked about first. The first one is the cover.</Trans>
              </p>
            )}
            <ol className="flex flex-col gap-3">
              {photos.map((photo, n) => (
                <PhotoLine
                  key={photo.id}
                  photo={photo}
                  number={n + 1}
                  total={photos.length}
                  mayWrite={mayWrite}
                  onMove={(by) => order.mutate(moved(photos, n, by))}
                />
              ))}
            </ol>
            {order.error !== null && (
              <div className="mt-3">
                <Problem error={order.error} />
              </div>
            )}
            <ul className="mt-3 flex flex-col gap-3">
              {going.map((it) => (
                <GoingLine
                  key={it.key}
                  going={it}
                  onAgain={() => again(it.key)}
                  onDrop={() => drop(it.key)}
                />
              ))}
            </ul>
            <p role="status" className="sr-only">
              {going.length > 0 &&
                plural(going.length, {
                  one: "# photo is on its way",
                  other: "# photos are on their way",
                })}
            </p>
            {mayWrite && <AddPhotos onAdd={add} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function AddPhotos({ onAdd }: { readonly onAdd: (files: readonly File[]) => void }) {
  return (
    <div className="mt-4">
      <label className="flex min-h-24 cursor-pointer flex-col items-center justify-center gap-1 rounded-card border-2 border-dashed border-edge px-4 py-4 text-center hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        <ImagePlus aria-hidden="true" className="size-6 text-brand" />
        <span className="font-semibold text-brand">
          <Trans>Add photos</Trans>
        </span>
        <span className="text-14 text-muted">
          <Trans>They are made small on your phone, and sent one by one.</Trans>
        </span>
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          className="sr-only"
          onChange={(event) => {
            onAdd([...event.target.files ?? []]);
            event.target.value = "";
          }}
        />
      </label>
    </div>
  );
}
