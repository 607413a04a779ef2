/** The photos of a listing, to be pushed aside one after the other. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Photo } from "@estate/sdk";

/** The row. */
export function PreviewPhotos({ photos }: { readonly photos: readonly Photo[] }) {
  if (photos.length === 0) {
    return (
      <p className="rounded-card bg-raised p-6 text-center text-muted">
        <Trans>No photos yet</Trans>
      </p>
    );
  }
  return (
    <ul
      aria-label={t`Photos`}
      tabIndex={0}
      className="flex snap-x snap-mandatory gap-2 overflow-x-auto rounded-card"
    >
      {photos.map((it, n) => (
        <li key={it.id} className="w-full shrink-0 snap-center">
          <img
            src={(it.sizes.find(({ width }) => width >= 640) ?? it.sizes.at(-1))?.url}
            width={it.width}
            height={it.height}
            alt={it.alt_text === "" ? t`Photo ${n + 1} of ${photos.length}` : it.alt_text}
            loading={n === 0 ? "eager" : "lazy"}
            style={it.color === null ? undefined : { backgroundColor: it.color }}
            className="aspect-4/3 w-full rounded-card object-cover"
          />
        </li>
      ))}
    </ul>
  );
}
