/** What an organization announced, and who read it. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AnnouncementReach, AnnouncementRecipient, ListedAnnouncement } from "@estate/sdk";
import { type Audience, isUnchosen, targetsOf } from "./audience.ts";
import { sdk } from "./addressees_query.ts";
import { textIn, writtenIn, type WrittenTexts } from "./language_texts.ts";

/** All of them, the newest first. */
export const announcementsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["announcements", orgId],
    queryFn: async (): Promise<readonly ListedAnnouncement[]> => {
      const [client, { listAnnouncements }] = await sdk();
      return await listAnnouncements(client, orgId);
    },
    meta: { keep: true },
  });

/** One; null: there is none. */
export const announcementQuery = (id: string) =>
  queryOptions({
    queryKey: ["announcements", "one", id],
    queryFn: async () => {
      const [client, { findAnnouncement }] = await sdk();
      return await findAnnouncement(client, id) ?? null;
    },
  });

/** Who was told, read it, and said so; all of them, a thousand at a time. */
export const recipientsQuery = (id: string) =>
  queryOptions({
    queryKey: ["announcements", "recipients", id],
    queryFn: async (): Promise<readonly AnnouncementRecipient[]> => {
      const [client, { listAnnouncementRecipients }] = await sdk();
      const all: AnnouncementRecipient[] = [];
      for (;;) {
        const page = await listAnnouncementRecipients(client, id, all.at(-1)?.user_id);
        all.push(...page);
        if (page.length < 1000) return all;
      }
    },
    refetchInterval: 30_000,
  });

/** Whom one would reach, and what it would cost; asked anew as it is written. */
export const reachQuery = (
  orgId: string,
  draft: {
    readonly texts: WrittenTexts;
    readonly audience: Audience;
    readonly isImportant: boolean;
  },
) => {
  const titles = Object.fromEntries(
    writtenIn(draft.texts).map((it) => [it, textIn(draft.texts, it).title.trim()]),
  );
  const { isImportant, audience } = draft;
  return queryOptions({
    queryKey: ["announcements", "reach", orgId, { titles, audience, isImportant }],
    queryFn: async (): Promise<readonly AnnouncementReach[]> => {
      if (isUnchosen(audience)) return [];
      const [client, { previewAnnouncement }] = await sdk();
      return await previewAnnouncement(client, {
        orgId,
        titles,
        isImportant,
        appUrl: location.origin,
        ...targetsOf(audience),
      });
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  });
};
