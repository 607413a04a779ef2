/** Who sells, who buys, who acts for them. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SaleParty } from "@estate/sdk";
import { phone } from "../../format/phone.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { roleName } from "./sale_words.ts";

/** The card; `onAdd` is left out where nobody can be named any more. */
export function SaleParties(
  { parties, onAdd }: { readonly parties: readonly SaleParty[]; readonly onAdd?: () => void },
) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: async (id: string) => {
      const { client, removeSaleParty } = await sdk();
      await removeSaleParty(client, id);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sales"] }),
  });
  return (
    <Card
      title={t`Who is in it`}
      {...(onAdd === undefined ? {} : {
        action: (
          <Button look="secondary" onClick={onAdd}>
            <Trans>Name somebody</Trans>
          </Button>
        ),
      })}
    >
      <ul className="divide-y divide-line">
        {parties.map((it) => (
          <li
            key={it.id}
            className="flex flex-wrap items-center justify-between gap-2 py-3 first:pt-0 last:pb-0"
          >
            <span className="min-w-0">
              <span className="block font-semibold">{it.full_name}</span>
              <span className="block text-14 text-muted">{roleName(it.role)}</span>
              {it.phone !== null && (
                <a href={`tel:${it.phone}`} className="text-14 underline">{phone(it.phone)}</a>
              )}
            </span>
            {onAdd !== undefined && it.profile_id === null && it.party_org_id === null && (
              <Button
                look="quiet"
                busy={remove.isPending && remove.variables === it.id}
                onClick={() => remove.mutate(it.id)}
                aria-label={t`Take out: ${it.full_name}`}
              >
                <Trans>Take out</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {parties.length === 0 && (
        <p className="text-muted">
          <Trans>Nobody is named yet.</Trans>
        </p>
      )}
      {remove.isError && <Problem error={remove.error} />}
    </Card>
  );
}
