import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import type { MessageChannel } from "./notification_settings.ts";

/** An SMS or e-mail that failed: to whom and why, without address and text. */
export type Undelivered = Database["public"]["Functions"]["list_undelivered"]["Returns"][number];

/** A message as it would be sent. */
export interface MessagePreview {
  subject: string | null;
  text: string;
  html: string | null;
  /** The language that it is really in. */
  language: Database["public"]["Enums"]["locale"];
  /** Whether somebody who speaks the language well has read it. */
  is_reviewed: boolean;
  /** Facts without which it would not be sent. */
  missing: string[];
  /** Of an SMS: its alphabet, its pages and their price. */
  encoding: "gsm7" | "ucs2" | null;
  pages: number | null;
  price_kobo: number | null;
}

/** An SMS or e-mail to a tenant: what it told and to whom, whether it arrived, and what it cost; without address and text. */
export interface SentMessage {
  readonly id: string;
  readonly kind: string;
  /** What such a message tells, in a line. */
  readonly about: string;
  readonly channel: MessageChannel;
  readonly status: Database["public"]["Enums"]["delivery_status"];
  /** Why it failed, was held back, or did not go at the last try. */
  readonly reason: string | null;
  readonly person: string;
  readonly pages: number | null;
  readonly cost_kobo: number | null;
  readonly queued_at: string;
  readonly handed_at: string | null;
  readonly ended_at: string | null;
}

/** What went to an organization's tenants, newest first. `beforeId`: the last row of the page before. */
export async function listSentMessages(
  estate: Estate,
  orgId: string,
  page: {
    readonly status?: SentMessage["status"];
    readonly beforeId?: string;
    readonly limit?: number;
  } = {},
): Promise<SentMessage[]> {
  return dataOf(
    await estate.rpc("list_sent_messages", {
      org_id: orgId,
      ...page.status === undefined ? {} : { with_status: page.status },
      ...page.beforeId === undefined ? {} : { before_id: page.beforeId },
      max_results: page.limit ?? 50,
    }),
  );
}

/** For staff: what failed, newest first. `beforeId`: the last row of the page before. */
export async function listUndelivered(
  estate: Estate,
  page: { reason?: string; beforeId?: string; limit?: number } = {},
): Promise<Undelivered[]> {
  return dataOf(
    await estate.rpc("list_undelivered", {
      ...page.reason === undefined ? {} : { with_reason: page.reason },
      ...page.beforeId === undefined ? {} : { before_id: page.beforeId },
      max_results: page.limit ?? 50,
    }),
  );
}

/**
 * For staff: sends what failed again; returns how many could be. Of one with the reason no_report nobody knows whether
 * it went: look at the provider first.
 */
export async function redriveDeliveries(
  estate: Estate,
  deliveryIds: readonly string[],
): Promise<number> {
  return dataOf(await estate.rpc("redrive_deliveries", { delivery_ids: [...deliveryIds] }));
}

/** For staff: a message as it would be sent with these facts. */
export async function previewMessage(
  estate: Estate,
  message: {
    kind: string;
    channel: MessageChannel;
    language?: Database["public"]["Enums"]["locale"];
    fields?: Readonly<Record<string, string | number>>;
  },
): Promise<MessagePreview> {
  const { kind, channel, language, fields } = message;
  return dataOf(
    await estate.rpc("preview_message", {
      kind,
      channel,
      ...language === undefined ? {} : { language },
      ...fields === undefined ? {} : { fields },
    }),
  ) as unknown as MessagePreview;
}
