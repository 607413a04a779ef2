/** From which address a request comes, as the platform's own proxy saw it: whatever a sender writes counts for nothing. */
import { isIPv4, isIPv6 } from "node:net";
import type { Context } from "hono";
import { z } from "zod";
import type { PlatformSettings } from "./config.ts";
import { hmacSha256Hex } from "./hmac.ts";

/** Settings of functions that count visitors. */
export const addressSettings = z.object({
  CLIENT_ADDRESS_HEADER: z.string().regex(/^[A-Za-z0-9-]+$/, "must be the name of a header")
    .optional()
    .describe("the header in which the proxy before the functions names the sender"),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(1)
    .describe("how many proxies before the functions are ours, each of which adds to that header"),
});

/** Which entry of which header to believe. */
export interface AddressSource {
  readonly header: string;
  /** The entry counts from the last one, which the nearest proxy wrote; 0 believes none. */
  readonly trustedProxies: number;
}

/**
 * Where the platform names the sender. Before a hosted project stands Cloudflare, which sets `cf-connecting-ip`
 * and lets nobody else set it; it adds to an `x-forwarded-for` that the sender may have begun. Elsewhere each
 * proxy adds to `x-forwarded-for`.
 */
export function addressSource(
  settings: z.infer<typeof addressSettings> & Pick<PlatformSettings, "SUPABASE_URL">,
): AddressSource {
  const isHosted = new URL(settings.SUPABASE_URL).hostname.endsWith(".supabase.co");
  return {
    header: settings.CLIENT_ADDRESS_HEADER ?? (isHosted ? "cf-connecting-ip" : "x-forwarded-for"),
    trustedProxies: settings.TRUSTED_PROXIES,
  };
}

/** The sender's address; an IPv6 one as its /64, all of which one subscriber has. Undefined when nobody trusted says. */
export function clientAddress(headers: Headers, source: AddressSource): string | undefined {
  const entries = headers.get(source.header)?.split(",") ?? [];
  const entry = entries.at(-source.trustedProxies)?.trim();
  if (source.trustedProxies === 0 || entry === undefined) return undefined;
  return senderOf(entry);
}

/** What an address as written counts as: an IPv6 one as its /64. Undefined when it is none. */
export function senderOf(entry: string): string | undefined {
  const address = entry.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
  if (isIPv4(address)) return address;
  return isIPv6(address) ? networkOf(address) : undefined;
}

/** The first four groups of an IPv6 address, or the IPv4 address that it stands for. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  // An address in a URL is written in one way only; its :: stands for as many groups as are missing.
  const [before = "", after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const filled = [...groups, ...Array(8 - groups.length - tail.length).fill("0"), ...tail];
  return `${filled.slice(0, 4).join(":")}::/64`;
}

/** Names the sender of a request to count by, without keeping the address. */
export type CallerNamer = (context: Context) => Promise<string>;

/** Names senders by a hash of their address under `hashKey`; all whose address nobody trusted says share one name. */
export function createCallerNamer(source: AddressSource, hashKey: string): CallerNamer {
  return async (context) => {
    const address = clientAddress(context.req.raw.headers, source) ?? "unknown";
    const hash = await hmacSha256Hex(hashKey, new TextEncoder().encode(address));
    return `ip-${hash.slice(0, 32)}`;
  };
}
