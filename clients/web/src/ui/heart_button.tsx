/** The heart on a card: full where the home is kept. */
import { t } from "@lingui/core/macro";
import { Heart } from "lucide-react";

/** `title` names the home to those who do not see the card. */
export function HeartButton(
  { title, isKept, onPress }: {
    readonly title: string;
    readonly isKept: boolean;
    readonly onPress: () => void;
  },
) {
  return (
    <button
      type="button"
      aria-pressed={isKept}
      aria-label={t`Keep: ${title}`}
      onClick={onPress}
      className="grid size-11 place-items-center rounded-chip text-ink hover:bg-raised"
    >
      <Heart
        aria-hidden="true"
        className={`size-5 ${isKept ? "fill-brand text-brand" : ""}`}
        strokeWidth={1.75}
      />
    </button>
  );
}
