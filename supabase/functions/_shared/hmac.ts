/** Signatures over the raw bytes of a webhook, and hashes. */
import { timingSafeEqual } from "node:crypto";
import { encodeHex } from "@std/encoding/hex";

/** HMAC-SHA512 of `bytes` in lower-case hex: Paystack's x-paystack-signature. */
export function hmacSha512Hex(key: string, bytes: Uint8Array): Promise<string> {
  return hmacHex("SHA-512", key, bytes);
}

/** HMAC-SHA256 of `bytes` in lower-case hex. */
export function hmacSha256Hex(key: string, bytes: Uint8Array): Promise<string> {
  return hmacHex("SHA-256", key, bytes);
}

async function hmacHex(hash: string, key: string, bytes: Uint8Array): Promise<string> {
  const imported = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(key),
    { name: "HMAC", hash },
    false,
    ["sign"],
  );
  return encodeHex(await crypto.subtle.sign("HMAC", imported, new Uint8Array(bytes)));
}

/**
 * Whether `signature` is the HMAC-SHA512 of `bytes` under one of `keys` (two during a rotation). Every key is
 * tried, so that the time says nothing about which one fits; an empty key never does.
 */
export async function verifyHmacSha512(
  keys: readonly string[],
  bytes: Uint8Array,
  signature: string,
): Promise<boolean> {
  let valid = false;
  for (const key of keys.filter((key) => key !== "")) {
    if (constantTimeEqual(await hmacSha512Hex(key, bytes), signature)) valid = true;
  }
  return valid;
}

/** Compares two strings without telling by its time where they differ. */
export function constantTimeEqual(a: string, b: string): boolean {
  const left = new TextEncoder().encode(a);
  const right = new TextEncoder().encode(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** SHA-256 of `bytes` in lower-case hex. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  return encodeHex(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
}
