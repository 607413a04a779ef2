/** Facts of a property, corrected; and the estate that it stands in. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Property } from "@estate/sdk";
import type { Written } from "../../session/form_draft.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { DeleteCard } from "./delete_card.tsx";
import { EstateField } from "./estate_field.tsx";
import { changeHome, deleteHome } from "./home_acts.ts";
import { propertyQuery } from "./homes_query.ts";
import { PropertyForm } from "./property_form.tsx";

type Shown = { readonly orgId: string; readonly propertyId: string };

/** The page. */
export function EditPropertyPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.write" title={t`Change the facts`}>
      <EditProperty {...shown} />
    </WorkGate>
  );
}

function EditProperty({ orgId, propertyId }: Shown) {
  const query = useQuery(propertyQuery(propertyId));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: (facts: Parameters<typeof changeHome>[1]) => changeHome(propertyId, facts),
    onSuccess: async () => {
      toast(t`Saved. Its listings say the same.`);
      await Promise.all(
        ["homes", "listings"].map((it) => queries.invalidateQueries({ queryKey: [it] })),
      );
      await navigate({ to: "/org/$orgId/homes/$propertyId", params: { orgId, propertyId } });
    },
  });
  return (
    <Page
      title={t`Change the facts`}
      {...(query.data === undefined ? {} : { lead: query.data.name })}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(property) => (
          <div className="flex flex-col gap-8">
            <PropertyForm
              initial={writtenOf(property)}
              error={save.error}
              onSubmit={(facts) => save.mutate(facts)}
            >
              <Button type="submit" busy={save.isPending}>
                <Trans>Save</Trans>
              </Button>
            </PropertyForm>
            <EstateField orgId={orgId} property={property} />
            <DeleteCard
              name={property.name}
              onDelete={() => deleteHome(propertyId)}
              onGone={() => navigate({ to: "/org/$orgId/homes", params: { orgId }, replace: true })}
            />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** As the form has it. */
function writtenOf(property: Property): Written {
  return Object.fromEntries(
    Object.entries(property).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : []
    ),
  );
}
