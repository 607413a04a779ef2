/** Says what paying late costs, or that it costs nothing. The law of the place sets the most. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { LateFeeRule } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
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
    const amountKobo = Number(fields.get("amount_kobo"));
    setWrong(amountKobo <= 0 ? { amount_kobo: t`Say how much.` } : {});
    if (amountKobo <= 0) return;
    set.mutate({ act: "late", tenancyId, amountKobo, graceDays: Number(fields.get("grace_days")) });
  };
  return (
    <Sheet title={t`Paying late`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={set.error} errors={wrong}>
        <MoneyField
          name="amount_kobo"
          label={t`What it costs`}
          hint={t`Once for each charge, and never more than the law allows.`}
          {...(rule?.amount_kobo === null || rule === undefined
            ? {}
            : { initial: rule.amount_kobo })}
        />
        <Select
          name="grace_days"
          label={t`From when on`}
          defaultValue={String(rule?.grace_days ?? 14)}
          choices={[
            { value: "0", label: t`the day after it fell due` },
            { value: "7", label: t`7 days after` },
            { value: "14", label: t`14 days after` },
            { value: "30", label: t`30 days after` },
            { value: "60", label: t`60 days after` },
          ]}
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
