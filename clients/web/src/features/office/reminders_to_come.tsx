/** Which reminders go out in the next thirty days, should nobody pay. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Addressee, ReminderToCome } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { addresseesQuery, namesOf } from "./addressees_query.ts";
import { remindersToComeQuery } from "./reminders_query.ts";
import { stageName } from "./stage_words.ts";

/** The table. */
export function RemindersToCome(
  { orgId, days }: { readonly orgId: string; readonly days: readonly number[] },
) {
  const query = useQuery(remindersToComeQuery(orgId, days));
  const addressees = useQuery(addresseesQuery(orgId));
  return (
    <section>
      <h2 className="mb-3 text-20 font-bold">
        <Trans>What goes out next</Trans>
      </h2>
      <Missed of={[addressees]} className="mb-4" />
      <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
        {(rows) =>
          rows.length === 0
            ? (
              <EmptyState title={t`Nothing goes out in the next 30 days`}>
                <Trans>Nothing falls due, or every stage of it was told.</Trans>
              </EmptyState>
            )
            : (
              <Table
                caption={t`Reminders to come`}
                columns={columns(addressees.data ?? [])}
                rows={rows}
                rowKey={(it) => `${it.tenancy_id} ${it.due_on} ${it.stage}`}
              />
            )}
      </Loaded>
    </section>
  );
}

function columns(addressees: readonly Addressee[]): readonly Column<ReminderToCome>[] {
  const homes = new Map(addressees.map((it) => [it.tenancy_id, it]));
  const home = ({ tenancy_id }: ReminderToCome) => homes.get(tenancy_id);
  return [
    {
      head: t`Who`,
      title: true,
      cell: (row) => {
        const known = home(row);
        return known === undefined ? t`Not a tenant now` : namesOf(known);
      },
    },
    {
      head: t`Home`,
      cell: (row) => {
        const known = home(row);
        return known === undefined ? "" : `${known.unit}, ${known.property}`;
      },
    },
    { head: t`Goes on`, cell: (row) => date(row.goes_on) },
    { head: t`Stage`, cell: (row) => stageName(row.stage) },
    { head: t`Due`, cell: (row) => date(row.due_on) },
    { head: t`Owed`, number: true, cell: (row) => <Money kobo={row.amount_kobo} /> },
    {
      head: t`Reaches`,
      number: true,
      cell: (row) => plural(row.people, { one: "# person", other: "# people" }),
    },
  ];
}
