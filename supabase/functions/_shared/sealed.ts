/**
 * Secrets at rest: AES-256-GCM by keys of the function's environment. The database keeps what is sealed and never a key,
 * so that whoever reads it, or a backup of it, reads nothing.
 */
import { decodeBase64, encodeBase64 } from "@std/encoding/base64";
import { z } from "zod";

/** A key, and the name by which what it sealed is opened. */
export interface SealingKey {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What was sealed by a key that is not here, was changed, or belongs to something else. */
export class CannotOpen extends Error {
  override readonly name = "CannotOpen";
}

/** Seals by one key, opens by any of them. */
export interface Sealer {
  /** The key that seals now. */
  readonly keyId: string;
  /** The names of all keys that are here. */
  readonly keyIds: readonly string[];
  /**
   * `place` says what the secret belongs to, such as a table and a row's id. What is sealed opens for the same place alone:
   * moved to another row it is worth nothing.
   */
  seal(secret: string, place: string): Promise<string>;
  /** @throws {CannotOpen} saying neither secret nor key */
  open(sealed: string, place: string): Promise<string>;
  /** Whether the key that sealed it is here: if not, putting it back is all that helps. */
  holdsKeyOf(sealed: string): boolean;
  /** Whether an earlier key sealed it: it is to be sealed anew before that key goes. */
  isDated(sealed: string): boolean;
}

const keyName = /^[a-z0-9-]{1,20}$/;
const nonceBytes = 12;

/**
 * The setting that holds the keys: `<name>:<32 bytes in base64>`, several by commas. The first one seals, all open: for a
 * rotation the new key is put in front, and the old one goes when nothing is dated any more.
 */
export const sealingSettings = z.object({
  SEALING_KEYS: z.string().transform((text, context) => {
    const keys = readKeys(text);
    if (keys !== undefined) return keys;
    context.addIssue({
      code: "custom",
      message: "must be name:key, several by commas; a key is 32 bytes in base64",
    });
    return z.NEVER;
  }).describe("the keys that seal secrets in the database: the first one seals, all open"),
});

function readKeys(text: string): readonly SealingKey[] | undefined {
  const keys = text.split(",").map((one): SealingKey | undefined => {
    const [, id = "", base64 = ""] = /^\s*([^:]+):([A-Za-z0-9+/]{43}=)\s*$/.exec(one) ?? [];
    return keyName.test(id) ? { id, bytes: decodeBase64(base64) } : undefined;
  });
  const read = keys.filter((key) => key !== undefined);
  return read.length === keys.length && new Set(read.map((key) => key.id)).size === read.length
    ? read
    : undefined;
}

/** What is sealed reads `<key's name>.<nonce>.<ciphertext and tag>`, the latter two in base64. */
const form = /^([a-z0-9-]{1,20})\.([A-Za-z0-9+/]{16})\.([A-Za-z0-9+/]+={0,2})$/;

/** A sealer for keys of which the first one seals. */
export function createSealer(keys: readonly SealingKey[]): Sealer {
  const [current] = keys;
  if (current === undefined) throw new RangeError("Cannot seal without a key");
  const imported = new Map(
    keys.map(({ id, bytes }) => [
      id,
      crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]),
    ]),
  );
  const bound = (nonce: Uint8Array<ArrayBuffer>, id: string, place: string) => ({
    name: "AES-GCM",
    iv: nonce,
    additionalData: new TextEncoder().encode(`${id}\n${place}`),
  });
  return {
    keyId: current.id,
    keyIds: keys.map(({ id }) => id),

    async seal(secret, place) {
      const key = await imported.get(current.id) as CryptoKey;
      const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const sealed = await crypto.subtle.encrypt(
        bound(nonce, current.id, place),
        key,
        new TextEncoder().encode(secret),
      );
      return `${current.id}.${encodeBase64(nonce)}.${encodeBase64(sealed)}`;
    },

    async open(sealed, place) {
      const [, id = "", nonce = "", ciphertext = ""] = form.exec(sealed) ?? [];
      const key = await imported.get(id);
      if (key === undefined) throw new CannotOpen("Cannot open it: its key is not among ours");
      try {
        const opened = await crypto.subtle.decrypt(
          bound(decodeBase64(nonce), id, place),
          key,
          decodeBase64(ciphertext),
        );
        return new TextDecoder("utf-8", { fatal: true }).decode(opened);
      } catch {
        // The cause says nothing more, and must not be logged.
        throw new CannotOpen("Cannot open it: it was changed, or sealed for something else");
      }
    },

    holdsKeyOf: (sealed) => imported.has(form.exec(sealed)?.[1] ?? ""),

    isDated: (sealed) => form.exec(sealed)?.[1] !== current.id,
  };
}
