/** Weighs a kind of signal anew. What is open stays as it is. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SignalFigures } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { daysOf, wholeWithin } from "./signal_rule.ts";
import { sdk, signalFiguresQuery } from "./staff_query.ts";

/** The sheet; `onClose` also when it is set. */
export default function SignalRuleSheet(
  { rule, onClose }: { readonly rule: SignalFigures; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const set = useMutation({
    mutationFn: (made: { isOn: boolean; weight: number; holdDays: number | undefined }) =>
      withStepUp(async () => {
        const [client, { setSignalRule }] = await sdk();
        await setSignalRule(client, {
          kind: rule.kind,
          isOn: made.isOn,
          weight: made.weight,
          ...(made.holdDays === undefined ? {} : { holdDays: made.holdDays }),
        });
      }),
    onSuccess: () => {
      onClose();
      toast(t`The rule is set.`);
      return queries.invalidateQueries({ queryKey: signalFiguresQuery().queryKey });
    },
  });
  const submit = (fields: FormData) => {
    const days = String(fields.get("hold_days") ?? "").trim();
    const weight = wholeWithin(String(fields.get("weight")), 1, 100);
    const holdDays = wholeWithin(days, 1, 60);
    setWrong({
      ...(weight === undefined ? { weight: t`From 1 to 100.` } : {}),
      ...(days !== "" && holdDays === undefined ? { hold_days: t`From 1 to 60.` } : {}),
    });
    if (weight === undefined || (days !== "" && holdDays === undefined)) return;
    set.mutate({ isOn: fields.get("is_on") !== null, weight, holdDays });
  };
  const days = daysOf(rule.hold_for as string | null);
  return (
    <Sheet title={rule.about} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={set.error} errors={wrong}>
        <Checkbox name="is_on" label={t`It is looked for`} defaultChecked={rule.is_on} />
        <TextField
          name="weight"
          label={t`Weight`}
          hint={t`From 1 to 100: the heaviest stand first.`}
          inputMode="numeric"
          defaultValue={String(rule.weight)}
        />
        <TextField
          name="hold_days"
          label={t`Days that it holds at most`}
          optional
          hint={t`Without a number it holds nothing.`}
          inputMode="numeric"
          defaultValue={days === undefined ? "" : String(days)}
        />
        <Button type="submit" wide busy={set.isPending}>
          <Trans>Set it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
