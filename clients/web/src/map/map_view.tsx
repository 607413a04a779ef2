/** A map: fetched when somebody asks for one. Moved by finger, mouse, arrow keys and the two buttons. */
import { t } from "@lingui/core/macro";
import { Minus, Plus } from "lucide-react";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { fromLonLat } from "ol/proj.js";
import type VectorLayer from "ol/layer/Vector.js";
import { mapColours } from "./colours.ts";
import { groundLayers, groundStyles } from "./ground.ts";
import { onTheme } from "./on_theme.ts";
import { ScaleBar } from "./scale_bar.tsx";

/** Where a map begins. */
export interface Outlook {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

/** Nigeria. */
export const nigeria: Outlook = { longitude: 8.3, latitude: 9.2, zoom: 6 };

/** `layers` are made once for each `of`; `onPress` gets what lies under the finger. */
export default function MapView(
  { label, outlook, of, layers, onPress, onMade, className = "", children }: {
    readonly label: string;
    readonly outlook: Outlook;
    readonly of: string;
    readonly layers: (colours: ReturnType<typeof mapColours>) => readonly VectorLayer[];
    readonly onPress?: (map: OlMap, pixel: number[]) => void;
    /** Gets the map itself, once for each `of`. */
    readonly onMade?: (map: OlMap) => void;
    readonly className?: string;
    /** Lies on it. */
    readonly children?: ReactNode;
  },
) {
  const place = useRef<HTMLDivElement>(null);
  const made = useRef<OlMap>(undefined);
  const [shown, setShown] = useState<OlMap>();
  useEffect(() => {
    if (place.current === null) return;
    const colours = mapColours();
    const ground = groundLayers(colours);
    const above = layers(colours);
    const map = new OlMap({
      target: place.current,
      controls: [],
      layers: [...ground, ...above],
      view: new View({
        center: fromLonLat([outlook.longitude, outlook.latitude]),
        zoom: outlook.zoom,
        minZoom: 5,
        maxZoom: 18,
        extent: [100_000, 200_000, 1_900_000, 1_800_000],
        constrainOnlyCenter: true,
      }),
    });
    if (onPress !== undefined) map.on("singleclick", ({ pixel }) => onPress(map, pixel));
    made.current = map;
    setShown(map);
    onMade?.(map);
    // What was loaded stays: without a line it could not come again.
    const off = onTheme(() => {
      const now = mapColours();
      groundStyles(now).forEach((style, at) => ground[at]?.setStyle(style));
      layers(now).forEach((layer, at) => {
        above[at]?.setStyle(layer.getStyle());
        layer.dispose();
      });
    });
    return () => {
      off();
      made.current = undefined;
      map.setTarget(undefined);
    };
    // Made anew for another search only: the rest is the same then.
  }, [of]);
  const zoom = (by: number) => {
    const view = made.current?.getView();
    view?.animate({ zoom: (view.getZoom() ?? 6) + by, duration: 150 });
  };
  return (
    <div className={`relative overflow-hidden bg-info-soft ${className}`}>
      <div
        ref={place}
        tabIndex={0}
        role="application"
        aria-label={label}
        className="absolute inset-0"
      />
      {children}
      <div className="absolute right-3 top-3 flex flex-col overflow-hidden rounded-control border border-edge bg-ground">
        <button
          type="button"
          aria-label={t`Nearer`}
          className="grid size-11 place-items-center hover:bg-raised"
          onClick={() => zoom(1)}
        >
          <Plus aria-hidden="true" className="size-5" />
        </button>
        <button
          type="button"
          aria-label={t`Further`}
          className="grid size-11 place-items-center border-t border-line hover:bg-raised"
          onClick={() => zoom(-1)}
        >
          <Minus aria-hidden="true" className="size-5" />
        </button>
      </div>
      <ScaleBar map={shown} />
    </div>
  );
}
