/** A photo of a listing: its mean colour until it has come, the size that fits, small where data is to be saved. */
import { coverAddress, type ListingCover } from "@estate/sdk/catalogue";
import { House } from "lucide-react";
import { useLowData } from "../offline/data_mode.ts";
import { project } from "../session/project.ts";

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
  const address = (width: number) => coverAddress(project.url, photo, width);
  const shown = low ? photo.sizes.slice(0, 1) : photo.sizes;
  return (
    <img
      src={address(low ? 320 : 640)}
      srcSet={shown.map((it) => `${address(it.width)} ${it.width}w`).join(", ")}
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
