/**
 * What lies under the listings where no basemap is given: land with a quiet grid, water, and names of places that come with
 * nearness. The coast is drawn for a country, not for a street: from near it would cut through quarters, and is left out.
 */
import type { FeatureLike } from "ol/Feature.js";
import Feature from "ol/Feature.js";
import GeoJSON from "ol/format/GeoJSON.js";
import Point from "ol/geom/Point.js";
import { fromExtent } from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style, { type StyleFunction } from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { MapColours } from "./colours.ts";

interface Ground {
  readonly land: object;
  readonly places: readonly (readonly [name: string, longitude: number, latitude: number])[];
}

/** From here on the coast is finer on the screen than in its file. */
const near = 9.5;
/** West, south, east and north of all that a map can show, in metres. */
const everywhere = [-1_000_000, -1_000_000, 3_000_000, 3_000_000];

/** Layers of it, empty until its file has come. */
export function groundLayers(colours: MapColours): readonly VectorLayer[] {
  const land = new VectorSource();
  const places = new VectorSource();
  void fetch("/ground.json").then((response) => response.json()).then((ground: Ground) => {
    land.addFeatures(
      new GeoJSON().readFeatures(ground.land, { featureProjection: "EPSG:3857" }),
    );
    places.addFeatures(
      ground.places.map(([name, longitude, latitude]) =>
        new Feature({ geometry: new Point(fromLonLat([longitude, latitude])), name })
      ),
    );
  }).catch(() => {});
  const [ofLand, ofNear, ofPlaces] = groundStyles(colours);
  return [
    new VectorLayer({ source: land, maxZoom: near, style: ofLand }),
    new VectorLayer({
      source: new VectorSource({ features: [new Feature(fromExtent(everywhere))] }),
      minZoom: near,
      style: ofNear,
    }),
    new VectorLayer({ source: places, declutter: true, minZoom: 7, style: ofPlaces }),
  ];
}

/** How they look, in their order. */
export function groundStyles(
  colours: MapColours,
): readonly [StyleFunction, StyleFunction, StyleFunction] {
  const isHome = (it: FeatureLike) => it.get("home") === true;
  const grid = new Fill({ color: gridOf(colours) });
  const edge = new Stroke({ color: colours.line, width: 1 });
  const home = new Style({ fill: grid, stroke: edge });
  const other = new Style({ fill: new Fill({ color: colours.sunken }), stroke: edge });
  const label = (font: string, color: string) =>
    new Style({
      text: new Text({
        font: `${font} system-ui, sans-serif`,
        fill: new Fill({ color }),
        stroke: new Stroke({ color: colours.raised, width: 4 }),
      }),
    });
  const far = label("12px", colours.muted);
  const close = label("600 13px", colours.muted);
  const nearby = new Style({ fill: grid });
  return [
    (it) => isHome(it) ? home : other,
    () => nearby,
    (it, resolution) => {
      const style = resolution < 40 ? close : far;
      style.getText()?.setText(String(it.get("name")));
      return style;
    },
  ];
}

/** Lines so quiet that what lies on them is read first; fixed to the ground, so that it is seen to move. */
function gridOf({ raised, line }: MapColours): CanvasPattern | string {
  const size = 64;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const pen = tile.getContext("2d");
  if (pen === null) return raised;
  pen.fillStyle = raised;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = line;
  pen.globalAlpha = 0.6;
  pen.strokeRect(-0.5, -0.5, size, size);
  return pen.createPattern(tile, "repeat") ?? raised;
}
