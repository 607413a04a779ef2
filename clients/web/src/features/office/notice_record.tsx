/** What was recorded of a notice: who opened it, what a lawyer found, and each attempt at service. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ListedNoticeService, NoticeCheck, NoticeReading, StatutoryNotice } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { namesByUser } from "./addressees_query.ts";
import { modeName } from "./notice_words.tsx";
import { noticeAddresseesQuery, noticeRecordQuery } from "./notices_query.ts";
import { whyNot } from "./service_words.ts";

/** The card; it looks again by itself. */
export function NoticeRecordCard(
  { orgId, notice }: { readonly orgId: string; readonly notice: StatutoryNotice },
) {
  const query = useQuery(noticeRecordQuery(notice.id));
  const addressees = useQuery(noticeAddresseesQuery(orgId));
  const names = namesByUser(addressees.data?.addressees ?? []);
  return (
    <Card title={t`What was recorded`}>
      <Missed of={[addressees]} className="mb-3" />
      <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
        {({ services, checks, readings }) =>
          services.length + checks.length + readings.length === 0
            ? (
              <p className="text-muted">
                <Trans>
                  Nothing yet: no lawyer's check, no service, and no tenant has opened it.
                </Trans>
              </p>
            )
            : (
              <ul className="divide-y divide-line">
                {services.map((it) => <ServiceLine key={it.id} service={it} />)}
                {checks.map((it) => <CheckLine key={it.id} check={it} />)}
                {readings.map((it) => (
                  <ReadingLine
                    key={it.user_id}
                    reading={it}
                    name={names.get(it.user_id)?.name ?? t`A tenant`}
                  />
                ))}
              </ul>
            )}
      </Loaded>
    </Card>
  );
}

function ServiceLine({ service }: { readonly service: ListedNoticeService }) {
  const { correction } = service;
  const who = [service.served_by, service.recipient].filter((it) => it !== null).join(" → ");
  return (
    <li className="flex flex-wrap items-start justify-between gap-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{modeName(service.mode)}</p>
        <p className="break-words text-14 text-muted">
          {dateTime(service.attempted_at)} · {who}
        </p>
        {correction === null && service.why_not.length > 0 && (
          <ul className="mt-1 list-disc pl-5 text-14">
            {service.why_not.map((it) => <li key={it}>{whyNot(it)}</li>)}
          </ul>
        )}
        {correction !== null && (
          <p className="mt-1 text-14">
            <Trans>Taken back: {correction.reason}</Trans>
          </p>
        )}
      </div>
      {correction !== null
        ? <StatusChip meaning="wait">{t`Taken back`}</StatusChip>
        : service.counts
        ? <StatusChip meaning="good">{t`Counts as service`}</StatusChip>
        : <StatusChip meaning="warn">{t`Does not count`}</StatusChip>}
    </li>
  );
}

function CheckLine({ check }: { readonly check: NoticeCheck }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">
          <Trans>Checked by {check.lawyer_name}</Trans>
        </p>
        <p className="text-14 text-muted">
          {[check.enrolment_number, dateTime(check.created_at)].filter(Boolean).join(" · ")}
        </p>
        {check.note !== null && <p className="mt-1 whitespace-pre-line">{check.note}</p>}
      </div>
      {check.is_good
        ? <StatusChip meaning="good">{t`Found good`}</StatusChip>
        : <StatusChip meaning="bad">{t`Not found good`}</StatusChip>}
    </li>
  );
}

function ReadingLine(
  { reading, name }: { readonly reading: NoticeReading; readonly name: string },
) {
  const { acknowledged_at, read_at } = reading;
  return (
    <li className="flex flex-wrap items-start justify-between gap-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{name}</p>
        <p className="text-14 text-muted">{dateTime(acknowledged_at ?? read_at)}</p>
      </div>
      {acknowledged_at !== null
        ? <StatusChip meaning="info">{t`Says: I have it`}</StatusChip>
        : <StatusChip meaning="info">{t`Opened in the app`}</StatusChip>}
    </li>
  );
}
