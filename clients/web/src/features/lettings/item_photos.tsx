/** Photos of one thing: those that are there, and the phone's camera for more. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Camera } from "lucide-react";
import type { InspectionItem, InspectionPhoto } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { buttonClass, Spinner } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { photoQuery } from "./inspection_query.ts";
import { longestSide, shrinkPhoto } from "../../session/shrink_photo.ts";

/** The row. */
export function ItemPhotos(
  { inspectionId, item, photos }: {
    readonly inspectionId: string;
    readonly item: InspectionItem;
    readonly photos: readonly InspectionPhoto[];
  },
) {
  const queries = useQueryClient();
  const add = useMutation({
    // One after the other: on a thin line two halves arrive later than one whole. What is there is not sent twice.
    mutationFn: async (files: readonly File[]) => {
      const { client, addInspectionPhoto } = await sdk();
      for (const file of files) {
        await addInspectionPhoto(client, inspectionId, await shrinkPhoto(file, longestSide.home), {
          itemId: item.id,
        });
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["inspections"] }),
  });
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      {photos.map((photo, n) => (
        <Thumbnail
          key={photo.id}
          photo={photo}
          alt={t`Photo ${n + 1} of ${photos.length}: ${item.item}`}
        />
      ))}
      <label className={buttonClass("secondary", "has-focus-visible:outline-2 cursor-pointer")}>
        {add.isPending ? <Spinner /> : <Camera aria-hidden="true" className="size-5" />}
        {add.isPending ? <Trans>Sending…</Trans> : <Trans>Add photos</Trans>}
        <span className="sr-only">{t`of ${item.item}, ${item.room}`}</span>
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          disabled={add.isPending}
          className="sr-only"
          onChange={(event) => {
            const files = [...event.target.files ?? []];
            event.target.value = "";
            if (files.length > 0) add.mutate(files);
          }}
        />
      </label>
      {add.isError && <Problem error={add.error} onRetry={() => add.mutate(add.variables)} />}
    </div>
  );
}

/** A photo, small; pressed, it opens in full. */
export function Thumbnail(
  { photo, alt }: { readonly photo: InspectionPhoto; readonly alt: string },
) {
  const { data } = useQuery(photoQuery(photo));
  if (data === undefined) {
    return <span aria-hidden="true" className="size-16 rounded-control bg-sunken" />;
  }
  return (
    <a href={data.large} target="_blank" className="block">
      <img
        src={data.thumbnail}
        alt={alt}
        loading="lazy"
        className="size-16 rounded-control border border-line bg-sunken object-cover"
      />
    </a>
  );
}
