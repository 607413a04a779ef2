/** Which sizes of a photo a browser may choose from; the smallest alone where data is to be saved. */
import { coverAddress, type ListingCover } from "@estate/sdk/catalogue";

/** For an `<img>`. */
export function photoSources(
  project: string,
  photo: ListingCover,
  isLow: boolean,
): { readonly src: string; readonly srcSet: string } {
  const address = (width: number) => coverAddress(project, photo, width);
  const shown = isLow ? photo.sizes.slice(0, 1) : photo.sizes;
  return {
    src: address(isLow ? 320 : 640),
    srcSet: shown.map((it) => `${address(it.width)} ${it.width}w`).join(", "),
  };
}
