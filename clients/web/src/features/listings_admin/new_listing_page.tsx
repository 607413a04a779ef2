/** A listing is begun: of a unit, with its price. Photos and fees come next, on its own page. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { UnitWithProperty } from "@estate/sdk";
import { useFormDraft } from "../../session/form_draft.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ChooseUnit } from "./choose_unit.tsx";
import { beginListing } from "./listing_acts.ts";
import { ListingFields } from "./listing_form.tsx";
import { unitToListQuery } from "./listings_query.ts";
import { nightsProblem } from "./nights_fields.tsx";
import { type ListingFacts, readListing } from "./read_listing.ts";

type Shown = { readonly orgId: string; readonly unitId?: string };

/** The page; without a unit it asks which. */
export function NewListingPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="listings.write" title={t`New listing`}>
      {shown.unitId === undefined
        ? (
          <Page title={t`New listing`} lead={<Trans>Which unit do you want to list?</Trans>}>
            <ChooseUnit orgId={shown.orgId} />
          </Page>
        )
        : <OfUnit orgId={shown.orgId} unitId={shown.unitId} />}
    </WorkGate>
  );
}

function OfUnit({ orgId, unitId }: Required<Shown>) {
  const query = useQuery(unitToListQuery(unitId));
  const unit = query.data;
  return (
    <Page
      title={t`New listing`}
      {...(unit === undefined ? {} : { lead: t`${unit.label}, ${unit.property.name}` })}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(it) => <Fields orgId={orgId} unit={it} />}
      </Loaded>
    </Page>
  );
}

function Fields({ orgId, unit }: { readonly orgId: string; readonly unit: UnitWithProperty }) {
  const draft = useFormDraft(`estate.new_listing.${unit.id}`);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const queries = useQueryClient();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: (facts: ListingFacts) =>
      beginListing(orgId, { ...facts, org_id: unit.org_id, unit_id: unit.id }),
    onSuccess: async (id) => {
      draft.forget();
      await queries.invalidateQueries({ queryKey: ["listings"] });
      await navigate({ to: "/org/$orgId/listings/$id", params: { orgId, id } });
    },
  });
  const submit = (fields: FormData) => {
    const { facts, wrong } = readListing(fields);
    setWrong(Object.fromEntries(wrong.map((it) => [
      it,
      it === "title"
        ? t`Five letters at least.`
        : it === "price_kobo"
        ? t`Write what you ask.`
        : nightsProblem(it),
    ])));
    if (wrong.length === 0) begin.mutate(facts);
  };
  return (
    <div onChange={(event) => draft.keep((event.target as HTMLInputElement).form)}>
      <Form onSubmit={submit} error={begin.error} errors={wrong}>
        <ListingFields initial={draft.initial} unit={unit} />
        <p className="text-14 text-muted">
          <Trans>Nobody sees it yet. Photos and fees come next, then you publish it.</Trans>
        </p>
        <div className="acts">
          <Button type="submit" busy={begin.isPending}>
            <Trans>Go on</Trans>
          </Button>
        </div>
      </Form>
    </div>
  );
}
