/**
 * Identity numbers: known again by a digest under a key that the database has not, and sealed for a day at most while no
 * company answers. The database makes its fingerprint of the digest (15_trust/12_identity_hash.sql), so that nobody can try
 * all eleven figures with what either of the two has.
 */
import { z } from "zod";
import { hmacSha256Hex } from "./hmac.ts";
import type { Sealer } from "./sealed.ts";

/** Digests, seals and opens. */
export interface IdentityNumbers {
  /** `within`: the bank of an account, the authority of a licence. */
  digest(kind: string, number: string, within?: string): Promise<string>;
  /** Of name and date of birth as a register gives them; undefined where it does not give both. */
  personDigest(
    officialName?: string,
    dateOfBirth?: string,
  ): Promise<string | undefined>;
  seal(number: string, place: string): Promise<string>;
  /** @throws {CannotOpen} */
  open(sealed: string, place: string): Promise<string>;
}

/** The setting. */
export const identityNumberSettings = z.object({
  IDENTITY_HASH_KEY: z.string().min(32).optional()
    .describe(
      "key by which an identity number is known again; it never changes. Without it nothing is verified",
    ),
});

/** With a sealer and the key; undefined without that key: nobody is verified. */
export function createIdentityNumbers(
  sealer: Sealer,
  hashKey: string,
): IdentityNumbers;
export function createIdentityNumbers(
  sealer: Sealer,
  hashKey: string | undefined,
): IdentityNumbers | undefined;
export function createIdentityNumbers(
  sealer: Sealer,
  hashKey: string | undefined,
): IdentityNumbers | undefined {
  if (hashKey === undefined) return undefined;
  const digest = (what: string) => hmacSha256Hex(hashKey, new TextEncoder().encode(what));
  return {
    digest: (kind, number, within = "") => digest(`${kind}\n${within}\n${number}`),
    async personDigest(officialName, dateOfBirth) {
      if (officialName === undefined || dateOfBirth === undefined) {
        return undefined;
      }
      // Registers order names differently.
      const names = officialName.normalize("NFD").replaceAll(/\p{M}/gu, "")
        .toUpperCase()
        .split(/[^\p{L}]+/u).filter((name) => name.length > 1).sort().join(" ");
      return names === "" ? undefined : await digest(`person\n${dateOfBirth}\n${names}`);
    },
    seal: (number, place) => sealer.seal(number, `verification:${place}`),
    open: (sealed, place) => sealer.open(sealed, `verification:${place}`),
  };
}
