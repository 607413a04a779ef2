/** Announcements: what an organization says to many of its tenants at once, and who read it. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** What is said, to whom, from when until when. */
export type Announcement = Database["public"]["Tables"]["announcements"]["Row"];
/** Its text in one language. */
export type AnnouncementText = Pick<
  Database["public"]["Tables"]["announcement_texts"]["Row"],
  "language" | "title" | "body"
>;
/** Who was told of it, read it, and said so, each with the time. */
export type AnnouncementRecipient = Database["public"]["Tables"]["announcement_recipients"]["Row"];
/** An announcement with its texts. */
export type ListedAnnouncement = Announcement & { announcement_texts: AnnouncementText[] };
/** Texts by language; who has none in their own reads English, else the first. */
export type AnnouncementTexts = {
  readonly [language in Database["public"]["Enums"]["locale"]]?: {
    readonly title: string;
    readonly body: string;
  };
};

/**
 * Says something to all tenants of an organization, or to those of some properties (with all that stands in them), units or tenancies; to more than 500
 * people within a minute. Safe to send again with the same `clientId`.
 * @throws {EstateError} announcement.bad, announcement.unknown_home, announcement.too_many, announcement.client_id_used
 */
export async function announce(
  estate: Estate,
  what: {
    readonly orgId: string;
    readonly texts: AnnouncementTexts;
    readonly clientId: string;
    readonly propertyIds?: readonly string[];
    readonly unitIds?: readonly string[];
    readonly tenancyIds?: readonly string[];
    /** Of these only to homes of these kinds. */
    readonly unitKinds?: readonly Database["public"]["Enums"]["unit_kind"][];
    /** Now when left out. */
    readonly publishAt?: Date;
    readonly expiresAt?: Date;
    /** By SMS too. */
    readonly isImportant?: boolean;
  },
): Promise<Announcement> {
  const list = (ids?: readonly string[]) => ids === undefined ? undefined : [...ids];
  return dataOf(
    await estate.rpc("announce", {
      org_id: what.orgId,
      texts: what.texts,
      client_id: what.clientId,
      ...given({
        property_ids: list(what.propertyIds),
        unit_ids: list(what.unitIds),
        tenancy_ids: list(what.tenancyIds),
        publish_at: what.publishAt?.toISOString(),
        expires_at: what.expiresAt?.toISOString(),
        is_important: what.isImportant,
        unit_kinds: what.unitKinds === undefined ? undefined : [...what.unitKinds],
      }),
    }),
  );
}

/** Whom an announcement would reach, by language; of its SMS what one says, its pages, and what all of them cost in kobo. */
export interface AnnouncementReach {
  readonly language: Database["public"]["Enums"]["locale"];
  readonly people: number;
  /** Of these by SMS, as they have chosen, and have a number. */
  readonly by_sms: number;
  readonly by_email: number;
  /** Null until there is a title. */
  readonly sms: string | null;
  readonly pages: number | null;
  readonly price_kobo: number | null;
}

/** Whom an announcement would reach if it were made now, and by what. `appUrl`: where the link of its SMS begins. */
export async function previewAnnouncement(
  estate: Estate,
  what: {
    readonly orgId: string;
    /** By language, as far as they are written. */
    readonly titles: { readonly [language in Database["public"]["Enums"]["locale"]]?: string };
    readonly propertyIds?: readonly string[];
    readonly unitIds?: readonly string[];
    readonly tenancyIds?: readonly string[];
    readonly unitKinds?: readonly Database["public"]["Enums"]["unit_kind"][];
    readonly isImportant?: boolean;
    readonly appUrl?: string;
  },
): Promise<AnnouncementReach[]> {
  const list = <Item>(items?: readonly Item[]) => items === undefined ? undefined : [...items];
  return dataOf(
    await estate.rpc("preview_announcement", {
      org_id: what.orgId,
      titles: what.titles,
      ...given({
        property_ids: list(what.propertyIds),
        unit_ids: list(what.unitIds),
        tenancy_ids: list(what.tenancyIds),
        unit_kinds: list(what.unitKinds),
        is_important: what.isImportant,
        app_url: what.appUrl,
      }),
    }),
  );
}

/** Takes one back: it is never published, or stays with a mark for those who were told. */
export async function withdrawAnnouncement(
  estate: Estate,
  announcementId: string,
  reason: string,
): Promise<Announcement> {
  return dataOf(
    await estate.rpc("withdraw_announcement", { announcement_id: announcementId, reason }),
  );
}

/** What an organization announced, as far as you may read it, the newest first. */
export async function listAnnouncements(
  estate: Estate,
  orgId: string,
): Promise<ListedAnnouncement[]> {
  return dataOf(
    await estate.from("announcements").select("*, announcement_texts(language, title, body)")
      .eq("org_id", orgId).order("id", { ascending: false }).limit(100),
  );
}

/** One announcement with its texts and who says it; undefined: there is none that you may read. */
export async function findAnnouncement(
  estate: Estate,
  announcementId: string,
): Promise<ListedAnnouncement & { organizations: { name: string } } | undefined> {
  const [found] = dataOf(
    await estate.from("announcements").select(
      "*, announcement_texts(language, title, body), organizations(name)",
    ).eq("id", announcementId),
  );
  return found;
}

/** Notes that you have opened an announcement, and with `acknowledge` that you say so. */
export async function readAnnouncement(
  estate: Estate,
  announcementId: string,
  how: { readonly acknowledge?: boolean } = {},
): Promise<AnnouncementRecipient> {
  return dataOf(
    await estate.rpc("read_announcement", {
      announcement_id: announcementId,
      ...given({ acknowledge: how.acknowledge }),
    }),
  );
}

/** Who was told of an announcement and who read it; up to a thousand after `afterUserId`. */
export async function listAnnouncementRecipients(
  estate: Estate,
  announcementId: string,
  afterUserId?: string,
): Promise<AnnouncementRecipient[]> {
  let asked = estate.from("announcement_recipients").select().eq("announcement_id", announcementId);
  if (afterUserId !== undefined) asked = asked.gt("user_id", afterUserId);
  return dataOf(await asked.order("user_id").limit(1000));
}
