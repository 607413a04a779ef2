/** Who would live there beside the applicant. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { HouseholdMember } from "@estate/sdk";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** As many as the project takes. */
const most = 20;

/** Rows of names; a row without a name counts for nothing. */
export function HouseholdFields({ members }: { readonly members: readonly HouseholdMember[] }) {
  const [rows, setRows] = useState<readonly number[]>(() => members.map((_, at) => at));
  const add = () => setRows([...rows, Math.max(-1, ...rows) + 1]);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-18 font-semibold">
        <Trans>Who else would live there?</Trans>
      </legend>
      {rows.map((row, at) => {
        const member = members[row];
        const number = at + 1;
        return (
          <div key={row} className="flex flex-col gap-3 rounded-card border border-line p-4">
            <div className="flex items-center justify-between">
              <p className="font-semibold">
                <Trans>Person {number}</Trans>
              </p>
              <button
                type="button"
                aria-label={t`Take person ${number} off`}
                className="grid size-11 place-items-center rounded-control hover:bg-raised"
                onClick={() => setRows(rows.filter((it) => it !== row))}
              >
                <X aria-hidden="true" className="size-5" />
              </button>
            </div>
            <TextField
              name={`household.${row}.full_name`}
              label={t`Name`}
              autoComplete="off"
              defaultValue={member?.full_name}
            />
            <TextField
              name={`household.${row}.relationship`}
              label={t`Who are they to you?`}
              hint={t`Such as wife, son, sister, house help.`}
              defaultValue={member?.relationship}
            />
            <Select
              name={`household.${row}.age`}
              label={t`Age`}
              defaultValue={member?.age ?? "adult"}
              choices={[
                { value: "adult", label: t`18 or older` },
                { value: "child", label: t`Under 18` },
              ]}
            />
          </div>
        );
      })}
      {rows.length < most && (
        <Button
          look="secondary"
          className="self-start"
          icon={<Plus aria-hidden="true" className="size-5" />}
          onClick={add}
        >
          <Trans>Add a person</Trans>
        </Button>
      )}
    </fieldset>
  );
}
