/** The homes of a search on the map: a crowd is gone nearer to, a home shows itself below, an area is drawn. */
import { t } from "@lingui/core/macro";
import type { SearchCriteria } from "@estate/sdk/catalogue";
import type OlMap from "ol/Map.js";
import { useEffect, useRef, useState } from "react";
import { DrawBar } from "./draw_bar.tsx";
import { areaLayer, inSight, type MapPoint, startDrawing } from "./drawing.ts";
import { crowdOf, listingLayer, listingOf } from "./listing_tiles.ts";
import MapView, { type Outlook } from "./map_view.tsx";

/** `onPick` gets the id of the home that was pressed, `onArea` what was drawn. */
export default function SearchMap(
  { criteria, outlook, area, onPick, onArea, className = "" }: {
    readonly criteria: SearchCriteria;
    readonly outlook: Outlook;
    readonly area: readonly MapPoint[] | undefined;
    readonly onPick: (listingId: string) => void;
    readonly onArea: (points: readonly MapPoint[]) => void;
    readonly className?: string;
  },
) {
  const [key] = useState(() => JSON.stringify(criteria));
  const map = useRef<OlMap>(undefined);
  const [isDrawing, setDrawing] = useState(false);
  const drawn = useRef(onArea);
  drawn.current = onArea;
  useEffect(() => {
    if (!isDrawing || map.current === undefined) return;
    return startDrawing(map.current, (points) => {
      setDrawing(false);
      drawn.current(points);
    });
  }, [isDrawing]);
  return (
    <MapView
      of={key}
      label={t`Map of homes; the list says the same`}
      outlook={outlook}
      className={className}
      layers={(colours) => [
        ...(area === undefined ? [] : [areaLayer(area, colours)]),
        listingLayer(criteria, colours),
      ]}
      onMade={(made) => {
        map.current = made;
      }}
      onPress={(made, pixel) => {
        const hit = made.forEachFeatureAtPixel(
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
        const view = made.getView();
        view.animate({
          center: made.getCoordinateFromPixel(pixel),
          zoom: (view.getZoom() ?? 6) + 2,
          duration: 150,
        });
      }}
    >
      <DrawBar
        isDrawing={isDrawing}
        onDraw={() => setDrawing(!isDrawing)}
        onSight={() => map.current === undefined || onArea(inSight(map.current))}
      />
    </MapView>
  );
}
