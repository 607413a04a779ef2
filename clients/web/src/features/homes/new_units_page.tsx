/** Units of a property are added: one, or many alike at once. */
import { t } from "@lingui/core/macro";
import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { NewUnit } from "@estate/sdk";
import { useFormDraft } from "../../session/form_draft.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { addMissingUnits } from "./home_acts.ts";
import { propertyQuery } from "./homes_query.ts";
import { readUnit } from "./read_unit.ts";
import { UnitFields } from "./unit_fields.tsx";
import { labelsFrom, someOf } from "./unit_labels.ts";
import { wrongWords } from "./unit_words.ts";

type Shown = { readonly orgId: string; readonly propertyId: string };

/** The page. */
export function NewUnitsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.write" title={t`Add units`}>
      <NewUnits {...shown} />
    </WorkGate>
  );
}

function NewUnits({ orgId, propertyId }: Shown) {
  const { data: property } = useQuery(propertyQuery(propertyId));
  const draft = useFormDraft(`estate.new_units.${propertyId}`);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [labels, setLabels] = useState<readonly string[]>(() =>
    labelsFrom(draft.initial["label"] ?? "", Number(draft.initial["count"] ?? 1))
  );
  const queries = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: (units: readonly NewUnit[]) => addMissingUnits(propertyId, units),
    onSuccess: async (added) => {
      draft.forget();
      toast(
        added === 0
          ? t`They are there already.`
          : plural(added, { one: "# unit is added.", other: "# units are added." }),
      );
      await queries.invalidateQueries({ queryKey: ["homes"] });
      await navigate({ to: "/org/$orgId/homes/$propertyId", params: { orgId, propertyId } });
    },
  });
  const submit = (fields: FormData) => {
    const { facts, count, wrong } = readUnit(fields);
    setWrong(Object.fromEntries(wrong.map((it) => [it, wrongWords(it)])));
    if (wrong.length > 0) return;
    add.mutate(
      labelsFrom(facts.label, count).map((label) => ({
        ...facts,
        label,
        org_id: orgId,
        property_id: propertyId,
      })),
    );
  };
  return (
    <Page title={t`Add units`} {...(property === undefined ? {} : { lead: property.name })}>
      <div
        onChange={(event) => {
          const { form } = event.target as HTMLInputElement;
          draft.keep(form);
          if (form === null) return;
          const { facts, count } = readUnit(new FormData(form));
          setLabels(facts.label === "" ? [] : labelsFrom(facts.label, count));
        }}
      >
        <Form onSubmit={submit} error={add.error} errors={wrong}>
          <p className="text-muted">
            <Trans>
              A unit is what one tenant rents: a flat, a shop, a room. A house that is let as a
              whole is one unit.
            </Trans>
          </p>
          <div className="grid grid-cols-[1fr_6rem] gap-3">
            <TextField
              name="label"
              label={t`Which one`}
              placeholder={t`Flat 1`}
              defaultValue={draft.initial["label"] ?? ""}
              maxLength={80}
            />
            <TextField
              name="count"
              label={t`How many`}
              inputMode="numeric"
              defaultValue={draft.initial["count"] ?? "1"}
              maxLength={2}
            />
          </div>
          {labels.length > 1 && (
            <p role="status" className="text-14 text-muted">
              <Trans>
                They will be called {someOf(labels)}. You can change each one afterwards.
              </Trans>
            </p>
          )}
          <UnitFields initial={draft.initial} />
          <div className="acts">
            <Button type="submit" busy={add.isPending}>
              {labels.length > 1
                ? plural(labels.length, { one: "Add # unit", other: "Add # units" })
                : t`Add the unit`}
            </Button>
          </div>
        </Form>
      </div>
    </Page>
  );
}
