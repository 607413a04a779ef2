import { encodeHex } from "@std/encoding/hex";

/** SHA-256 of `text` in UTF-8, in hexadecimal. */
export async function digest(text: string): Promise<string> {
  return encodeHex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
