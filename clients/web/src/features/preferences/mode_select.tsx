/** How something comes by a channel; where there is nothing to choose, it says so instead. */
import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { MessageMode } from "@estate/sdk";
import { Select } from "../../ui/select.tsx";
import { modeName } from "./preference_words.ts";

/** `of` is what it is about, for who hears the label alone. */
export function ModeSelect(
  { name, label, of, value, modes, isBusy, onChoose }: {
    readonly name: string;
    readonly label: ReactNode;
    readonly of: string;
    readonly value: MessageMode | "mixed";
    readonly modes: readonly MessageMode[];
    readonly isBusy: boolean;
    readonly onChoose: (mode: MessageMode) => void;
  },
) {
  const heard = (
    <>
      {label}
      <span className="sr-only">: {of}</span>
    </>
  );
  if (modes.length < 2) {
    return (
      <div>
        <p className="font-semibold">{label}</p>
        <p className="py-2 text-muted">
          {value === "mixed" ? t`always as it is` : t`always ${modeName(value)}`}
        </p>
      </div>
    );
  }
  return (
    <Select
      name={name}
      label={heard}
      disabled={isBusy}
      value={value}
      choices={[
        ...(value === "mixed" ? [{ value: "mixed", label: t`differs` }] : []),
        ...modes.map((it) => ({ value: it, label: modeName(it) })),
      ]}
      onChange={(event) => {
        const mode = modes.find((it) => it === event.target.value);
        if (mode !== undefined) onChoose(mode);
      }}
    />
  );
}
