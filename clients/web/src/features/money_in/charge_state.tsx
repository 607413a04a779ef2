/** What of a charge is open, and how that is. */
import { t } from "@lingui/core/macro";
import type { ChargeBalance } from "@estate/sdk";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** In a cell of figures. */
export function ChargeState({ charge }: { readonly charge: ChargeBalance }) {
  switch (charge.status) {
    case "paid":
      return <StatusChip meaning="good">{t`Paid`}</StatusChip>;
    case "withheld":
      return <StatusChip meaning="info">{t`Tax certificate missing`}</StatusChip>;
    case "overdue":
      return (
        <StatusChip meaning="bad">
          <Money kobo={charge.payable_kobo ?? 0} />
        </StatusChip>
      );
    default:
      return <Money kobo={charge.payable_kobo ?? 0} />;
  }
}
