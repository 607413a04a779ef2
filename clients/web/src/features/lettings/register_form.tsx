/** Which home, who, at what rent, since when. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { addDays, today } from "../../format/calendar.ts";
import { periodName } from "../../format/home_words.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { PhoneField } from "../../ui/phone_field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { forgetDraft, keepDraft, readDraft } from "./register_draft.ts";
import { register, type Registration } from "./register.ts";
import type { FreeHome } from "./register_query.ts";
import { staleAfter } from "./stale_after.ts";

/** The form. */
export function RegisterForm(
  { orgId, homes }: { readonly orgId: string; readonly homes: readonly FreeHome[] },
) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft] = useState(() => readDraft(orgId));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const make = useMutation({
    mutationFn: register,
    onSuccess: async ({ id }) => {
      forgetDraft(orgId);
      await navigate({ to: "/org/$orgId/lettings/$tenancyId", params: { orgId, tenancyId: id } });
      await staleAfter(queries);
    },
  });
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const words: Readonly<Record<string, string>> = {
      full_name: t`Write their full name.`,
      phone: t`Write their number.`,
      address: t`Write their postal address.`,
      rent_kobo: t`Say how much.`,
      starts_on: t`Say from which day.`,
    };
    const missing = Object.fromEntries(
      Object.entries(words).filter(([name]) => said(name) === ""),
    );
    setWrong(missing);
    if (Object.keys(missing).length > 0) return;
    make.mutate({
      orgId,
      unitId: said("unit_id"),
      fullName: said("full_name"),
      phone: said("phone"),
      address: said("address"),
      rentKobo: Number(said("rent_kobo")),
      rentPer: said("rent_per") as Registration["rentPer"],
      startsOn: said("starts_on"),
      termMonths: Number(said("term_months")),
    });
  };
  return (
    <Form onSubmit={submit} error={make.error} errors={wrong}>
      <div
        className="contents"
        onInput={(event) => {
          const { form } = event.target as HTMLInputElement;
          // What was read of a field stands in the form a moment after what was typed.
          if (form !== null) setTimeout(() => keepDraft(orgId, new FormData(form)));
        }}
      >
        <Select
          name="unit_id"
          defaultValue={draft.unit_id}
          label={t`Which home?`}
          choices={homes.map((it) => ({ value: it.unit_id, label: it.name }))}
        />
        <TextField
          name="full_name"
          label={t`Full name`}
          maxLength={160}
          autoComplete="off"
          defaultValue={draft.full_name}
        />
        <PhoneField
          name="phone"
          label={t`Phone number`}
          hint={t`You can invite them by it afterwards.`}
          initial={draft.phone || undefined}
        />
        <TextField
          name="address"
          label={t`Postal address`}
          hint={t`It stands on receipts, as the law wants it. If they live there already, that of the home.`}
          maxLength={300}
          autoComplete="off"
          defaultValue={draft.address}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <MoneyField
            name="rent_kobo"
            label={t`Rent`}
            initial={draft.rent_kobo ? Number(draft.rent_kobo) : undefined}
          />
          <Select
            name="rent_per"
            defaultValue={draft.rent_per}
            label={t`For`}
            choices={(["year", "half_year", "quarter", "month"] as const).map((value) => ({
              value,
              label: periodName(value),
            }))}
          />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <DayField
            name="starts_on"
            label={t`First day of the term that runs now`}
            hint={t`The day first, as 5/12/2026.`}
            from={addDays(today(), -10_000)}
            initial={draft.starts_on || undefined}
          />
          <Select
            name="term_months"
            label={t`Term`}
            defaultValue={draft.term_months ?? "12"}
            choices={[6, 12, 24, 36].map((months) => ({
              value: String(months),
              label: months % 12 === 0
                ? plural(months / 12, { one: "# year", other: "# years" })
                : plural(months, { one: "# month", other: "# months" }),
            }))}
          />
        </div>
      </div>
      <Button type="submit" busy={make.isPending}>
        <Trans>Register them</Trans>
      </Button>
      <p className="text-14 text-muted">
        <Trans>
          Nothing is charged yet. On the next screen you invite them, or say on which paper they
          agreed; from then on the rent of this term is charged, also where it was paid before.
        </Trans>
      </p>
    </Form>
  );
}
