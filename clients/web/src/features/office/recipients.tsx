/** Who was told of an announcement, who opened it, and who said so. */
import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { AnnouncementRecipient } from "@estate/sdk";
import { relative } from "../../format/relative.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { addresseesQuery, namesByUser } from "./addressees_query.ts";
import { recipientsQuery } from "./announcements_query.ts";

/** The card; it looks again by itself. */
export function Recipients({ orgId, id }: { readonly orgId: string; readonly id: string }) {
  const query = useQuery(recipientsQuery(id));
  const addressees = useQuery(addresseesQuery(orgId));
  const names = namesByUser(addressees.data ?? []);
  return (
    <Card title={t`Who read it`}>
      <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
        {(all) => {
          const read = all.filter((it) => it.read_at !== null).length;
          if (all.length === 0) {
            return (
              <p className="text-muted">
                <Trans>Nobody was told: no tenant of these homes has an account.</Trans>
              </p>
            );
          }
          return (
            <div className="flex flex-col gap-4">
              <p role="status" className="text-20 font-bold">
                <Plural value={read} one="# has opened it" other="# have opened it" />
                <span className="font-normal text-muted">
                  {" "}
                  <Trans>of {all.length}</Trans>
                </span>
              </p>
              <Progress label={t`Have opened it`} share={read / all.length} />
              {/* Without their names, nobody of them would have moved out. */}
              <Missed of={[addressees]} />
              <ul className="divide-y divide-line">
                {addressees.data !== undefined && [...all].sort(byReading).map((it) => {
                  const known = names.get(it.user_id);
                  return (
                    <li
                      key={it.user_id}
                      className="flex flex-wrap items-center justify-between gap-2 py-2"
                    >
                      <span className="min-w-0">
                        <span className="block">{known?.name ?? t`Somebody who moved out`}</span>
                        {known !== undefined && (
                          <span className="block text-14 text-muted">{known.home}</span>
                        )}
                      </span>
                      <Reading recipient={it} />
                    </li>
                  );
                })}
              </ul>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}

/** Who has not opened it stands first: those are to be asked. */
const byReading = (one: AnnouncementRecipient, other: AnnouncementRecipient) =>
  (one.read_at ?? "").localeCompare(other.read_at ?? "");

function Reading({ recipient }: { readonly recipient: AnnouncementRecipient }) {
  const { read_at, acknowledged_at } = recipient;
  if (acknowledged_at !== null) {
    return <StatusChip meaning="good">{t`Said so ${relative(acknowledged_at)}`}</StatusChip>;
  }
  if (read_at !== null) {
    return <StatusChip meaning="info">{t`Opened ${relative(read_at)}`}</StatusChip>;
  }
  return <StatusChip meaning="wait">{t`Not opened`}</StatusChip>;
}
