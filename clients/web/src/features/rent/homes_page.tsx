/** The homes of a person: the only one opens by itself. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import type { TenancyHome } from "@estate/sdk";
import { ChevronRight, House } from "lucide-react";
import { date } from "../../format/date.ts";
import { homeAddress, homeName } from "../../format/home_name.ts";
import { tenancyStatus } from "../../format/tenancy_words.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { homesQuery } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** The page. */
export function HomesPage() {
  const hats = useQuery(hatsQuery(useSignedInAs()));
  const ids = hats.data?.tenancies.map((it) => it.tenancy_id);
  const homes = useQuery(homesQuery(ids));
  const error = hats.error ?? homes.error;
  const [only] = ids ?? [];
  if (only !== undefined && ids?.length === 1) {
    return <Navigate to="/home/$tenancyId" params={{ tenancyId: only }} replace />;
  }
  return (
    <Page title={t`Your homes`}>
      {error !== null && <Problem error={error} onRetry={() => void hats.refetch()} />}
      {error === null && homes.data === undefined && (
        <Loading>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {homes.data?.length === 0 && (
        <EmptyState
          icon={<House />}
          title={<Trans>You have no home here yet</Trans>}
          action={
            <LinkButton to="/">
              <Trans>Look for a home</Trans>
            </LinkButton>
          }
        >
          <Trans>
            When a landlord offers you a tenancy, it shows here: what you owe, your receipts and
            your papers.
          </Trans>
        </EmptyState>
      )}
      {homes.data !== undefined && homes.data.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
          {homes.data.map((it) => (
            <li key={it.id}>
              <Link
                to="/home/$tenancyId"
                params={{ tenancyId: it.id }}
                className="flex min-h-16 items-center gap-4 px-4 py-3 text-ink hover:bg-raised sm:px-6"
              >
                <House aria-hidden="true" className="text-brand" />
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{homeName(it)}</span>
                  <span className="block text-14 text-muted">{homeAddress(it)}</span>
                  <span className="block text-14 text-muted">
                    <Trans>from {date(it.starts_on)}</Trans>
                  </span>
                </span>
                <Stands home={it} />
                <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** A renewal has the name of the home that it renews: how each stands tells them apart. */
function Stands({ home: { status } }: { readonly home: TenancyHome }) {
  const { meaning, word } = tenancyStatus(status);
  return <StatusChip meaning={meaning}>{word}</StatusChip>;
}
