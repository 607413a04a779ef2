/** Notices of the law: those that were given, what the law says of one that is not, and the record of their service. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Addressee,
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

/** All of an organization, the newest first; then those of owners for whom it signs. */
export const noticesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["notices", "given", orgId],
    queryFn: async (): Promise<readonly StandingNotice[]> => {
      const [client, functions] = await sdk();
      const { listMandatedHomes, listOrgStatutoryNotices, orgNoticeStandings } = functions;
      const own = Promise.all([
        listOrgStatutoryNotices(client, orgId),
        orgNoticeStandings(client, orgId),
      ]);
      const signed = (await listMandatedHomes(client, orgId)).filter(({ mandate }) =>
        mandate.scopes.includes("sign")
      );
      const owners = new Set(signed.map(({ mandate }) => mandate.org_id));
      const [[mine, myStandings], notices, standings, theirs] = await Promise.all([
        own,
        Promise.all([...owners].map((it) => listOrgStatutoryNotices(client, it))),
        Promise.all([...owners].map((it) => orgNoticeStandings(client, it))),
        owners.size === 0 ? [] : functions.listMandatedLettings(client, signed, everyStatus),
      ]);
      const byId = new Map([...myStandings, ...standings.flat()].map((it) => [it.notice_id, it]));
      // Who is a member of the owner's too sees more of the owner's than the agency does.
      const reached = new Set(theirs.map(({ id }) => id));
      return [...mine, ...notices.flat().filter((it) => reached.has(it.tenancy_id))]
        .map((notice) => ({ notice, standing: byId.get(notice.id) }));
    },
    meta: { keep: true },
  });

const everyStatus = [
  "active",
  "notice_given",
  "holding_over",
  "ended",
  "passed_on",
] as const;

/** To whose tenants an organization may give notices: those of its own homes, and those of owners who authorized it in writing. */
export const noticeAddresseesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["tenancy", "notice addressees", orgId],
    queryFn: async (): Promise<readonly Addressee[]> => {
      const [client, { listAddressees, listMandatedHomes, signedBy }] = await sdk();
      const homes = await listMandatedHomes(client, orgId);
      const owners = new Set(
        homes.filter(({ mandate: { scopes, evidence } }) =>
          scopes.includes("sign") && evidence !== null
        ).map(({ mandate }) => mandate.org_id),
      );
      const [own, ...theirs] = await Promise.all(
        [orgId, ...owners].map((it) => listAddressees(client, it)),
      );
      return [
        ...(own ?? []),
        ...theirs.flat().filter(({ unit_id }) =>
          (signedBy(homes, unit_id)?.evidence ?? null) !== null
        ),
      ];
    },
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
