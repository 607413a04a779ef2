/** Takes a place over from a map app, which knows streets and houses. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";
import { type ReadSpot, readSpot } from "../../map/read_spot.ts";
import { inputClass } from "../../ui/field.tsx";

/** The field; it is no part of the form, which gets the point. */
export function PastedSpot({ onRead }: { readonly onRead: (spot: ReadSpot) => void }) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const isWrong = typed.trim() !== "" && readSpot(typed) === undefined;
  return (
    <div className="mb-2">
      <label htmlFor={id} className="text-14 font-semibold">
        <Trans>Or paste it from Google Maps</Trans>
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        value={typed}
        placeholder="6.5095, 3.3711"
        maxLength={2000}
        className={inputClass}
        aria-describedby={`${id}-hint`}
        {...(isWrong ? { "aria-invalid": true } : {})}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          const spot = readSpot(text);
          if (spot !== undefined) onRead(spot);
        }}
      />
      <p id={`${id}-hint`} className={`text-14 ${isWrong ? "text-bad" : "text-muted"}`}>
        {isWrong
          ? t`That is no place in Nigeria. Copy the two numbers, such as 6.5095, 3.3711; a short link does not say them.`
          : t`Press long on the gate there, and copy the two numbers that it shows.`}
      </p>
    </div>
  );
}
