/** What is loaded of photos where data is to be saved: of each the narrowest size alone, as ui/photo_sources.ts says. Pure. */
import { coverAddress, type ListingCover } from "@estate/sdk/catalogue";

/** Where that size of a photo is. */
export const narrowestAddress = (project: string, photo: ListingCover): string =>
  coverAddress(project, photo, photo.sizes[0]?.width ?? 0);

/** How much that is of all these photos, in kB, rounded up: their files were weighed when they were kept. */
export function kilobytesOf(photos: readonly ListingCover[]): number {
  return Math.ceil(photos.reduce((sum, { sizes }) => sum + (sizes[0]?.bytes ?? 0), 0) / 1000);
}
