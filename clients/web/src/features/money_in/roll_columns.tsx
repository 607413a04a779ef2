/** What the rent roll says of a home. */
import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { Column } from "../../ui/table.tsx";
import type { RollRow } from "./roll_query.ts";

/** Its columns. */
export function rollColumns(orgId: string): readonly Column<RollRow>[] {
  return [
    {
      head: t`Home`,
      title: true,
      cell: (row) => (
        <>
          <span className="block">{row.unit}</span>
          <span className="block text-14 font-normal text-muted">{row.property}</span>
        </>
      ),
    },
    {
      head: t`Who rents it`,
      cell: (row) =>
        row.tenancy_id === null ? <span className="text-muted">{t`Empty`}</span> : (
          <>
            <Link
              to="/org/$orgId/money/tenancies/$tenancyId"
              params={{ orgId, tenancyId: row.tenancy_id }}
              className="link"
            >
              {row.tenants}
            </Link>
            {/* A renewal that is agreed stands below the term that it follows: else they look like one twice. */}
            {row.starts_on > today() && (
              <span className="block text-14 text-muted">{t`from ${date(row.starts_on)}`}</span>
            )}
          </>
        ),
    },
    {
      head: t`Rent`,
      number: true,
      cell: (row) =>
        row.rent_kobo === null ? "" : (
          <>
            <Money kobo={row.rent_kobo} className="block" />
            <span className="block text-14 text-muted">{periodName(row.rent_per)}</span>
          </>
        ),
    },
    {
      head: t`Paid through`,
      cell: (row) => row.paid_through === null ? "" : date(row.paid_through),
    },
    {
      head: t`Next due`,
      number: true,
      cell: (row) =>
        row.next_due_on === null ? "" : (
          <>
            <Money kobo={row.next_due_kobo ?? 0} className="block" />
            <span className="block text-14 text-muted">{date(row.next_due_on)}</span>
          </>
        ),
    },
    { head: t`Overdue`, number: true, cell: (row) => <Overdue kobo={row.arrears_kobo} /> },
  ];
}

/** Nothing to say of an empty home. */
function Overdue({ kobo }: { readonly kobo: number | null }) {
  if (kobo === null) return null;
  if (kobo === 0) return <StatusChip meaning="good">{t`Nothing`}</StatusChip>;
  return (
    <StatusChip meaning="bad">
      <Money kobo={kobo} />
    </StatusChip>
  );
}
