/** The inspections of a home, newest first. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Inspection } from "@estate/sdk";
import { ChevronRight, ClipboardCheck } from "lucide-react";
import { date, dateOf } from "../../format/date.ts";
import { homeName } from "../../format/home_name.ts";
import { inspectionKind } from "../../format/tenancy_words.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { inspectionsQuery } from "../../session/home_queries.ts";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** The page. */
export function InspectionsPage({ tenancyId }: { readonly tenancyId: string }) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Inspections`}>
      {(home) => (
        <Page title={t`Inspections`} lead={homeName(home)}>
          <List tenancyId={home.id} />
        </Page>
      )}
    </HomeGate>
  );
}

function List({ tenancyId }: { readonly tenancyId: string }) {
  const query = useQuery(inspectionsQuery(tenancyId));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
      {(all) =>
        all.length === 0
          ? (
            <EmptyState
              icon={<ClipboardCheck />}
              title={<Trans>No inspection was offered to you yet</Trans>}
            >
              <Trans>
                What the home was like when you moved in stands here, with photos, for you to sign.
                It decides what may be kept of your deposit later.
              </Trans>
            </EmptyState>
          )
          : (
            <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
              {all.toReversed().map((it) => (
                <li key={it.id}>
                  <Link
                    to="/home/$tenancyId/inspections/$id"
                    params={{ tenancyId, id: it.id }}
                    search={{}}
                    className="flex min-h-16 items-center gap-4 px-4 py-3 text-ink hover:bg-raised sm:px-6"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block font-semibold">{inspectionKind(it.kind)}</span>
                      <span className="block text-14 text-muted">
                        {it.inspected_on === null
                          ? dateOf(it.scheduled_for)
                          : date(it.inspected_on)}
                      </span>
                    </span>
                    <Stands status={it.status} />
                    <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
                  </Link>
                </li>
              ))}
            </ul>
          )}
    </Loaded>
  );
}

function Stands({ status }: { readonly status: Inspection["status"] }) {
  switch (status) {
    case "ready":
      return (
        <StatusChip meaning="warn">
          <Trans>Being signed</Trans>
        </StatusChip>
      );
    case "signed":
      return (
        <StatusChip meaning="good">
          <Trans>Signed</Trans>
        </StatusChip>
      );
    case "cancelled":
      return (
        <StatusChip meaning="wait">
          <Trans>Cancelled</Trans>
        </StatusChip>
      );
    default:
      return (
        <StatusChip meaning="warn">
          <Trans>Being corrected</Trans>
        </StatusChip>
      );
  }
}
