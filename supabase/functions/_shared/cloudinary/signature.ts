/** What Cloudinary signs, and how: a plain digest of the parameters and the secret, which it calls a signature. */
import { encodeHex } from "@std/encoding/hex";
import { timingSafeEqual } from "node:crypto";

/** Which digest the account is set to. */
export type SignatureAlgorithm = "sha1" | "sha256";

/** Parameters of a call; what is undefined or empty is neither sent nor signed. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** The text that is signed: by name, with every & inside a value escaped, so that no value can be taken for two. */
export function stringToSign(parameters: Parameters): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${value}`.replaceAll("&", "%26"))
    .sort()
    .join("&");
}

/** Signs a call. Never of `file`, `api_key`, `cloud_name` and `resource_type`. */
export function signParameters(
  parameters: Parameters,
  secret: string,
  algorithm: SignatureAlgorithm = "sha1",
): Promise<string> {
  return digest(stringToSign(parameters) + secret, algorithm);
}

/** Whether an answer to an upload was signed by Cloudinary: whoever carries it may have made it up. */
export async function isSignedAnswer(
  { public_id, version, signature }: { public_id: string; version: number; signature: string },
  secret: string,
  algorithm: SignatureAlgorithm = "sha1",
): Promise<boolean> {
  const right = await digest(`public_id=${public_id}&version=${version}${secret}`, algorithm);
  const [a, b] = [new TextEncoder().encode(right), new TextEncoder().encode(signature)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function digest(text: string, algorithm: SignatureAlgorithm): Promise<string> {
  const name = algorithm === "sha256" ? "SHA-256" : "SHA-1";
  return encodeHex(await crypto.subtle.digest(name, new TextEncoder().encode(text)));
}
