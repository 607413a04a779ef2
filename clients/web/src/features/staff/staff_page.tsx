/** All queues, and how much waits in each. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Gauge, History, Scale, UserSearch } from "lucide-react";
import { LinkLine, LinkList } from "../../ui/link_list.tsx";
import { problemWords } from "../../ui/problem_words.ts";
import { Page } from "../../ui/page.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import {
  actFaultsQuery,
  balancesQuery,
  deadEventsQuery,
  erasuresQuery,
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
        <Tile to="/staff/erasures" name={t`Requests to be forgotten`} query={erasuresQuery()} />
        <Tile to="/staff/acts" name={t`Faults in the record of acts`} query={actFaultsQuery()} />
        <Tile
          to="/staff/balances"
          name={t`Balances not explained`}
          query={balancesQuery()}
          counts={(row) =>
            row.since !== null}
        />
        <Tile
          to="/staff/health"
          name={t`Work that is late`}
          query={healthQuery()}
          counts={(row) =>
            row.is_late}
        />
      </ul>
      <div className="mt-8">
        <LinkList>
          <LinkLine
            to="/staff/people"
            icon={<UserSearch />}
            title={t`People`}
            more={t`Look somebody up with a reason; suspend, or lift a suspension`}
          />
          <LinkLine
            to="/staff/acts"
            icon={<History />}
            title={t`Record of acts`}
            more={t`What was done with special rights, why, and what it changed`}
          />
          <LinkLine
            to="/staff/rules"
            icon={<Gauge />}
            title={t`Rules of signals`}
            more={t`Their weight, what they hold, and how often staff agreed`}
          />
          <LinkLine
            to="/staff/balances"
            icon={<Scale />}
            title={t`Balances at providers`}
            more={t`What they hold for us beside our books`}
          />
        </LinkList>
      </div>
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
