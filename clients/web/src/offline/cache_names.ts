/** The caches that the worker fills and a page empties. */

/** Their names. */
export const kept = {
  /** index.html of each build, by its version. */
  shell: "estate-shell ",
  assets: "estate-assets",
  catalogue: "estate-catalogue",
  photos: "estate-photos",
} as const;

/** How many entries they may have; files of the app are those of one build. */
export const limits = { catalogue: 60, photos: 120 } as const;

/** Forgets which homes were looked for and at. What is left is the app itself, the same for everybody. */
export async function wipeSeen(): Promise<void> {
  // Only where the page is safe are there caches.
  if (!("caches" in globalThis)) return;
  await Promise.all([caches.delete(kept.catalogue), caches.delete(kept.photos)]).catch(() => {});
}
