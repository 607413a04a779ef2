/** From which night, to which morning. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import { addDays, today } from "../../format/calendar.ts";
import { DayField } from "../../ui/day_field.tsx";
import type { SearchAddress } from "./search_address.ts";

/** Both days or none. */
export function StayFields(
  { address, onChange }: {
    readonly address: SearchAddress;
    readonly onChange: (part: Record<string, unknown>) => void;
  },
) {
  const now = today();
  const [from, setFrom] = useState(address.from ?? "");
  const [until, setUntil] = useState(address.until ?? "");
  return (
    <div className="grid gap-x-3 sm:grid-cols-2">
      <DayField
        name="from"
        label={t`First night`}
        hint={t`The day first, as 5/12/2027.`}
        from={now}
        until={addDays(now, 400)}
        initial={from === "" ? undefined : from}
        onRead={(day = "") => {
          setFrom(day);
          onChange({ from: day, until });
        }}
      />
      <DayField
        name="until"
        label={t`You leave on`}
        hint={t`The morning after the last night.`}
        from={addDays(from === "" ? now : from, 1)}
        until={addDays(now, 400)}
        initial={until === "" ? undefined : until}
        onRead={(day = "") => {
          setUntil(day);
          onChange({ from, until: day });
        }}
      />
    </div>
  );
}
