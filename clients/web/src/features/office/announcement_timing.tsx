/** By what an announcement goes, from when on, and until when it holds. */
import { t } from "@lingui/core/macro";
import type { Audience } from "./audience.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Select } from "../../ui/select.tsx";
import { today } from "../../format/calendar.ts";
import { DayField } from "../../ui/day_field.tsx";
import type { WrittenTexts } from "./language_texts.ts";

/** What is being written. */
export interface AnnouncementDraft {
  /** Under it the announcement is made once, however often it is sent. */
  readonly clientId: string;
  readonly texts: WrittenTexts;
  readonly audience: Audience;
  readonly isImportant: boolean;
  readonly when: "now" | "later";
  /** YYYY-MM-DD. */
  readonly day?: string | undefined;
  /** Two figures. */
  readonly hour: string;
  /** YYYY-MM-DD; it holds to the end of that day. */
  readonly until?: string | undefined;
}

/** People sleep at the others. */
const hours = Array.from({ length: 15 }, (_, at) => String(at + 6).padStart(2, "0"));

/** The fields. */
export function AnnouncementTiming(
  { draft, onChange }: {
    readonly draft: AnnouncementDraft;
    readonly onChange: (part: Partial<AnnouncementDraft>) => void;
  },
) {
  return (
    <div className="flex flex-col gap-4">
      <Checkbox
        label={t`It is important: by SMS too`}
        hint={t`Everybody is told in the app and by e-mail. An SMS carries the headline and a link.`}
        checked={draft.isImportant}
        onChange={(event) => onChange({ isImportant: event.target.checked })}
      />
      <ChoiceGroup<AnnouncementDraft["when"]>
        name="when"
        legend={t`When`}
        value={draft.when}
        choices={[{ value: "now", label: t`Now` }, { value: "later", label: t`On a day` }]}
        onChoose={(when) => onChange({ when })}
      />
      {draft.when === "later" && (
        <div className="grid gap-4 sm:grid-cols-2">
          <DayField
            name="day"
            from={today()}
            label={t`Day`}
            hint={t`The day first, as 5/12/2026.`}
            initial={draft.day}
            onRead={(day) => onChange({ day })}
          />
          <Select
            name="hour"
            label={t`Hour`}
            hint={t`Nigerian time.`}
            value={draft.hour}
            choices={hours.map((it) => ({ value: it, label: `${it}:00` }))}
            onChange={(event) => onChange({ hour: event.target.value })}
          />
        </div>
      )}
      <DayField
        name="until"
        from={today()}
        label={t`It holds until`}
        optional
        hint={t`After this day nobody new finds it.`}
        initial={draft.until}
        onRead={(until) => onChange({ until })}
      />
    </div>
  );
}
