/** On the map: draw an area, or take what is in sight, which also works without a finger. */
import { Trans } from "@lingui/react/macro";
import { Pencil, Scan, X } from "lucide-react";
import { Button } from "../ui/button.tsx";

/** The buttons; while somebody draws, what to do. */
export function DrawBar(
  { isDrawing, hasArea, onDraw, onSight, onClear }: {
    readonly isDrawing: boolean;
    readonly hasArea: boolean;
    /** Begins, or gives up. */
    readonly onDraw: () => void;
    readonly onSight: () => void;
    readonly onClear: () => void;
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
          icon={<Scan aria-hidden="true" className="size-5" />}
          onClick={onSight}
        >
          <Trans>Search what is in sight</Trans>
        </Button>
      )}
      {!isDrawing && hasArea && (
        <Button
          look="secondary"
          icon={<X aria-hidden="true" className="size-5" />}
          onClick={onClear}
        >
          <Trans>Everywhere</Trans>
        </Button>
      )}
    </div>
  );
}
