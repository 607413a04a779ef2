/** Which unit is to be listed: empty ones first in sight, by property. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Building2, ChevronRight } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { ForWhom } from "./for_whom.tsx";
import { unitsToListQuery } from "./units_to_list_query.ts";

/** The list. */
export function ChooseUnit({ orgId }: { readonly orgId: string }) {
  const query = useQuery(unitsToListQuery(orgId));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
      {(places) =>
        places.length === 0
          ? (
            <EmptyState
              icon={<Building2 className="size-6" />}
              title={t`No units yet`}
              action={
                <LinkButton to="/org/$orgId/homes" params={{ orgId }}>
                  <Trans>Your homes</Trans>
                </LinkButton>
              }
            >
              <Trans>Add the home and its units first: a listing is of one of them.</Trans>
            </EmptyState>
          )
          : (
            <div className="flex flex-col gap-4">
              {places.map(({ id, name, street, area, owner, units }) => (
                <Card key={id} title={name}>
                  <p className="-mt-2 mb-2 text-14 text-muted">{street}, {area}</p>
                  {owner !== undefined && <ForWhom owner={owner} />}
                  <ul className="divide-y divide-line">
                    {units.map((it) => (
                      <li key={it.id}>
                        <Link
                          to="/org/$orgId/listings/new"
                          params={{ orgId }}
                          search={{ unit: it.id }}
                          className="flex min-h-14 items-center gap-3 py-2 hover:text-brand"
                        >
                          <span className="min-w-0 flex-1 font-semibold">{it.label}</span>
                          {it.isEmpty === true && <StatusChip meaning="warn">{t`Empty`}
                          </StatusChip>}
                          {it.isEmpty === false && (
                            <span className="text-14 text-muted">{t`In use`}</span>
                          )}
                          <ChevronRight
                            aria-hidden="true"
                            className="size-5 shrink-0 text-muted"
                          />
                        </Link>
                      </li>
                    ))}
                  </ul>
                </Card>
              ))}
            </div>
          )}
    </Loaded>
  );
}
