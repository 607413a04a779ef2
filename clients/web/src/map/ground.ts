/** What lies under the listings where no basemap is given: land, and names of places that come with nearness. */
import type { FeatureLike } from "ol/Feature.js";
import Feature from "ol/Feature.js";
import GeoJSON from "ol/format/GeoJSON.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { MapColours } from "./colours.ts";

interface Ground {
  readonly land: object;
  readonly places: readonly (readonly [name: string, longitude: number, latitude: number])[];
}

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
  const isHome = (it: FeatureLike) => it.get("home") === true;
  const edge = new Stroke({ color: colours.line, width: 1 });
  const home = new Style({ fill: new Fill({ color: colours.ground }), stroke: edge });
  const other = new Style({ fill: new Fill({ color: colours.raised }), stroke: edge });
  const label = new Style({
    text: new Text({
      font: "12px system-ui, sans-serif",
      fill: new Fill({ color: colours.muted }),
      stroke: new Stroke({ color: colours.ground, width: 3 }),
    }),
  });
  return [
    new VectorLayer({ source: land, style: (it) => isHome(it) ? home : other }),
    new VectorLayer({
      source: places,
      declutter: true,
      minZoom: 7,
      style: (it) => {
        label.getText()?.setText(String(it.get("name")));
        return label;
      },
    }),
  ];
}
