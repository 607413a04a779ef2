/** Says that a refund was paid out by hand: on which day, and what shows it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** What is said of it. */
export interface PaidByHand {
  readonly paidOn: string;
  readonly reference: string;
  /** How one sees that it was paid. */
  readonly note: string;
}

/** In the place of the buttons. */
export function PaidOutForm(
  { busy, error, onSay, onCancel }: {
    readonly busy: boolean;
    readonly error: unknown;
    readonly onSay: (paid: PaidByHand) => void;
    readonly onCancel: () => void;
  },
) {
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const send = (fields: FormData) => {
    const paidOn = String(fields.get("paid_on"));
    const reference = String(fields.get("reference")).trim();
    const note = String(fields.get("note")).trim();
    const errors: Record<string, string> = {
      ...(paidOn === "" ? { paid_on: t`Say on which day.` } : {}),
      ...(reference.length < 3
        ? { reference: t`Give the bank's reference, or say who took it.` }
        : {}),
      ...(note.length < 3 ? { note: t`Say in a few words how one sees it.` } : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length === 0) onSay({ paidOn, reference, note });
  };
  return (
    <Form onSubmit={send} error={error} errors={wrong}>
      <DayField name="paid_on" label={t`On which day`} initial={today()} />
      <TextField
        name="reference"
        label={t`Reference`}
        hint={t`The bank's reference, or who took the cash.`}
        maxLength={80}
      />
      <TextField
        name="note"
        label={t`What shows it`}
        hint={t`Such as: our account's statement of that day, or a receipt that they signed.`}
        maxLength={1000}
      />
      <div className="acts">
        <Button type="submit" busy={busy}>
          <Trans>It was paid out</Trans>
        </Button>
        <Button look="quiet" onClick={onCancel}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
