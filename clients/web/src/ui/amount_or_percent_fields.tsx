/** Says how much, as an amount or as a part of something; read by `format/amount_or_percent.ts`. */
import { t } from "@lingui/core/macro";
import { type ReactNode, useState } from "react";
import type { Way } from "../format/amount_or_percent.ts";
import { percentOf } from "../format/percent.ts";
import { ChoiceGroup } from "./choice_group.tsx";
import { MoneyField } from "./money_field.tsx";
import { TextField } from "./text_field.tsx";

/** The fields; `children` stand below a percentage. */
export function AmountOrPercentFields(
  { way, percentLabel, amountKobo, bps, hint, children }: {
    /** Which is chosen at first. */
    readonly way: Way;
    /** Of what it is a part, such as "% of the price". */
    readonly percentLabel: string;
    readonly amountKobo?: number | null | undefined;
    readonly bps?: number | null | undefined;
    readonly hint?: string;
    readonly children?: ReactNode;
  },
) {
  const [by, setBy] = useState(way);
  const said = hint === undefined ? {} : { hint };
  return (
    <>
      <ChoiceGroup<Way>
        name="by"
        legend={t`How much`}
        value={by}
        choices={[{ value: "amount", label: t`An amount` }, {
          value: "percent",
          label: percentLabel,
        }]}
        onChoose={setBy}
      />
      {by === "amount"
        ? (
          <MoneyField
            name="amount_kobo"
            label={t`Amount`}
            initial={amountKobo ?? undefined}
            {...said}
          />
        )
        : (
          <>
            <TextField
              name="bps"
              label={t`Percent`}
              inputMode="decimal"
              defaultValue={percentOf(bps)}
              maxLength={7}
              {...said}
            />
            {children}
          </>
        )}
    </>
  );
}
