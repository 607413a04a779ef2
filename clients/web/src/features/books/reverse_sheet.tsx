/** Takes a charge back that was wrong, and demands the right amount in its place. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { ChargeBalance } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { useTenancyAct } from "./use_tenancy_act.ts";

/** The sheet; `onClose` also when it is taken back. */
export default function ReverseSheet(
  { charge, onClose }: { readonly charge: ChargeBalance; readonly onClose: () => void },
) {
  const reverse = useTenancyAct(t`Taken back.`, onClose);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const submit = (fields: FormData) => {
    const reason = String(fields.get("reason")).trim();
    const instead = Number(fields.get("instead_kobo"));
    setWrong(reason.length < 3 ? { reason: t`Say why in a few words.` } : {});
    if (reason.length < 3) return;
    reverse.mutate({
      act: "reverse",
      chargeId: charge.charge_id,
      reason,
      insteadKobo: instead > 0 ? instead : undefined,
    });
  };
  return (
    <Sheet title={t`Take a charge back`} isOpen onClose={onClose} alert>
      <Form onSubmit={submit} error={reverse.error} errors={wrong}>
        <p>
          <Trans>
            {chargeKind(charge.kind)} of {naira(charge.amount_kobo)}, due{" "}
            {date(charge.due_on)}. It stays in the books with a line against it.
          </Trans>
        </p>
        <TextField name="reason" label={t`What was wrong?`} maxLength={250} autoFocus />
        <MoneyField
          name="instead_kobo"
          label={t`The right amount`}
          optional
        />
        <Button type="submit" look="danger" wide busy={reverse.isPending}>
          <Trans>Take it back</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
