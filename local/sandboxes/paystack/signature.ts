/** The signature Paystack puts on its webhooks. */
import { encodeHex } from "@std/encoding/hex";

/** Lowercase hex of HMAC-SHA512 of `body` (the exact bytes sent) under the secret API key. */
export async function signPaystackBody(
  secretKey: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-512" };
  const keyBytes = new TextEncoder().encode(secretKey);
  const key = await crypto.subtle.importKey("raw", keyBytes, algorithm, false, ["sign"]);
  return encodeHex(await crypto.subtle.sign("HMAC", key, body));
}
