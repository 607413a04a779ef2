/** The files of the demo's pictures, which `draw.ts` writes and `give_demo_photos.ts` hands out. */

/** In how many pixels across each is there; four to three. */
export const photoWidths = [320, 800, 1280] as const;

/** The picture `name`, so many pixels across. */
export const photoFile = (name: string, width: (typeof photoWidths)[number]): URL =>
  new URL(`${name}-${width}.webp`, import.meta.url);
