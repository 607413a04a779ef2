/** At the foot of a map: how long a stretch of it is, where its ground is from, and for staff that it could have pictures. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type OlMap from "ol/Map.js";
import { getPointResolution } from "ol/proj.js";
import { useEffect, useState } from "react";
import { hatsQuery } from "../session/hats_query.ts";
import { useSignedInAs } from "../session/session.ts";
import { scaleOf } from "./scale.ts";

/** In pixels, at most. */
const widest = 96;

/** `map` once it is made. */
export function ScaleBar({ map }: { readonly map: OlMap | undefined }) {
  const [scale, setScale] = useState<ReturnType<typeof scaleOf>>();
  const { data: hats } = useQuery(hatsQuery(useSignedInAs()));
  useEffect(() => {
    if (map === undefined) return;
    const measure = () => {
      const view = map.getView();
      const [resolution, center] = [view.getResolution(), view.getCenter()];
      if (resolution === undefined || center === undefined) return;
      setScale(scaleOf(getPointResolution(view.getProjection(), resolution, center, "m"), widest));
    };
    measure();
    map.on("moveend", measure);
    return () => map.un("moveend", measure);
  }, [map]);
  const metres = scale?.metres ?? 0;
  const km = metres / 1000;
  return (
    <div className="pointer-events-none absolute inset-x-3 bottom-2 flex items-end justify-between gap-3 text-12 text-muted">
      {scale !== undefined && (
        <p className="shrink-0 rounded-control bg-ground px-1.5 pb-1">
          <span
            className="block border-x border-b border-muted text-center leading-tight"
            style={{ width: scale.pixels }}
          >
            {scale.metres >= 1000 ? t`${km} km` : t`${metres} m`}
          </span>
        </p>
      )}
      <p className="ml-auto rounded-control bg-ground px-1.5 text-right">
        {hats?.is_staff === true && (
          <span className="block font-semibold">
            <Trans>Map pictures are not set up here.</Trans>
          </span>
        )}
        Natural Earth · GeoNames
      </p>
    </div>
  );
}
