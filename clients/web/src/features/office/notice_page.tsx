/** One notice of the law: how it stands, what is to be done next, its paper, and the record of its service. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { date, dateOf } from "../../format/date.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { missedOf } from "../../ui/missed_of.ts";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { Facts } from "./facts.tsx";
import { NoticeNext } from "./notice_next.tsx";
import { NoticeRecordCard } from "./notice_record.tsx";
import { type NoticeSay, saysOf } from "./notice_says.ts";
import { formName, NoticeChip } from "./notice_words.tsx";
import { noticesQuery, ownersNoticesQuery, type StandingNotice } from "./notices_query.ts";

const ServeSheet = lazy(() => import("./serve_sheet.tsx"));
const NoticeSheet = lazy(() => import("./notice_sheet.tsx"));

/** What the address says: what is being done with it. */
export interface NoticeAddress {
  readonly say?: NoticeSay;
}

type Shown = { readonly orgId: string; readonly id: string; readonly address: NoticeAddress };

/** The page. */
export function NoticePage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.read" title={t`Notice`}>
      <NoticeScreen {...shown} />
    </WorkGate>
  );
}

function NoticeScreen({ orgId, id, address }: Shown) {
  const own = useQuery(noticesQuery(orgId));
  const owners = useQuery(ownersNoticesQuery(orgId));
  const found = [...own.data ?? [], ...owners.data ?? []].find(({ notice }) => notice.id === id);
  if (found !== undefined) return <Found orgId={orgId} shown={found} address={address} />;
  return (
    <Page title={t`Notice`}>
      <Missed of={missedOf([own]).length === 0 ? [owners] : []} className="mb-4" />
      <Loaded query={own} skeleton={<Skeleton className="h-96" />}>
        {() =>
          missedOf([owners]).length > 0
            ? null
            // One that was issued a moment ago is on its way.
            : own.isFetching || owners.isFetching || owners.data === undefined
            ? <Skeleton className="h-96" />
            : (
              <EmptyState
                title={t`There is no such notice`}
                action={
                  <LinkButton to="/org/$orgId/notices" params={{ orgId }}>
                    <Trans>All notices</Trans>
                  </LinkButton>
                }
              />
            )}
      </Loaded>
    </Page>
  );
}

function Found(
  { orgId, shown, address }: {
    readonly orgId: string;
    readonly shown: StandingNotice;
    readonly address: NoticeAddress;
  },
) {
  const { notice, standing } = shown;
  const { id, withdrawal } = notice;
  const mayWrite = useMay(orgId, "tenancies.write");
  const says = mayWrite ? saysOf(shown, orgId) : [];
  const navigate = useNavigate();
  const say = (what?: NoticeSay) =>
    void navigate({
      to: "/org/$orgId/notices/$id",
      params: { orgId, id },
      search: what === undefined ? {} : { say: what },
      replace: what === undefined,
      resetScroll: false,
    });
  const close = () => say();
  const computed = notice.computed as {
    readonly section?: string | null;
    readonly source?: string | null;
    readonly length?: string | null;
    readonly length_basis?: string | null;
  };
  return (
    <Page
      title={formName(notice.form)}
      lead={`${notice.number} · ${notice.addressee}`}
      action={<NoticeChip status={standing?.status ?? null} />}
    >
      <div className="flex flex-col gap-6">
        {withdrawal !== null && (
          <Callout
            meaning="warn"
            title={<Trans>Withdrawn on {dateOf(withdrawal.withdrawn_at)}</Trans>}
          >
            {withdrawal.reason}
          </Callout>
        )}
        <NoticeNext notice={notice} standing={standing} says={says} onSay={say} />
        <Card title={t`The notice`}>
          <Facts
            facts={[
              [t`Home`, notice.premises],
              [t`Takes effect on`, date(notice.takes_effect_on)],
              [t`To be served by`, date(notice.serve_by)],
              [
                t`Served on`,
                typeof standing?.served_on === "string" ? date(standing.served_on) : null,
              ],
              [t`Law`, [computed.source, computed.section].filter(Boolean).join(", ")],
              [t`Length`, [computed.length, computed.length_basis].filter(Boolean).join(" · ")],
            ]}
          />
          <article
            lang="en"
            className="mt-4 whitespace-pre-line break-words rounded-control bg-raised p-4"
          >
            {notice.body}
          </article>
        </Card>
        <NoticeRecordCard orgId={orgId} notice={notice} />
      </div>
      {withdrawal === null && address.say !== undefined && says.includes(address.say) && (
        <Suspense>
          {address.say === "serve"
            ? <ServeSheet notice={notice} onClose={close} />
            : <NoticeSheet notice={notice} say={address.say} onClose={close} />}
        </Suspense>
      )}
    </Page>
  );
}
