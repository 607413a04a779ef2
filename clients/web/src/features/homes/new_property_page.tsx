/** A home is added, without leaving the phone: what was typed stays until it is there. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useFormDraft } from "../../session/form_draft.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { addHome } from "./home_acts.ts";
import { PropertyForm } from "./property_form.tsx";
import type { PropertyFacts } from "./read_property.ts";

/** The page. */
export function NewPropertyPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="properties.write" title={t`Add a home`}>
      <NewProperty orgId={orgId} />
    </WorkGate>
  );
}

function NewProperty({ orgId }: { readonly orgId: string }) {
  const draft = useFormDraft(`estate.new_home.${orgId}`);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: (facts: PropertyFacts) => addHome(orgId, facts),
    onSuccess: async (propertyId, facts) => {
      draft.forget();
      await queries.invalidateQueries({ queryKey: ["homes"] });
      await navigate(
        facts.kind === "estate"
          ? { to: "/org/$orgId/homes/$propertyId", params: { orgId, propertyId } }
          : { to: "/org/$orgId/homes/$propertyId/units", params: { orgId, propertyId } },
      );
    },
  });
  return (
    <Page
      title={t`Add a home`}
      lead={<Trans>First the house or block. What is let in it comes next.</Trans>}
    >
      <PropertyForm
        initial={draft.initial}
        error={add.error}
        onSubmit={(facts) => add.mutate(facts)}
        onWritten={draft.keep}
      >
        <Button type="submit" busy={add.isPending}>
          <Trans>Add it</Trans>
        </Button>
      </PropertyForm>
    </Page>
  );
}
