/** What is asked of an attempt at service: how, when, by whom, into whose hands, and what shows it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { NoticeAnswer, ServiceMode } from "@estate/sdk";
import { inLagos, today } from "../../format/calendar.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { TimeField } from "../../ui/time_field.tsx";
import { modeName } from "./notice_words.tsx";
import { PhotoField } from "./photo_field.tsx";

const usual: readonly ServiceMode[] = [
  "personal",
  "adult_at_premises",
  "courier",
  "affixed",
  "email",
  "sms",
];

/** The fields; `way` is what the law says of the mode that is chosen. */
export function ServeFields(
  { mode, modes, way, isEffective, onMode, onEffective }: {
    readonly mode: ServiceMode;
    readonly modes: NoticeAnswer["modes"];
    readonly way: NoticeAnswer["modes"][number] | undefined;
    readonly isEffective: boolean;
    readonly onMode: (mode: ServiceMode) => void;
    readonly onEffective: (isEffective: boolean) => void;
  },
) {
  const named = modes.length === 0 ? usual : modes.map((it) => it.mode);
  return (
    <>
      <Select<ServiceMode>
        name="mode"
        label={t`How`}
        hint={way === undefined
          ? undefined
          : way.is_lawful
          ? t`The law names this way: ${way.section}.`
          : t`A courtesy copy: the notice does not count as served by it.`}
        value={mode}
        choices={named.map((it) => ({ value: it, label: modeName(it) }))}
        onChange={(event) => onMode(event.target.value as ServiceMode)}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <DayField name="day" label={t`Day`} initial={today()} />
        <TimeField name="time" label={t`Time`} initial={inLagos(Date.now()).time} />
      </div>
      <TextField name="served_by" label={t`Who did it, by name`} maxLength={120} />
      <ChoiceGroup<"yes" | "no">
        name="effective"
        legend={t`Did it come off?`}
        value={isEffective ? "yes" : "no"}
        choices={[{ value: "yes", label: t`Yes` }, { value: "no", label: t`No` }]}
        onChoose={(it) => onEffective(it === "yes")}
      />
      {mode !== "affixed" && (
        <TextField
          name="recipient"
          label={t`Into whose hands`}
          hint={t`Their name, and what they are to the tenant.`}
          optional={!isEffective}
          maxLength={120}
        />
      )}
      <TextField
        name="witness"
        label={t`Witness, by name`}
        optional={way?.needs_witness !== true}
        maxLength={120}
      />
      {mode === "courier" && (
        <TextField name="reference" label={t`The courier's reference`} maxLength={120} />
      )}
      <PhotoField
        name="photo"
        label={t`What shows it`}
        optional
        hint={t`A photo of the signed copy, the door or the slip; JPEG, PNG or PDF, at most 15 MB.`}
        accept="image/jpeg,image/png,application/pdf"
      />
      <TextArea
        name="note"
        label={t`Note`}
        optional
        rows={2}
        maxLength={1000}
      />
      <p className="text-14 text-muted">
        <Trans>The tenants see this record and its photo. It is kept for good.</Trans>
      </p>
    </>
  );
}
