/** How a consent stands. */
import { Trans } from "@lingui/react/macro";
import type { OwnConsent } from "@estate/sdk";
import { StatusChip } from "../../ui/status_chip.tsx";

/** The chip. */
export function ConsentStatus({ status }: { readonly status: OwnConsent["status"] }) {
  switch (status) {
    case "requested":
      return (
        <StatusChip meaning="warn">
          <Trans>Asks to see it</Trans>
        </StatusChip>
      );
    case "granted":
      return (
        <StatusChip meaning="good">
          <Trans>May see it</Trans>
        </StatusChip>
      );
    case "declined":
      return (
        <StatusChip meaning="wait">
          <Trans>You said no</Trans>
        </StatusChip>
      );
    case "revoked":
      return (
        <StatusChip meaning="wait">
          <Trans>Taken back</Trans>
        </StatusChip>
      );
    case "expired":
      return (
        <StatusChip meaning="wait">
          <Trans>Over</Trans>
        </StatusChip>
      );
  }
}
