/** Notices of the law that were given, and how each stands. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Scale } from "lucide-react";
import { date } from "../../format/date.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { missedOf } from "../../ui/missed_of.ts";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { formName, NoticeChip } from "./notice_words.tsx";
import { noticesQuery, ownersNoticesQuery, type StandingNotice } from "./notices_query.ts";
import { OfficeTabs } from "./office_tabs.tsx";

/** The page. */
export function NoticesPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="tenancies.read" title={t`Notices`}>
      <NoticesScreen orgId={orgId} />
    </WorkGate>
  );
}

function NoticesScreen({ orgId }: { readonly orgId: string }) {
  const query = useQuery(noticesQuery(orgId));
  const owners = useQuery(ownersNoticesQuery(orgId));
  const may = useMay(orgId, "tenancies.write");
  const build = may && (
    <LinkButton
      to="/org/$orgId/notices/new"
      params={{ orgId }}
      icon={<Plus aria-hidden="true" className="size-5" />}
    >
      <Trans>Prepare a notice</Trans>
    </LinkButton>
  );
  return (
    <Page title={t`Notices`} width="wide" action={build}>
      <OfficeTabs orgId={orgId} />
      <Missed of={[owners]} className="mb-4" />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(own) => {
          const all = [...own, ...owners.data ?? []];
          if (all.length === 0 && owners.data === undefined) {
            return missedOf([owners]).length === 0 && <Skeleton className="h-96" />;
          }
          return all.length === 0
            ? (
              <EmptyState
                icon={<Scale className="size-6" />}
                title={t`No notice was given`}
                action={build}
              >
                <Trans>
                  A notice is worked out by the law of the place: how long it must be, from when it
                  holds, and how it has to be served.
                </Trans>
              </EmptyState>
            )
            : (
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
                {all.map((it) => <Line key={it.notice.id} orgId={orgId} shown={it} />)}
              </ul>
            );
        }}
      </Loaded>
    </Page>
  );
}

function Line(
  { orgId, shown: { notice, standing } }: {
    readonly orgId: string;
    readonly shown: StandingNotice;
  },
) {
  return (
    <li>
      <Link
        to="/org/$orgId/notices/$id"
        params={{ orgId, id: notice.id }}
        className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-ink hover:bg-raised sm:px-6"
      >
        <span className="min-w-0 flex-1 basis-60">
          <span className="block font-semibold">{formName(notice.form)}</span>
          <span className="block break-words">{notice.addressee}</span>
          <span className="block break-words text-14 text-muted">
            {notice.number} · {notice.premises}
          </span>
          <span className="block text-14 text-muted">
            {standing?.status === "issued"
              ? <Trans>to be served by {date(notice.serve_by)}</Trans>
              : <Trans>takes effect on {date(notice.takes_effect_on)}</Trans>}
          </span>
        </span>
        <NoticeChip status={standing?.status ?? null} />
      </Link>
    </li>
  );
}
