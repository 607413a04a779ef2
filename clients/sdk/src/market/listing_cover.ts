/** What a found listing shows at first sight: its cover photo, and what was checked of it. */

/** What the platform's staff checked of a listing, and what they found. */
export interface ListingCheck {
  /** title: the papers of ownership, searched in the registry. */
  readonly what: "title";
  readonly found: "clean";
  /** Nigerian date; null where it was before dates were kept. */
  readonly on: string | null;
}

/** The first photo of a listing, in the sizes that there are of it, narrowest first. */
export interface ListingCover {
  readonly id: string;
  readonly alt_text: string;
  /** Mean colour as #rrggbb, to show while it loads. */
  readonly color: string | null;
  readonly width: number;
  readonly height: number;
  /** Under /storage/v1/object/public/listing-media/ of the project, or at url: coverAddress() says where. */
  readonly sizes: readonly {
    readonly width: number;
    readonly height: number;
    readonly path: string;
    /** Of its file. */
    readonly bytes: number;
    readonly url?: string;
  }[];
}

/** Address of a cover photo: the narrowest of at least `width` pixels, or the widest that there is. */
export function coverAddress(projectUrl: string, cover: ListingCover, width: number): string {
  const size = cover.sizes.find((it) => it.width >= width) ?? cover.sizes.at(-1);
  return size?.url ??
    `${projectUrl.replace(/\/$/, "")}/storage/v1/object/public/listing-media/${size?.path}`;
}
