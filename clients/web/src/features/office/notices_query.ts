/** Notices of the law: those that were given, what the law says of one that is not, and the record of their service. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  ListedNoticeService,
  ListedStatutoryNotice,
  NewNotice,
  NoticeAnswer,
  NoticeCheck,
  NoticeReading,
  NoticeStanding,
} from "@estate/sdk";
import { sdk } from "./addressees_query.ts";

/** A notice with how it stands. */
export interface StandingNotice {
  readonly notice: ListedStatutoryNotice;
  readonly standing: NoticeStanding | undefined;
}

/** All of an organization, the newest first. */
export const noticesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["notices", "given", orgId],
    queryFn: async (): Promise<readonly StandingNotice[]> => {
      const [client, { listOrgStatutoryNotices, orgNoticeStandings }] = await sdk();
      const [notices, standings] = await Promise.all([
        listOrgStatutoryNotices(client, orgId),
        orgNoticeStandings(client, orgId),
      ]);
      const byId = new Map(standings.map((it) => [it.notice_id, it]));
      return notices.map((notice) => ({ notice, standing: byId.get(notice.id) }));
    },
    meta: { keep: true },
  });

/** What was recorded of one: attempts at service, checks of lawyers, and who opened it. */
export interface NoticeRecord {
  readonly services: readonly ListedNoticeService[];
  readonly checks: readonly NoticeCheck[];
  readonly readings: readonly NoticeReading[];
}

/** The record of a notice. */
export const noticeRecordQuery = (noticeId: string) =>
  queryOptions({
    queryKey: ["notices", "record", noticeId],
    queryFn: async (): Promise<NoticeRecord> => {
      const [client, { listNoticeChecks, listNoticeReadings, listNoticeServices }] = await sdk();
      const [services, checks, readings] = await Promise.all([
        listNoticeServices(client, noticeId),
        listNoticeChecks(client, noticeId),
        listNoticeReadings(client, noticeId),
      ]);
      return { services, checks, readings };
    },
    refetchInterval: 30_000,
  });

/** What the law says of a notice that is being written. */
export const answerQuery = (notice: NewNotice) =>
  queryOptions({
    queryKey: ["notices", "answer", notice],
    queryFn: async (): Promise<NoticeAnswer> => {
      const [client, { previewStatutoryNotice }] = await sdk();
      return await previewStatutoryNotice(client, notice);
    },
    enabled: notice.tenancyId !== "",
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
