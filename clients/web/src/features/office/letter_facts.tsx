/** What a template's own fields say, the same in all of its letters. */
import { t } from "@lingui/core/macro";
import { Card } from "../../ui/card.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { AnyDayField } from "../../ui/any_day_field.tsx";
import { fieldWords, type LetterWriting, type OwnField, ownFields } from "./letter_draft.ts";

type Value = string | number | undefined;

/** Nothing where the letter has no fields of its own. */
export function LetterFacts(
  { draft, onChange }: {
    readonly draft: LetterWriting;
    readonly onChange: (part: Partial<LetterWriting>) => void;
  },
) {
  const fields = ownFields(draft.fields);
  if (fields.length === 0) return null;
  const set = (name: string, value: Value) => {
    const { [name]: _before, ...others } = draft.facts;
    onChange({
      facts: value === undefined || value === "" ? others : { ...others, [name]: value },
    });
  };
  return (
    <Card title={t`What this template asks`}>
      <div className="flex flex-col gap-4">
        {fields.map((field) => (
          <One
            key={field.name}
            field={field}
            value={draft.facts[field.name]}
            onValue={(value) => set(field.name, value)}
          />
        ))}
      </div>
    </Card>
  );
}

function One(
  { field: { name, type, isOptional }, value, onValue }: {
    readonly field: OwnField;
    readonly value: Value;
    readonly onValue: (value: Value) => void;
  },
) {
  const about = {
    name: `fact_${name}`,
    label: fieldWords(name),
    optional: isOptional,
  };
  const words = value === undefined ? "" : String(value);
  switch (type) {
    case "kobo":
      return (
        <MoneyField
          {...about}
          initial={typeof value === "number" ? value : undefined}
          onRead={onValue}
        />
      );
    case "date":
      return (
        <AnyDayField
          {...about}
          hint={t`The day first, as 5/12/2026.`}
          initial={typeof value === "string" ? value : undefined}
          onRead={onValue}
        />
      );
    case "count":
      return (
        <TextField
          {...about}
          inputMode="numeric"
          value={words}
          onChange={(event) => {
            const typed = event.target.value.replaceAll(/\D/g, "");
            onValue(typed === "" ? undefined : Number(typed));
          }}
        />
      );
    case "prose":
      return (
        <TextArea
          {...about}
          value={words}
          onChange={(event) => onValue(event.target.value)}
        />
      );
    default:
      return (
        <TextField
          {...about}
          value={words}
          onChange={(event) => onValue(event.target.value)}
        />
      );
  }
}
