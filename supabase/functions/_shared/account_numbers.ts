/**
 * Numbers of bank accounts, kept as AES-256-GCM ciphertext under keys that the database does not have. Whose account it
 * is, is bound to the ciphertext: moved to another organization or bank, it does not open.
 */
import { decodeBase64, encodeBase64 } from "@std/encoding/base64";
import { z } from "zod";
import { ConfigError } from "./config.ts";
import { hmacSha256Hex } from "./hmac.ts";

/** What a number belongs to. */
export interface NumberContext {
  readonly orgId: string;
  readonly provider: string;
  readonly bankCode: string;
}

/** A number, sealed. */
export interface SealedNumber {
  readonly keyId: string;
  readonly ciphertext: string;
}

/** Seals and opens numbers. */
export interface AccountNumbers {
  seal(context: NumberContext, accountNumber: string): Promise<SealedNumber>;
  /** @throws {Error} without the number in it: the key is not known, or it was sealed for something else */
  open(context: NumberContext, sealed: SealedNumber): Promise<string>;
  /** By which the same account is known again; nobody can find the number by it without the key. */
  hash(context: NumberContext, accountNumber: string): Promise<string>;
}

const keyList = z.string().transform((text, context) => {
  const keys = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const part of text.split(",")) {
    const [, id, written] = /^([A-Za-z0-9_-]{1,40}):([A-Za-z0-9+/]{43}=)$/.exec(part.trim()) ?? [];
    if (id === undefined || written === undefined || keys.has(id)) {
      context.addIssue({
        code: "custom",
        message: "must be <name>:<32 bytes in base64>, several with commas, the one in use first",
      });
      return z.NEVER;
    }
    keys.set(id, new Uint8Array(decodeBase64(written)));
  }
  return keys;
});

/** Settings of what people are paid out to. */
export const accountNumberSettings = z.object({
  PAYEE_ACCOUNT_KEYS: keyList.optional()
    .describe("keys that encrypt bank account numbers: the one in use first, older ones after it"),
  PAYEE_ACCOUNT_HASH_KEY: z.string().min(32).optional()
    .describe("key by which a bank account is known again; it never changes"),
});

/**
 * As the settings say; undefined where nobody is paid out.
 * @throws {ConfigError} when one of the two is missing
 */
export function accountNumbersOf(
  settings: z.infer<typeof accountNumberSettings>,
): AccountNumbers | undefined {
  const { PAYEE_ACCOUNT_KEYS: keys, PAYEE_ACCOUNT_HASH_KEY: hashKey } = settings;
  if (keys === undefined && hashKey === undefined) return undefined;
  if (keys === undefined || hashKey === undefined) {
    throw new ConfigError([
      `${
        keys === undefined ? "PAYEE_ACCOUNT_KEYS" : "PAYEE_ACCOUNT_HASH_KEY"
      }: is missing (payouts need both keys)`,
    ]);
  }
  return createAccountNumbers(keys, hashKey);
}

/** With these keys, the first of which seals. */
export function createAccountNumbers(
  keys: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  hashKey: string,
): AccountNumbers {
  const [current] = keys.keys();
  if (current === undefined) throw new ConfigError(["PAYEE_ACCOUNT_KEYS: is empty"]);
  const keyOf = (id: string) => {
    const bytes = keys.get(id);
    if (bytes === undefined) throw new Error(`Cannot open the number: there is no key ${id}`);
    return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  };
  const bound = ({ orgId, provider, bankCode }: NumberContext) =>
    new TextEncoder().encode(JSON.stringify([orgId, provider, bankCode]));
  return {
    async seal(context, accountNumber) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = new Uint8Array(
        await crypto.subtle.encrypt(
          { name: "AES-GCM", iv, additionalData: bound(context) },
          await keyOf(current),
          new TextEncoder().encode(accountNumber),
        ),
      );
      const whole = new Uint8Array(iv.length + sealed.length);
      whole.set(iv);
      whole.set(sealed, iv.length);
      return { keyId: current, ciphertext: encodeBase64(whole) };
    },
    async open(context, { keyId, ciphertext }) {
      const whole = new Uint8Array(decodeBase64(ciphertext));
      const opened = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: whole.slice(0, 12), additionalData: bound(context) },
        await keyOf(keyId),
        whole.slice(12),
      );
      return new TextDecoder().decode(opened);
    },
    hash: ({ orgId, provider, bankCode }, accountNumber) =>
      hmacSha256Hex(
        hashKey,
        new TextEncoder().encode(JSON.stringify([orgId, provider, bankCode, accountNumber])),
      ),
  };
}
