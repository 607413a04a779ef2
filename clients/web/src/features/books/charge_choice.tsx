/** Which charges money pays, each with what is open of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ChargeBalance } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Money } from "../../ui/money.tsx";

/** The boxes; `wrong` is what is said when none is ticked. */
export function ChargeChoice(
  { charges, chosen, wrong, onChoose }: {
    readonly charges: readonly ChargeBalance[];
    readonly chosen: readonly string[];
    readonly wrong: string | undefined;
    readonly onChoose: (ids: readonly string[]) => void;
  },
) {
  return (
    <fieldset>
      <legend className="font-semibold">
        <Trans>What did they pay?</Trans>
      </legend>
      {charges.map(({ charge_id: id, kind, due_on, payable_kobo }) => (
        <Checkbox
          key={id}
          label={
            <span className="flex flex-wrap justify-between gap-x-3">
              <span>{chargeKind(kind)}</span>
              <Money kobo={payable_kobo ?? 0} className="font-semibold" />
            </span>
          }
          hint={t`due ${date(due_on)}`}
          checked={chosen.includes(id)}
          onChange={(event) =>
            onChoose(event.target.checked ? [...chosen, id] : chosen.filter((it) => it !== id))}
        />
      ))}
      {wrong !== undefined && <p role="alert" className="text-14 font-semibold text-bad">{wrong}
      </p>}
    </fieldset>
  );
}
