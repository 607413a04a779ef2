/** What the home is and has. */
import { Trans } from "@lingui/react/macro";
import { Bath, BedDouble, House, Sofa } from "lucide-react";
import type { ReactNode } from "react";
import { bathroomsWord, bedroomsWord, featureName, kindName } from "../../format/home_words.ts";
import type { ViewedListing } from "./listing_view.tsx";

/** Kind, rooms, and what it has, in lists. */
export function Facts({ listing }: { readonly listing: ViewedListing }) {
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-20 font-semibold">
        <Trans>The home</Trans>
      </h2>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        <Fact icon={<House />}>{kindName(listing.kind)}</Fact>
        {listing.bedrooms > 0 && <Fact icon={<BedDouble />}>{bedroomsWord(listing.bedrooms)}</Fact>}
        {listing.bathrooms > 0 && <Fact icon={<Bath />}>{bathroomsWord(listing.bathrooms)}</Fact>}
        {listing.is_furnished && (
          <Fact icon={<Sofa />}>
            <Trans>Furnished</Trans>
          </Fact>
        )}
      </ul>
      {listing.features.length > 0 && (
        <ul className="mt-4 flex flex-wrap gap-2">
          {listing.features.map((it) => (
            <li key={it} className="rounded-chip bg-raised px-3 py-1 text-14">
              {featureName(it)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Fact({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="flex items-center gap-2">
      <span aria-hidden="true" className="text-muted *:size-5">{icon}</span>
      {children}
    </li>
  );
}
