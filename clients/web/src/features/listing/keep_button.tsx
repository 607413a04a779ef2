/** Keeps a home on one's board, or lets it go; who is signed out signs in first, and is back here with it kept. */
import { Trans } from "@lingui/react/macro";
import { Heart } from "lucide-react";
import { useKeeping } from "../../session/keeping.ts";
import { Button } from "../../ui/button.tsx";

/** The button. */
export function KeepButton({ listingId }: { readonly listingId: string }) {
  const { keeps, toggle } = useKeeping();
  const isKept = keeps(listingId);
  return (
    <Button
      look="secondary"
      aria-pressed={isKept}
      icon={
        <Heart
          aria-hidden="true"
          className={`size-5 ${isKept ? "fill-brand text-brand" : ""}`}
        />
      }
      onClick={() => toggle(listingId)}
    >
      <span className="sr-only lg:not-sr-only">
        <Trans>Keep this home</Trans>
      </span>
    </Button>
  );
}
