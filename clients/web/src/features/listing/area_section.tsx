/** About where it is. The map comes when somebody asks for it: it costs data. */
import { Trans } from "@lingui/react/macro";
import { Map as MapIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button, LinkButton } from "../../ui/button.tsx";
import type { ViewedListing } from "./listing_view.tsx";

const AreaMap = lazy(() => import("../../map/area_map.tsx"));

/** The section. */
export function AreaSection({ listing }: { readonly listing: ViewedListing }) {
  const [open, setOpen] = useState(false);
  const { area, lga, longitude, latitude } = listing;
  const isPlaced = longitude !== undefined && latitude !== undefined;
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-20 font-semibold">
        <Trans>Where it is</Trans>
      </h2>
      <p>
        <Trans>In {area}, {lga}. The exact place is shown when a viewing is agreed.</Trans>
      </p>
      {open && isPlaced
        ? (
          <Suspense fallback={<div className="mt-3 h-72 rounded-card bg-sunken" />}>
            <AreaMap
              longitude={longitude}
              latitude={latitude}
              className="mt-3 h-72 rounded-card border border-line"
            />
          </Suspense>
        )
        : (
          <div className="mt-3 acts">
            {isPlaced && (
              <Button
                look="secondary"
                icon={<MapIcon aria-hidden="true" className="size-5" />}
                onClick={() => setOpen(true)}
              >
                <Trans>Show the area</Trans>
              </Button>
            )}
            <LinkButton
              look="quiet"
              to="/search"
              search={listing.purpose === "rent"
                ? { in: area }
                : { in: area, purpose: listing.purpose }}
            >
              <Trans>Other homes in {area}</Trans>
            </LinkButton>
          </div>
        )}
    </section>
  );
}
