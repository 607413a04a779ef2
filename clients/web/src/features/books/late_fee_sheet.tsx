/** Says what paying late costs, or that it costs nothing. The law of the place sets the most. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { LateFeeRule } from "@estate/sdk";
import { percentOf } from "../../format/percent.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { graceChoices, type LateFeeWay, readLateFee, wayOf } from "./read_late_fee.ts";
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
  const [by, setBy] = useState<LateFeeWay>(wayOf(rule));
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
        <ChoiceGroup<LateFeeWay>
          name="by"
          legend={t`How much`}
          value={by}
          choices={[
            { value: "amount", label: t`An amount` },
            { value: "percent", label: t`% of what is open` },
          ]}
          onChoose={setBy}
        />
        {by === "amount"
          ? (
            <MoneyField
              name="amount_kobo"
              label={t`What it costs`}
              hint={t`Once for each charge, and never more than the law allows.`}
              initial={rule?.amount_kobo ?? undefined}
            />
          )
          : (
            <>
              <TextField
                name="bps"
                label={t`Percent`}
                hint={t`Once for each charge, and never more than the law allows.`}
                inputMode="decimal"
                defaultValue={percentOf(rule?.bps)}
                maxLength={7}
              />
              <MoneyField
                name="cap_kobo"
                label={t`At most (if there is a most)`}
                initial={rule?.cap_kobo ?? undefined}
              />
            </>
          )}
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
