/** Facts of a unit, corrected; its listings say the same at once. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { UnitChanges, UnitWithProperty } from "@estate/sdk";
import type { Written } from "../../session/form_draft.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { DeleteCard } from "./delete_card.tsx";
import { changeHomeUnit, deleteUnit } from "./home_acts.ts";
import { unitQuery } from "./homes_query.ts";
import { readUnit } from "./read_unit.ts";
import { UnitFields } from "./unit_fields.tsx";
import { wrongWords } from "./unit_words.ts";

type Shown = { readonly orgId: string; readonly unitId: string };

/** The page. */
export function EditUnitPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.write" title={t`Change the facts`}>
      <EditUnit {...shown} />
    </WorkGate>
  );
}

function EditUnit({ orgId, unitId }: Shown) {
  const query = useQuery(unitQuery(unitId));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: (changes: UnitChanges) => changeHomeUnit(unitId, changes),
    onSuccess: async () => {
      toast(t`Saved. Its listings say the same.`);
      await Promise.all(
        ["homes", "listings"].map((it) => queries.invalidateQueries({ queryKey: [it] })),
      );
      await navigate({ to: "/org/$orgId/homes/units/$unitId", params: { orgId, unitId } });
    },
  });
  const submit = (fields: FormData) => {
    const { facts, wrong } = readUnit(fields);
    setWrong(Object.fromEntries(wrong.map((it) => [it, wrongWords(it)])));
    if (wrong.length === 0) save.mutate(facts);
  };
  return (
    <Page
      title={t`Change the facts`}
      {...(query.data === undefined ? {} : { lead: query.data.label })}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(unit) => (
          <div className="flex flex-col gap-8">
            <Form onSubmit={submit} error={save.error} errors={wrong}>
              <TextField
                name="label"
                label={t`Which one`}
                defaultValue={unit.label}
                maxLength={80}
              />
              <UnitFields initial={writtenOf(unit)} />
              <div className="acts">
                <Button type="submit" busy={save.isPending}>
                  <Trans>Save</Trans>
                </Button>
              </div>
            </Form>
            <DeleteCard
              name={unit.label}
              onDelete={() => deleteUnit(unitId)}
              onGone={() =>
                navigate({
                  to: "/org/$orgId/homes/$propertyId",
                  params: { orgId, propertyId: unit.property_id },
                  replace: true,
                })}
            />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function writtenOf(unit: UnitWithProperty): Written {
  return {
    kind: unit.kind,
    bedrooms: String(unit.bedrooms),
    bathrooms: String(unit.bathrooms),
    floor_area_sqm: unit.floor_area_sqm === null ? "" : String(unit.floor_area_sqm),
    features: unit.features.join(","),
    is_furnished: String(unit.is_furnished),
  };
}
