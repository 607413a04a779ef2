/** What an item was like. */
import { Trans } from "@lingui/react/macro";
import type { InspectionItem } from "@estate/sdk";
import { StatusChip } from "../../ui/status_chip.tsx";

/** Nothing before somebody looked. */
export function Condition({ of }: { readonly of: InspectionItem["condition"] }) {
  switch (of) {
    case null:
      return null;
    case "good":
      return (
        <StatusChip meaning="good">
          <Trans>Good</Trans>
        </StatusChip>
      );
    case "fair":
      return (
        <StatusChip meaning="info">
          <Trans>Fair</Trans>
        </StatusChip>
      );
    case "poor":
      return (
        <StatusChip meaning="warn">
          <Trans>Poor</Trans>
        </StatusChip>
      );
    case "damaged":
      return (
        <StatusChip meaning="bad">
          <Trans>Damaged</Trans>
        </StatusChip>
      );
    case "missing":
      return (
        <StatusChip meaning="bad">
          <Trans>Missing</Trans>
        </StatusChip>
      );
  }
}
