/** A photo of a listing: its mean colour until it has come, the size that fits, small where data is to be saved. */
import type { ListingCover } from "@estate/sdk/catalogue";
import { House } from "lucide-react";
import { useLowData } from "../offline/use_low_data.ts";
import { project } from "../session/project.ts";
import { photoSources } from "./photo_sources.ts";

/** `sizes` says how wide it is shown. `alt` stands in where the owner wrote none; empty beside words that say the same. */
export function Photo(
  { photo, sizes, alt, eager, className = "" }: {
    readonly photo: ListingCover | null;
    readonly sizes: string;
    readonly alt: string;
    readonly eager?: boolean;
    readonly className?: string;
  },
) {
  const low = useLowData();
  if (photo === null) {
    return (
      <div
        aria-hidden="true"
        className={`grid place-items-center bg-raised text-edge ${className}`}
      >
        <House className="size-8" strokeWidth={1.25} />
      </div>
    );
  }
  return (
    <img
      {...photoSources(project.url, photo, low)}
      sizes={sizes}
      width={photo.width}
      height={photo.height}
      alt={alt}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      style={photo.color === null ? undefined : { backgroundColor: photo.color }}
      className={`bg-raised object-cover ${className}`}
    />
  );
}
