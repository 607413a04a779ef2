/** In which sizes a photo is kept. */

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** For lists, for phones, and for large screens. */
const widths = [320, 800, 1600] as const;

/** The widest that is ever made. */
export const widest = 1600;

/** Nothing is kept that is taller than this many times the width for which it is meant. */
const tallest = 2;

/**
 * The sizes to make of an upright photo, narrowest first. Never larger than the photo: a small one is kept
 * once as it is, instead of the sizes that it does not fill.
 */
export function targetSizes(photo: Size): Size[] {
  const sizes: Size[] = [];
  for (const width of widths) {
    const scale = Math.min(1, width / photo.width, width * tallest / photo.height);
    const size = {
      width: Math.max(1, Math.round(photo.width * scale)),
      height: Math.max(1, Math.round(photo.height * scale)),
    };
    if (sizes.at(-1)?.width !== size.width) sizes.push(size);
  }
  return sizes;
}
