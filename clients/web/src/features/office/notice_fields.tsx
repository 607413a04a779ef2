/** What is said of a notice: to whom, which, why, and from when. */
import { t } from "@lingui/core/macro";
import type { Addressee, NoticeForm } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { namesOf } from "./addressees_query.ts";
import { today } from "../../format/calendar.ts";
import { DayField } from "../../ui/day_field.tsx";
import type { NoticeDraft } from "./notice_draft.ts";
import { formName, formPurpose } from "./notice_words.tsx";

const forms: readonly NoticeForm[] = ["quit", "recovery", "abandoned", "inspection"];

/** The fields. Nothing is sent by them: what the law says follows every change. */
export function NoticeFields(
  { draft, addressees, wrong, earliestOn, onChange }: {
    readonly draft: NoticeDraft;
    readonly addressees: readonly Addressee[];
    readonly wrong: Readonly<Record<string, string>>;
    readonly earliestOn: string | undefined;
    readonly onChange: (part: Partial<NoticeDraft>) => void;
  },
) {
  return (
    <Form onSubmit={() => {}} errors={wrong}>
      <Select
        name="tenancy_id"
        label={t`To the tenants of`}
        value={draft.tenancyId}
        choices={[
          { value: "", label: t`Choose a home` },
          ...addressees.map((it) => ({
            value: it.tenancy_id,
            label: `${it.unit}, ${it.property}: ${namesOf(it)}`,
          })),
        ]}
        onChange={(event) => onChange({ tenancyId: event.target.value })}
      />
      <ChoiceGroup<NoticeForm>
        name="form"
        column
        legend={t`Which notice`}
        value={draft.form}
        choices={forms.map((it) => ({
          value: it,
          label: (
            <span className="py-2">
              <span className="block">{formName(it)}</span>
              <span className="block text-14 font-normal">{formPurpose(it)}</span>
            </span>
          ),
        }))}
        onChoose={(form) => onChange({ form })}
      />
      <TextArea
        name="grounds"
        label={draft.form === "inspection" ? t`What for` : t`Grounds, with particulars`}
        hint={t`It stands in the notice as you write it.`}
        rows={4}
        maxLength={1000}
        value={draft.grounds}
        onChange={(event) => onChange({ grounds: event.target.value })}
      />
      <DayField
        name="serve_on"
        from={today()}
        label={t`When it will be served`}
        optional
        hint={t`The day first, as 5/12/2026; today, if you leave it out. The time of the notice begins then.`}
        initial={draft.serveOn}
        onRead={(serveOn) => onChange({ serveOn })}
      />
      <DayField
        name="takes_effect_on"
        label={t`From when it takes effect`}
        optional
        hint={earliestOn === undefined
          ? t`The earliest day, if you leave it out.`
          : t`By the law ${date(earliestOn)} at the earliest; then, if you leave it out.`}
        initial={draft.takesEffectOn}
        onRead={(takesEffectOn) => onChange({ takesEffectOn })}
      />
    </Form>
  );
}
