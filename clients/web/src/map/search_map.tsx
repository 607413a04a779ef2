/** The homes of a search on the map: a crowd is gone nearer to, a home shows itself below. */
import { t } from "@lingui/core/macro";
import type { SearchCriteria } from "@estate/sdk/catalogue";
import { useState } from "react";
import MapView, { type Outlook } from "./map_view.tsx";
import { crowdOf, listingLayer, listingOf } from "./listing_tiles.ts";

/** `onPick` gets the id of the home that was pressed. */
export default function SearchMap(
  { criteria, outlook, onPick, className = "" }: {
    readonly criteria: SearchCriteria;
    readonly outlook: Outlook;
    readonly onPick: (listingId: string) => void;
    readonly className?: string;
  },
) {
  const [key] = useState(() => JSON.stringify(criteria));
  return (
    <MapView
      of={key}
      label={t`Map of homes; the list says the same`}
      outlook={outlook}
      className={className}
      layers={(colours) => [listingLayer(criteria, colours)]}
      onPress={(map, pixel) => {
        const hit = map.forEachFeatureAtPixel(
          pixel,
          (it) => listingOf(it) !== undefined || crowdOf(it) !== undefined ? it : undefined,
          { hitTolerance: 8 },
        );
        if (hit === undefined) return;
        const listing = listingOf(hit);
        if (listing !== undefined) {
          onPick(listing);
          return;
        }
        const view = map.getView();
        view.animate({
          center: map.getCoordinateFromPixel(pixel),
          zoom: (view.getZoom() ?? 6) + 2,
          duration: 150,
        });
      }}
    />
  );
}
