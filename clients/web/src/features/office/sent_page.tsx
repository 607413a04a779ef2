/** What went to tenants by SMS and e-mail: whether it arrived, why not, and what it cost. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { SentMessage } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { OfficeTabs } from "./office_tabs.tsx";
import { sentQuery, type ShownSent } from "./sent_query.ts";
import { sentReason, sentState } from "./sent_words.ts";

type Shown = { readonly orgId: string; readonly shown?: ShownSent };

/** The page. */
export function SentPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.write" title={t`Sent messages`}>
      <SentScreen {...shown} />
    </WorkGate>
  );
}

function SentScreen({ orgId, shown = "all" }: Shown) {
  const navigate = useNavigate();
  const query = useInfiniteQuery(sentQuery(orgId, shown));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const rows = data?.pages.flat();
  return (
    <Page
      title={t`Sent messages`}
      lead={<Trans>SMS and e-mails in your name. What failed is tried again by itself.</Trans>}
      width="wide"
    >
      <OfficeTabs orgId={orgId} />
      <div className="mb-6">
        <ChoiceGroup<ShownSent>
          name="shown"
          legend={<span className="sr-only">{t`Which messages`}</span>}
          value={shown}
          choices={[
            { value: "all", label: t`All` },
            { value: "failed", label: t`Did not arrive` },
            { value: "suppressed", label: t`Not sent` },
          ]}
          onChoose={(show) =>
            void navigate({
              to: "/org/$orgId/letters/sent",
              params: { orgId },
              search: show === "all" ? {} : { show },
              resetScroll: false,
            })}
        />
      </div>
      {rows === undefined
        ? error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="h-96" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />
        : rows.length === 0
        ? (
          <EmptyState title={shown === "all" ? t`Nothing was sent yet` : t`There is none of these`}>
            <Trans>Receipts, reminders, letters and announcements appear here as they go.</Trans>
          </EmptyState>
        )
        : (
          <Table
            caption={t`Sent messages`}
            columns={columns()}
            rows={rows}
            rowKey={({ id }) => id}
          />
        )}
      {hasNextPage && (
        <Button
          look="secondary"
          className="mt-4"
          busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          <Trans>Show earlier messages</Trans>
        </Button>
      )}
    </Page>
  );
}

function columns(): readonly Column<SentMessage>[] {
  return [
    { head: t`To`, title: true, cell: (it) => it.person },
    { head: t`What`, cell: (it) => it.about },
    { head: t`By`, cell: (it) => it.channel === "sms" ? t`SMS` : t`E-mail` },
    { head: t`When`, cell: (it) => dateTime(it.handed_at ?? it.queued_at) },
    { head: t`State`, cell: (it) => <State message={it} /> },
    { head: t`Cost`, number: true, cell: (it) => <Cost message={it} /> },
  ];
}

function State({ message }: { readonly message: SentMessage }) {
  const { meaning, words } = sentState(message.status);
  return (
    <>
      <StatusChip meaning={meaning}>{words}</StatusChip>
      <span className="block text-14 text-muted">{sentReason(message)}</span>
    </>
  );
}

function Cost({ message: { channel, cost_kobo: cost, pages } }: { readonly message: SentMessage }) {
  if (channel !== "sms" || cost === null) return "–";
  return (
    <>
      <Money kobo={cost} className="block" />
      <span className="block text-14 text-muted">
        {plural(pages ?? 1, { one: "# page", other: "# pages" })}
      </span>
    </>
  );
}
