/**
 * Termii's delivery reports, reduced: neither the text of the message, which may hold a code, nor whose phone it was, but
 * their hashes: by them the outbox knows a message whose name never reached it.
 */
import { createHash } from "node:crypto";
import { decodeBase64 } from "@std/encoding/base64";
import { encodeHex } from "@std/encoding/hex";
import { z } from "zod";
import { nearestKoboOf } from "../_shared/flutterwave/naira.ts";
import { verifyHmacSha512 } from "../_shared/hmac.ts";
import { holdableText } from "../_shared/holdable_text.ts";
import { providerWords } from "../_shared/provider_words.ts";
import { exactJson } from "../_shared/termii/exact_json.ts";

/** What the database knows of how a message ended. */
export type DeliveryStatus =
  | "delivered"
  | "failed"
  | "dnd"
  | "rejected"
  | "expired"
  | "unknown";

/** A report on a message of ours. */
export interface DeliveryReport {
  readonly providerId: string;
  readonly status: DeliveryStatus;
  /** What is kept of it. */
  readonly facts: Readonly<Record<string, string | number>>;
}

const short = holdableText(200);
const outbound = z.object({
  type: z.literal("outbound"),
  message_id_str: short.min(1).optional().catch(undefined),
  message_id: short.min(1).optional().catch(undefined),
  status: short,
  channel: short.optional().catch(undefined),
  cost: z.union([z.number(), short]).optional().catch(undefined),
  pages: z.union([z.number(), short]).optional().catch(undefined),
  sent_at: short.optional().catch(undefined),
  receiver: short.optional().catch(undefined),
  message: holdableText(2000).optional().catch(undefined),
});
const other = z.object({ type: z.enum(["inbound", "device_status"]) });

/** Termii's words, each the beginning of a status, and what they mean. */
const words: readonly (readonly [RegExp, DeliveryStatus])[] = [
  [/^delivered/i, "delivered"],
  [/^dnd/i, "dnd"],
  [/^(message failed|failed|undelivered)/i, "failed"],
  [/^rejected/i, "rejected"],
  [/^expired/i, "expired"],
];

/** What a body reports: `nothing` when it is genuine but no news of a message, undefined when it cannot be read. */
export function parseTermiiReport(
  bytes: Uint8Array,
): DeliveryReport | "nothing" | undefined {
  const json = exactJson(bytes);
  if (other.safeParse(json).success) return "nothing";
  const read = outbound.safeParse(json).data;
  const providerId = read?.message_id_str ?? read?.message_id;
  if (read === undefined || providerId === undefined) return undefined;
  // The first one only repeats what the answer to the send said.
  if (/^(message )?sent/i.test(read.status)) return "nothing";
  const costKobo = read.cost === undefined ? undefined : nearestKoboOf(read.cost);
  const { channel, pages, sent_at, receiver, message } = read;
  return {
    providerId,
    status: words.find(([pattern]) => pattern.test(read.status))?.[1] ??
      "unknown",
    facts: {
      said: providerWords(read.status),
      ...(channel === undefined ? {} : { channel: providerWords(channel).slice(0, 40) }),
      ...(costKobo === undefined ? {} : { cost_kobo: costKobo }),
      ...(Number.isInteger(Number(pages)) ? { pages: Number(pages) } : {}),
      ...(sent_at === undefined ? {} : { sent_at: sent_at.slice(0, 40) }),
      ...(receiver === undefined
        ? {}
        : { receiver_sha256: hash(`sms:${receiver.replace(/^\+/, "")}`) }),
      ...(message === undefined ? {} : { text_sha256: hash(message.trim()) }),
    },
  };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Whether Termii signed these bytes: HMAC-SHA512 in hex or, since it does not say which, in base64. */
export async function isFromTermii(
  secrets: readonly string[],
  bytes: Uint8Array,
  signature: string,
): Promise<boolean> {
  return await verifyHmacSha512(secrets, bytes, hexOf(signature.trim()));
}

function hexOf(signature: string): string {
  if (/^[0-9a-f]{128}$/i.test(signature)) return signature.toLowerCase();
  try {
    return encodeHex(decodeBase64(signature));
  } catch {
    return "";
  }
}
