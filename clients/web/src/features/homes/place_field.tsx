/** Where a home is: a pin that somebody sets, on a map that is fetched when it is asked for. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { Check, LocateFixed, MapPin } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Near } from "../../map/near_place.ts";
import type { Spot } from "../../map/pick_map.tsx";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PastedSpot } from "./pasted_spot.tsx";
import { where } from "./where.ts";

const PickMap = lazy(() => import("../../map/pick_map.tsx"));

/** The field; the form gets `longitude` and `latitude`. */
export function PlaceField(
  { initial, wrong, addressOf, onChange }: {
    readonly initial: Spot | undefined;
    readonly wrong: string | undefined;
    /** Area, local government and state as they stand in the form now. */
    readonly addressOf: () => {
      readonly area: string;
      readonly lga: string;
      readonly state: string;
    };
    readonly onChange: (spot: Spot) => void;
  },
) {
  const [spot, setSpot] = useState(initial);
  const [isMended, setMended] = useState(false);
  const around = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // The form goes to the first input that is wrong; where all of them are right, to this.
    if (wrong === undefined) return;
    setMended(false);
    const form = around.current?.closest("form");
    if (form?.querySelector("[aria-invalid=true]") === null) around.current?.focus();
  }, [wrong]);
  const open = useMutation({
    mutationFn: async (): Promise<Near> =>
      spot === undefined ? await where(addressOf()) : { ...spot, zoom: 15 },
  });
  const locate = useMutation({
    mutationFn: () =>
      new Promise<Spot>((resolve, reject) =>
        navigator.geolocation.getCurrentPosition(
          ({ coords: { longitude, latitude } }) => resolve({ longitude, latitude }),
          reject,
          { enableHighAccuracy: true, timeout: 15_000 },
        )
      ),
    onSuccess: (it) => pick(it),
  });
  const pick = (it: Spot) => {
    setSpot(it);
    setMended(true);
    onChange(it);
  };
  return (
    <fieldset ref={around} tabIndex={-1} className="outline-offset-4">
      <legend className="font-semibold">
        <Trans>On the map</Trans>
      </legend>
      <p className="mb-2 text-14 text-muted">
        <Trans>
          Only you and your tenants see the exact place. Visitors see a circle some hundred metres
          around.
        </Trans>
      </p>
      {wrong !== undefined && !isMended && (
        <p className="mb-2 text-14 font-semibold text-bad">{wrong}</p>
      )}
      <input type="hidden" name="longitude" value={spot?.longitude ?? ""} />
      <input type="hidden" name="latitude" value={spot?.latitude ?? ""} />
      <div className="mb-2 acts">
        {open.data === undefined && (
          <Button
            look="secondary"
            icon={<MapPin aria-hidden="true" className="size-5" />}
            busy={open.isPending}
            onClick={() => open.mutate()}
          >
            {spot === undefined ? <Trans>Place it on the map</Trans> : <Trans>Move the pin</Trans>}
          </Button>
        )}
        {"geolocation" in navigator && (
          <Button
            look="quiet"
            icon={<LocateFixed aria-hidden="true" className="size-5" />}
            busy={locate.isPending}
            onClick={() => locate.mutate()}
          >
            <Trans>I am there now</Trans>
          </Button>
        )}
      </div>
      <PastedSpot onRead={pick} />
      {locate.isError && (
        <p role="alert" className="mb-2 text-14 text-bad">
          {t`Your phone did not say where it is. Place it on the map instead.`}
        </p>
      )}
      {open.error !== null && <Problem error={open.error} onRetry={() => open.mutate()} />}
      {open.data !== undefined && (
        <Suspense fallback={<Skeleton className="h-72" />}>
          <PickMap
            of="place"
            outlook={open.data}
            spot={spot}
            onPick={pick}
            className="h-72 rounded-control border border-line"
          />
        </Suspense>
      )}
      <p role="status" className="flex items-center gap-1 text-14 text-good not-empty:mt-2">
        {spot !== undefined && (
          <>
            <Check aria-hidden="true" className="size-4 shrink-0" />
            <Trans>The place is set.</Trans>
          </>
        )}
      </p>
    </fieldset>
  );
}
