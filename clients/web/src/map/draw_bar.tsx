/** On the map: draw an area, or take what is in sight, which also works without a finger. */
import { Trans } from "@lingui/react/macro";
import { Pencil, Scan, X } from "lucide-react";
import { Button } from "../ui/button.tsx";

/** The buttons; while somebody draws, what to do. */
export function DrawBar(
  { isDrawing, onDraw, onSight }: {
    readonly isDrawing: boolean;
    /** Begins, or gives up. */
    readonly onDraw: () => void;
    readonly onSight: () => void;
  },
) {
  return (
    <div className="absolute left-3 right-16 top-3 flex flex-wrap items-start gap-2">
      <p
        role="status"
        className={isDrawing ? "rounded-control bg-ink px-3 py-2 text-14 text-ground" : "sr-only"}
      >
        {isDrawing && <Trans>Draw around the place, in one stroke.</Trans>}
      </p>
      <Button
        look="secondary"
        className="!px-3 !text-14"
        icon={isDrawing
          ? <X aria-hidden="true" className="size-5" />
          : <Pencil aria-hidden="true" className="size-5" />}
        onClick={onDraw}
      >
        {isDrawing ? <Trans>Stop drawing</Trans> : <Trans>Draw an area</Trans>}
      </Button>
      {!isDrawing && (
        <Button
          look="secondary"
          className="!px-3 !text-14"
          icon={<Scan aria-hidden="true" className="size-5" />}
          onClick={onSight}
        >
          <Trans>Search here</Trans>
        </Button>
      )}
    </div>
  );
}
