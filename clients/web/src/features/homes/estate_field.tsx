/** The estate that a property stands in: its title papers count for it too. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Property } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { toast } from "../../ui/toast.tsx";
import { placeIn } from "./home_acts.ts";
import { homesQuery } from "./homes_query.ts";

/** The card; nothing while there is no estate to stand in. */
export function EstateField(
  { orgId, property }: { readonly orgId: string; readonly property: Property },
) {
  const { data } = useQuery(homesQuery(orgId));
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: (parentId: string | null) => placeIn(property.id, parentId),
    onSuccess: async () => {
      toast(t`Saved`);
      await queries.invalidateQueries({ queryKey: ["homes"] });
    },
  });
  const estates = (data?.properties ?? []).filter(({ kind, id }) =>
    kind === "estate" && id !== property.id
  );
  if (estates.length === 0) return null;
  return (
    <Card title={t`Where it stands`}>
      <Form
        onSubmit={(fields) => {
          const chosen = String(fields.get("parent_id") ?? "");
          move.mutate(chosen === "" ? null : chosen);
        }}
        error={move.error}
      >
        <Select
          name="parent_id"
          label={t`In which estate`}
          defaultValue={property.parent_id ?? ""}
          choices={[
            { value: "", label: t`By itself` },
            ...estates.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <div className="acts">
          <Button type="submit" look="secondary" busy={move.isPending}>
            <Trans>Place it there</Trans>
          </Button>
        </div>
      </Form>
    </Card>
  );
}
