/** About where a home is: a circle, for the exact place is shown to nobody before they see it. */
import { t } from "@lingui/core/macro";
import Feature from "ol/Feature.js";
import Circle from "ol/geom/Circle.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import MapView from "./map_view.tsx";

/** Metres around. */
const radius = 400;

/** The map. */
export default function AreaMap(
  { longitude, latitude, className = "" }: {
    readonly longitude: number;
    readonly latitude: number;
    readonly className?: string;
  },
) {
  return (
    <MapView
      of={`${longitude} ${latitude}`}
      label={t`Map of the area`}
      outlook={{ longitude, latitude, zoom: 13 }}
      className={className}
      layers={(colours) => [
        new VectorLayer({
          source: new VectorSource({
            features: [new Feature(new Circle(fromLonLat([longitude, latitude]), radius))],
          }),
          style: new Style({
            fill: new Fill({ color: `${colours.brand}33` }),
            stroke: new Stroke({ color: colours.brand, width: 2 }),
          }),
        }),
      ]}
    />
  );
}
