/** What the meters show. */
import { t } from "@lingui/core/macro";
import { Card } from "../../ui/card.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { isReading, type Meter, meters, type Typed } from "./meters.ts";

/** The card. */
export function MeterFields(
  { typed, onChange }: { readonly typed: Typed; readonly onChange: (typed: Typed) => void },
) {
  const set = (meter: Meter, part: Partial<Typed[Meter]>) =>
    onChange({ ...typed, [meter]: { ...typed[meter], ...part } });
  return (
    <Card title={t`Meters`}>
      <div className="grid gap-4 sm:grid-cols-2">
        {meters.map((meter) => (
          <div key={meter} className="flex flex-col gap-3">
            <TextField
              name={`${meter} value`}
              label={meter === "electricity" ? t`Electricity shows` : t`Water shows`}
              optional
              inputMode="decimal"
              value={typed[meter].value}
              error={isReading(typed[meter].value) ? undefined : t`Write the figure alone.`}
              onChange={(event) => set(meter, { value: event.target.value })}
            />
            {typed[meter].value !== "" && (
              <TextField
                name={`${meter} number`}
                label={t`Number of the meter`}
                optional
                maxLength={60}
                value={typed[meter].number}
                onChange={(event) => set(meter, { number: event.target.value })}
              />
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}
