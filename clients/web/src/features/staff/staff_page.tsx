/** All queues, and how much waits in each. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { problemWords } from "../../ui/problem_words.ts";
import { Page } from "../../ui/page.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import {
  deadEventsQuery,
  exceptionsQuery,
  healthQuery,
  identityQuery,
  listingsQuery,
  reportsQuery,
  signalsQuery,
  type StaffQuery,
  titlesQuery,
  undeliveredQuery,
} from "./staff_query.ts";

/** The page. */
export function StaffPage() {
  return (
    <Page title={t`Staff of Estate`} lead={<Trans>What waits for a person.</Trans>} width="wide">
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Tile to="/staff/identity" name={t`Who people are`} query={identityQuery()} />
        <Tile to="/staff/listings" name={t`Listings`} query={listingsQuery()} />
        <Tile to="/staff/reports" name={t`Reports and appeals`} query={reportsQuery()} />
        <Tile to="/staff/fraud" name={t`Signals`} query={signalsQuery()} />
        <Tile to="/staff/titles" name={t`Titles`} query={titlesQuery()} />
        <Tile to="/staff/payments" name={t`Payments`} query={exceptionsQuery()} />
        <Tile
          to="/staff/dead-letters"
          name={t`Events given up`}
          query={deadEventsQuery()}
        />
        <Tile
          to="/staff/dead-letters"
          name={t`Messages not delivered`}
          query={undeliveredQuery()}
        />
        <Tile
          to="/staff/health"
          name={t`Work that is late`}
          query={healthQuery()}
          counts={(row) =>
            row.is_late}
        />
      </ul>
    </Page>
  );
}

function Tile<Row>(
  { to, name, query, counts }: {
    readonly to: string;
    readonly name: string;
    readonly query: StaffQuery<Row>;
    readonly counts?: (row: Row) => boolean;
  },
) {
  const { data, error } = useQuery(query);
  const count = data?.filter((row) => counts?.(row) ?? true).length;
  return (
    <li className="relative rounded-card border border-line p-4 hover:border-edge has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <h2 className="font-semibold">
        <Link to={to as "/staff"} className="outline-none after:absolute after:inset-0">
          {name}
        </Link>
      </h2>
      <div className="mt-2 flex min-h-9 items-center justify-between gap-2">
        {error !== null && data === undefined
          ? <span className="text-14 text-muted">{problemWords(error).title}</span>
          : <span className="money text-30 font-bold">{count ?? "…"}</span>}
        {count !== undefined && (count === 0
          ? <StatusChip meaning="good">{t`Nothing waits`}</StatusChip>
          : <StatusChip meaning="warn">{t`Waits`}</StatusChip>)}
      </div>
    </li>
  );
}
