/** Which tenants opened a letter, and who said that they have read it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Letter } from "@estate/sdk";
import { relative } from "../../format/relative.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { addresseesQuery } from "./addressees_query.ts";
import { letterReadingsQuery } from "./letters_query.ts";

/** The card; it looks again by itself. */
export function LetterReadings({ letter }: { readonly letter: Letter }) {
  const query = useQuery(letterReadingsQuery(letter.id));
  const addressees = useQuery(addresseesQuery(letter.org_id));
  const tenants = addressees.data?.find((it) => it.tenancy_id === letter.tenancy_id)?.tenants ?? [];
  return (
    <Card title={t`Who read it`}>
      <Missed of={[addressees]} className="mb-3" />
      <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
        {(readings) => (
          <ul className="divide-y divide-line">
            {tenants.map(({ full_name, user_id }) => {
              const read = readings.find((it) => it.user_id === user_id);
              return (
                <li
                  key={full_name}
                  className="flex flex-wrap items-center justify-between gap-2 py-2"
                >
                  <span className="min-w-0 break-words">{full_name}</span>
                  {user_id === null
                    ? <StatusChip meaning="warn">{t`No account: give it by hand`}</StatusChip>
                    : read === undefined
                    ? <StatusChip meaning="wait">{t`Not opened`}</StatusChip>
                    : read.acknowledged_at === null
                    ? <StatusChip meaning="info">{t`Opened ${relative(read.read_at)}`}</StatusChip>
                    : (
                      <StatusChip meaning="good">
                        {t`Said so ${relative(read.acknowledged_at)}`}
                      </StatusChip>
                    )}
                </li>
              );
            })}
            {addressees.data !== undefined && tenants.length === 0 && (
              <li className="py-2 text-muted">
                <Trans>Its tenants have moved out.</Trans>
              </li>
            )}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
