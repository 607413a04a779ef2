/** How much a fee is: an amount, or a part of the rent or the price. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { ListingFee } from "@estate/sdk";
import { percentOf } from "../../format/percent.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { usualWay, type Way, wayOf } from "./read_fee.ts";

/** The fields. */
export function FeeAmount(
  { fee, kind, isSale }: {
    readonly fee: ListingFee | undefined;
    readonly kind: ListingFee["kind"];
    readonly isSale: boolean;
  },
) {
  const [by, setBy] = useState<Way>(fee === undefined ? usualWay(kind) : wayOf(fee));
  return (
    <>
      <ChoiceGroup<Way>
        name="by"
        legend={t`How much`}
        value={by}
        choices={[
          { value: "amount", label: t`An amount` },
          { value: "percent", label: isSale ? t`% of the price` : t`% of a year's rent` },
        ]}
        onChoose={setBy}
      />
      {by === "amount"
        ? (
          <MoneyField
            name="amount_kobo"
            label={t`Amount`}
            initial={fee?.amount_kobo ?? undefined}
          />
        )
        : (
          <TextField
            name="bps"
            label={t`Percent`}
            inputMode="decimal"
            defaultValue={percentOf(fee?.bps)}
            maxLength={7}
          />
        )}
    </>
  );
}
