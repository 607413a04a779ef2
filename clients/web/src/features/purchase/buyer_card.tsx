/** A home with tenants goes into an organization of the buyer's, which is their landlord from then on. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Sale } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { toast } from "../../ui/toast.tsx";
import { nameBuyer } from "./purchase_query.ts";

/** The card. */
export function BuyerCard({ sale }: { readonly sale: Sale }) {
  const { data: hats } = useQuery(hatsQuery(useSignedInAs()));
  const queries = useQueryClient();
  const mine = hats?.memberships.filter(({ role }) => role === "owner") ?? [];
  const named = hats?.memberships.find(({ org_id }) => org_id === sale.taker_org_id);
  const naming = useMutation({
    mutationFn: (orgId: string) => nameBuyer(sale.id, orgId),
    onSuccess: () => {
      toast(t`Noted. The tenants are told at completion whom they pay.`);
      void queries.invalidateQueries({ queryKey: ["sales"] });
    },
  });
  return (
    <Card title={<Trans>Who is landlord afterwards</Trans>}>
      {mine.length === 0
        ? (
          <p>
            <Trans>
              Tell the seller for which organization you buy. Its tenants stay, and pay it from
              completion on.
            </Trans>
          </p>
        )
        : (
          <Form
            error={naming.error}
            onSubmit={(fields) => naming.mutate(String(fields.get("org_id")))}
          >
            <Select
              name="org_id"
              label={t`Organization of yours into which the home goes`}
              defaultValue={named?.org_id ?? mine[0]?.org_id}
              choices={mine.map(({ org_id, name }) => ({ value: org_id, label: name }))}
            />
            <Button type="submit" look="secondary" className="self-start" busy={naming.isPending}>
              <Trans>Note it</Trans>
            </Button>
          </Form>
        )}
    </Card>
  );
}
