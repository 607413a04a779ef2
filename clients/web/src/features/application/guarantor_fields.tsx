/** Who would pay if the applicant does not. They are asked once the application is sent. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Guarantor } from "@estate/sdk";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { PhoneField } from "../../ui/phone_field.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** As many as the project takes. */
const most = 4;

/** Rows; one without a name and a number counts for nothing. */
export function GuarantorFields({ guarantors }: { readonly guarantors: readonly Guarantor[] }) {
  const [rows, setRows] = useState<readonly number[]>(() => guarantors.map((_, at) => at));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-18 font-semibold">
        <Trans>Who would stand for you?</Trans>
      </legend>
      <p className="text-14 text-muted">
        <Trans>
          A guarantor pays what you do not. They get a link of their own, and say yes or no there.
        </Trans>
      </p>
      {rows.map((row, at) => {
        const known = guarantors[row];
        const number = at + 1;
        return (
          <div key={row} className="flex flex-col gap-3 rounded-card border border-line p-4">
            <div className="flex items-center justify-between">
              <p className="font-semibold">
                <Trans>Guarantor {number}</Trans>
              </p>
              <button
                type="button"
                aria-label={t`Take guarantor ${number} off`}
                className="grid size-11 place-items-center rounded-control hover:bg-raised"
                onClick={() => setRows(rows.filter((it) => it !== row))}
              >
                <X aria-hidden="true" className="size-5" />
              </button>
            </div>
            <TextField
              name={`guarantors.${row}.full_name`}
              label={t`Name`}
              autoComplete="off"
              defaultValue={known?.full_name}
            />
            <PhoneField
              name={`guarantors.${row}.phone`}
              label={t`Phone number`}
              initial={known?.phone}
            />
            <TextField
              name={`guarantors.${row}.email`}
              label={t`E-mail`}
              optional
              type="email"
              autoComplete="off"
              defaultValue={known?.email ?? undefined}
            />
            <TextField
              name={`guarantors.${row}.relationship`}
              label={t`Who are they to you?`}
              hint={t`Such as uncle, employer, pastor.`}
              defaultValue={known?.relationship}
            />
          </div>
        );
      })}
      {rows.length < most && (
        <Button
          look="secondary"
          className="self-start"
          icon={<Plus aria-hidden="true" className="size-5" />}
          onClick={() => setRows([...rows, Math.max(-1, ...rows) + 1])}
        >
          <Trans>Add a guarantor</Trans>
        </Button>
      )}
    </fieldset>
  );
}
