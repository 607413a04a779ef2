/** Says what paying late costs, or that it costs nothing. The law of the place sets the most. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { LateFeeRule } from "@estate/sdk";
import { wayOf } from "../../format/amount_or_percent.ts";
import { AmountOrPercentFields } from "../../ui/amount_or_percent_fields.tsx";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { graceChoices, readLateFee } from "./read_late_fee.ts";
import { useTenancyAct } from "./use_tenancy_act.ts";

/** The sheet; `onClose` also when it is said. */
export default function LateFeeSheet(
  { tenancyId, rule, onClose }: {
    readonly tenancyId: string;
    readonly rule: LateFeeRule | undefined;
    readonly onClose: () => void;
  },
) {
  const set = useTenancyAct(t`It holds for what falls due from today on.`, onClose);
  const end = useTenancyAct(t`Paying late costs nothing more.`, onClose);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const submit = (fields: FormData) => {
    const read = readLateFee(fields);
    if ("fee" in read) {
      setWrong({});
      set.mutate({ act: "late", tenancyId, fee: read.fee });
    } else {
      setWrong(
        read.wrong === "bps"
          ? { bps: t`A percentage up to 100, such as 5.` }
          : { amount_kobo: t`Say how much.` },
      );
    }
  };
  return (
    <Sheet title={t`Paying late`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={set.error} errors={wrong}>
        <AmountOrPercentFields
          way={wayOf(rule?.bps)}
          percentLabel={t`% of what is open`}
          amountKobo={rule?.amount_kobo}
          bps={rule?.bps}
          hint={t`Once for each charge, and never more than the law allows.`}
        >
          <MoneyField
            name="cap_kobo"
            label={t`At most`}
            optional
            initial={rule?.cap_kobo ?? undefined}
          />
        </AmountOrPercentFields>
        <Select
          name="grace_days"
          label={t`From when on`}
          defaultValue={String(rule?.grace_days ?? 14)}
          choices={graceChoices(rule).map((days) => ({
            value: String(days),
            label: plural(days, {
              0: "the day after it fell due",
              one: "# day after",
              other: "# days after",
            }),
          }))}
        />
        <Button type="submit" wide busy={set.isPending}>
          <Trans>Set it</Trans>
        </Button>
        {rule !== undefined && (
          <Button
            look="danger"
            wide
            busy={end.isPending}
            onClick={() => end.mutate({ act: "no-late", tenancyId })}
          >
            <Trans>Charge nothing for it</Trans>
          </Button>
        )}
        {end.error !== null && <Problem error={end.error} />}
      </Form>
    </Sheet>
  );
}
