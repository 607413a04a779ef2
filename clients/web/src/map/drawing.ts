/** Drawing an area on the map, by finger or mouse, and showing it; or taking what is in sight. */
import type OlMap from "ol/Map.js";
import Feature from "ol/Feature.js";
import Polygon from "ol/geom/Polygon.js";
import Draw from "ol/interaction/Draw.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import { type MapColours, mapColours } from "./colours.ts";

/** Longitude and latitude. */
export type MapPoint = readonly [longitude: number, latitude: number];

const looks = (colours: MapColours) =>
  new Style({
    fill: new Fill({ color: `${colours.brand}1f` }),
    stroke: new Stroke({ color: colours.brand, width: 3 }),
  });

const pointsOf = (polygon: Polygon): readonly MapPoint[] =>
  (polygon.getCoordinates()[0] ?? []).slice(0, -1).map((it) => {
    const [longitude = 0, latitude = 0] = toLonLat(it);
    return [longitude, latitude];
  });

/** The next stroke draws; `onDrawn` gets it. Returns what gives up. */
export function startDrawing(
  map: OlMap,
  onDrawn: (points: readonly MapPoint[]) => void,
): () => void {
  const draw = new Draw({ type: "Polygon", freehand: true, style: looks(mapColours()) });
  const stop = () => void map.removeInteraction(draw);
  draw.once("drawend", ({ feature }) => {
    const polygon = feature.getGeometry();
    // Not within its own event: it is still busy with it.
    setTimeout(stop);
    if (!(polygon instanceof Polygon)) return;
    // What a finger trembles is no part of the area.
    const smooth = polygon.simplify((map.getView().getResolution() ?? 1) * 4) as Polygon;
    onDrawn(pointsOf(smooth));
  });
  map.addInteraction(draw);
  return stop;
}

/** The corners of what is in sight. */
export function inSight(map: OlMap): readonly MapPoint[] {
  const [west = 0, south = 0, east = 0, north = 0] = map.getView().calculateExtent(map.getSize());
  return pointsOf(
    new Polygon([[[west, south], [east, south], [east, north], [west, north], [west, south]]]),
  );
}

/** The area, under what lies in it. */
export function areaLayer(points: readonly MapPoint[], colours: MapColours): VectorLayer {
  const ring = points.map((it) => fromLonLat([...it]));
  const [first] = ring;
  const closed = first === undefined ? ring : [...ring, first];
  return new VectorLayer({
    source: new VectorSource({ features: [new Feature(new Polygon([closed]))] }),
    style: looks(colours),
  });
}
