/** Says where something is: by a tap, or by moving the map under the cross with the arrow keys and pressing the button. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import type OlMap from "ol/Map.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import { Crosshair } from "lucide-react";
import { useEffect, useRef } from "react";
import MapView, { type Outlook } from "./map_view.tsx";

/** A point, WGS 84. */
export interface Spot {
  readonly longitude: number;
  readonly latitude: number;
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** The map; it begins at `outlook`, and anew for each `of`. */
export default function PickMap(
  { of, outlook, spot, onPick, className = "" }: {
    readonly of: string;
    readonly outlook: Outlook;
    readonly spot: Spot | undefined;
    readonly onPick: (spot: Spot) => void;
    readonly className?: string;
  },
) {
  const source = useRef<VectorSource>(undefined);
  source.current ??= new VectorSource();
  const map = useRef<OlMap>(undefined);
  useEffect(() => {
    source.current?.clear();
    if (spot === undefined) return;
    source.current?.addFeature(
      new Feature(new Point(fromLonLat([spot.longitude, spot.latitude]))),
    );
  }, [spot?.longitude, spot?.latitude]);
  const pick = (coordinate: number[] | undefined) => {
    if (coordinate === undefined) return;
    const [longitude = 0, latitude = 0] = toLonLat(coordinate);
    onPick({ longitude: rounded(longitude), latitude: rounded(latitude) });
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="relative">
        <MapView
          of={of}
          label={t`Map: tap where the gate is`}
          outlook={outlook}
          className={className}
          onMade={(made) => {
            map.current = made;
          }}
          onPress={(pressed, pixel) => pick(pressed.getCoordinateFromPixel(pixel))}
          layers={(colours) => [
            new VectorLayer({
              source: source.current!,
              style: new Style({
                image: new CircleStyle({
                  radius: 9,
                  fill: new Fill({ color: colours.brand }),
                  stroke: new Stroke({ color: colours.ground, width: 3 }),
                }),
              }),
            }),
          ]}
        />
        <Crosshair
          aria-hidden="true"
          strokeWidth={1.25}
          className="pointer-events-none absolute left-1/2 top-1/2 size-6 -translate-1/2 text-muted"
        />
      </div>
      <button
        type="button"
        className="inline-flex min-h-11 items-center justify-center gap-2 rounded-control border border-edge px-4 font-semibold hover:bg-raised"
        onClick={() => pick(map.current?.getView().getCenter())}
      >
        <Crosshair aria-hidden="true" className="size-5" />
        <Trans>It is in the middle of the map</Trans>
      </button>
    </div>
  );
}
