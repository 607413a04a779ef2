/** The tenants of a home by name: each is liable for all of it. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { peopleQuery } from "./tenancy_query.ts";

/** The card. */
export function People({ home }: { readonly home: TenancyHome }) {
  const query = useQuery(peopleQuery(home.id));
  return (
    <Card title={<Trans>Tenants</Trans>}>
      <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
        {(people) => (
          <>
            <ul className="divide-y divide-line">
              {people.map((it) => (
                <li
                  key={it.tenant_id}
                  className="flex flex-wrap items-center justify-between gap-2 py-3 first:pt-0 last:pb-0"
                >
                  <span>
                    <span className="font-semibold">{it.full_name}</span>
                    {it.is_me && (
                      <span className="ml-2 text-14 text-muted">
                        <Trans>this is you</Trans>
                      </span>
                    )}
                  </span>
                  {it.accepted_at === null
                    ? (
                      <StatusChip meaning="wait">
                        <Trans>Has not accepted yet</Trans>
                      </StatusChip>
                    )
                    : (
                      <span className="text-14 text-muted">
                        {it.agreed_on_paper
                          ? (
                            <Trans>
                              Agreed on paper, as your landlord's side recorded on{" "}
                              {dateOf(it.accepted_at)}
                            </Trans>
                          )
                          : <Trans>Accepted on {dateOf(it.accepted_at)}</Trans>}
                      </span>
                    )}
                </li>
              ))}
            </ul>
            {people.length > 1 && (
              <p className="mt-3 text-14 text-muted">
                <Trans>
                  Each of you is liable for the whole rent. Who else should be on it, your landlord
                  adds.
                </Trans>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
