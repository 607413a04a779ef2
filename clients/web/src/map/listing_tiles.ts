/** Listings on the map, tile by tile as the catalogue has them: crowds as circles with a number, single ones with their price. */
import type { SearchCriteria } from "@estate/sdk/catalogue";
import Feature, { type FeatureLike } from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import { tile as byTile } from "ol/loadingstrategy.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { createXYZ } from "ol/tilegrid.js";
import { getCenter } from "ol/extent.js";
import { count, nairaShort } from "../format/naira.ts";
import { catalogue } from "../session/catalogue.ts";
import type { MapColours } from "./colours.ts";

/** Of a listing's own feature. */
export const listingOf = (feature: FeatureLike): string | undefined => feature.get("listing");
/** Of a crowd's. */
export const crowdOf = (feature: FeatureLike): number | undefined => feature.get("count");

// Twice as large on the screen as the tiles are cut: a quarter of the questions.
const grid = createXYZ({ tileSize: 512, maxZoom: 18 });

/** A layer of what meets `criteria`. */
export function listingLayer(criteria: SearchCriteria, colours: MapColours): VectorLayer {
  const source: VectorSource = new VectorSource({
    strategy: byTile(grid),
    loader: (extent, resolution, _projection, success, failure) => {
      const [zoom = 0, x = 0, y = 0] = grid.getTileCoordForCoordAndResolution(
        getCenter(extent),
        resolution,
      );
      catalogue().tile({ zoom, x, y }, criteria).then(({ clusters, points }) => {
        const features = [
          ...clusters.map((it) =>
            new Feature({
              geometry: new Point(fromLonLat([it.longitude, it.latitude])),
              count: it.count,
              zoom,
            })
          ),
          ...points.map((it) => {
            const feature = new Feature({
              geometry: new Point(fromLonLat([it.longitude, it.latitude])),
              listing: it.id,
              price: it.price_kobo,
              zoom,
            });
            return feature;
          }),
        ];
        source.addFeatures(features);
        success?.(features);
      }).catch(() => {
        source.removeLoadedExtent(extent);
        failure?.();
      });
    },
  });
  return new VectorLayer({
    source,
    // Prices that would lie on each other are left out until one is nearer; the dots stay.
    declutter: true,
    style: (feature, resolution) => {
      // What was loaded for another zoom is not of this picture.
      const zoom = grid.getZForResolution(resolution);
      return feature.get("zoom") === zoom ? styleOf(feature, colours) : undefined;
    },
  });
}

function styleOf(feature: FeatureLike, colours: MapColours): Style {
  const crowd = crowdOf(feature);
  const font = "600 14px system-ui, sans-serif";
  if (crowd !== undefined) {
    return new Style({
      image: new CircleStyle({
        radius: Math.min(28, 16 + Math.log2(crowd) * 1.5),
        fill: new Fill({ color: colours.brand }),
        stroke: new Stroke({ color: colours.ground, width: 2 }),
        declutterMode: "obstacle",
      }),
      text: new Text({
        text: count(crowd),
        font,
        fill: new Fill({ color: colours.onBrand }),
        declutterMode: "none",
      }),
      // Before the prices: none may lie on it.
      zIndex: 3,
    });
  }
  return new Style({
    image: new CircleStyle({
      radius: 5,
      fill: new Fill({ color: colours.brand }),
      stroke: new Stroke({ color: colours.ground, width: 2 }),
      declutterMode: "none",
    }),
    text: new Text({
      offsetY: -20,
      text: nairaShort(Number(feature.get("price"))),
      font,
      fill: new Fill({ color: colours.ink }),
      backgroundFill: new Fill({ color: colours.ground }),
      backgroundStroke: new Stroke({ color: colours.brand, width: 2, lineJoin: "round" }),
      padding: [6, 8, 5, 8],
    }),
    zIndex: 2,
  });
}
