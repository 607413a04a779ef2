/**
 * Numbers of bank accounts: sealed (sealed.ts) for whom they belong to and nobody else, and known again by a keyed hash.
 * Of neither has the database the key.
 */
import { z } from "zod";
import { hmacSha256Hex } from "./hmac.ts";
import type { Sealer } from "./sealed.ts";

/** What a number belongs to. */
export interface NumberContext {
  readonly orgId: string;
  readonly provider: string;
  readonly bankCode: string;
}

/** Seals, opens and recognizes numbers. */
export interface AccountNumbers {
  seal(context: NumberContext, accountNumber: string): Promise<string>;
  /** @throws {CannotOpen} it was sealed for something else, or by a key that is not here */
  open(context: NumberContext, sealed: string): Promise<string>;
  /** By which the same account is known again; nobody can find the number by it without the key. */
  hash(context: NumberContext, accountNumber: string): Promise<string>;
}

/** Settings of what people are paid out to. */
export const accountNumberSettings = z.object({
  PAYEE_ACCOUNT_HASH_KEY: z.string().min(32).optional()
    .describe("key by which a bank account is known again, for payouts; it never changes"),
});

/** With a sealer and the key of the hash; undefined without that key: nobody is paid out. */
export function createAccountNumbers(sealer: Sealer, hashKey: string): AccountNumbers;
export function createAccountNumbers(
  sealer: Sealer,
  hashKey: string | undefined,
): AccountNumbers | undefined;
export function createAccountNumbers(
  sealer: Sealer,
  hashKey: string | undefined,
): AccountNumbers | undefined {
  if (hashKey === undefined) return undefined;
  const place = ({ orgId, provider, bankCode }: NumberContext) =>
    `payee_numbers:${orgId}:${provider}:${bankCode}`;
  return {
    seal: (context, accountNumber) => sealer.seal(accountNumber, place(context)),
    open: (context, sealed) => sealer.open(sealed, place(context)),
    hash: (context, accountNumber) =>
      hmacSha256Hex(hashKey, new TextEncoder().encode(`${place(context)}:${accountNumber}`)),
  };
}
