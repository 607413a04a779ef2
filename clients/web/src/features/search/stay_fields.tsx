/** From which night, to which morning. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { TextField } from "../../ui/text_field.tsx";
import type { SearchAddress } from "./search_address.ts";

/** The phone's own calendar; both days or none. */
export function StayFields(
  { address, onChange }: {
    readonly address: SearchAddress;
    readonly onChange: (part: Record<string, unknown>) => void;
  },
) {
  const [from, setFrom] = useState(address.from ?? "");
  const [until, setUntil] = useState(address.until ?? "");
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        name="from"
        label={t`First night`}
        type="date"
        min={today()}
        value={from}
        onChange={(event) => {
          setFrom(event.target.value);
          onChange({ from: event.target.value, until });
        }}
      />
      <TextField
        name="until"
        label={t`You leave on`}
        type="date"
        min={from === "" ? today() : from}
        value={until}
        onChange={(event) => {
          setUntil(event.target.value);
          onChange({ from, until: event.target.value });
        }}
      />
    </div>
  );
}
