/** Notices of the law: those that were given, what the law says of one that is not, and the record of their service. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Addressee,
  ListedNoticeService,
  NewNotice,
  NoticeAnswer,
  NoticeCheck,
  NoticeReading,
  NoticeStanding,
  OrgStatutoryNotice,
} from "@estate/sdk";
import { sdk } from "./addressees_query.ts";

/** A notice with how it stands. */
export interface StandingNotice {
  readonly notice: OrgStatutoryNotice;
  readonly standing: NoticeStanding | undefined;
  /** Of an owner's home: whether a mandate in force names the paper without which nothing is done with its notices. */
  readonly isAuthorized: boolean;
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
      return notices.map((notice) => ({
        notice,
        standing: byId.get(notice.id),
        isAuthorized: true,
      }));
    },
    meta: { keep: true },
  });

/** Those of owners for whom it signs: read beside its own, which do not wait for it. */
export const ownersNoticesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["notices", "given", orgId, "of owners"],
    queryFn: async (): Promise<readonly StandingNotice[]> => {
      const [client, functions] = await sdk();
      const { listMandatedHomes, listOrgStatutoryNotices, orgNoticeStandings } = functions;
      const signed = (await listMandatedHomes(client, orgId)).filter(({ mandate }) =>
        mandate.scopes.includes("sign")
      );
      const owners = new Set(signed.map(({ mandate }) => mandate.org_id));
      if (owners.size === 0) return [];
      const [notices, standings, theirs] = await Promise.all([
        Promise.all([...owners].map((it) => listOrgStatutoryNotices(client, it))),
        Promise.all([...owners].map((it) => orgNoticeStandings(client, it))),
        functions.listMandatedLettings(client, signed, everyStatus),
      ]);
      const byId = new Map(standings.flat().map((it) => [it.notice_id, it]));
      // Who is a member of the owner's too sees more of the owner's than the agency does.
      const unitOf = new Map(theirs.map(({ id, unit_id }) => [id, unit_id]));
      return notices.flat().flatMap((notice) => {
        const unit = unitOf.get(notice.tenancy_id);
        if (unit === undefined) return [];
        const evidence = functions.signedBy(signed, unit)?.evidence ?? null;
        return [{ notice, standing: byId.get(notice.id), isAuthorized: evidence !== null }];
      });
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

/** To whom an organization may give notices. */
export interface NoticeAddressees {
  /** Those of its own homes, and those of owners who authorized it in writing. */
  readonly addressees: readonly Addressee[];
  /** Owners under whose mandates it works and gives no notices: no mandate to sign names their paper. */
  readonly withoutAuthority: readonly string[];
  /** Whether any owner authorized it in writing, whatever is let of theirs. */
  readonly hasAuthority: boolean;
}

/** All of it. */
export const noticeAddresseesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["tenancy", "notice addressees", orgId],
    queryFn: async (): Promise<NoticeAddressees> => {
      const [client, { listAddressees, listMandatedHomes, signedBy }] = await sdk();
      const [own, homes] = await Promise.all([
        listAddressees(client, orgId),
        listMandatedHomes(client, orgId),
      ]);
      const owners = new Set(
        homes.filter(({ mandate: { scopes, evidence } }) =>
          scopes.includes("sign") && evidence !== null
        ).map(({ mandate }) => mandate.org_id),
      );
      const theirs = await Promise.all(
        [...owners].map((it) => listAddressees(client, it)),
      );
      const without = homes.filter(({ mandate }) => !owners.has(mandate.org_id))
        .flatMap(({ mandate }) => mandate.owner ?? []);
      return {
        addressees: [
          ...own,
          ...theirs.flat().filter(({ unit_id }) =>
            (signedBy(homes, unit_id)?.evidence ?? null) !== null
          ),
        ],
        withoutAuthority: [...new Set(without)],
        hasAuthority: owners.size > 0,
      };
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
