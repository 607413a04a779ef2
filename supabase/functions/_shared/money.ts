/** Money is whole kobo, always; there is no floating point anywhere near it. */
import { z } from "zod";

/** Kobo: a bigint, or a number that a double holds exactly. */
export type Kobo = number | bigint;

/** A positive amount in kobo that a double holds exactly. */
export const koboSchema = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)
  .describe("Amount in kobo (1 naira = 100 kobo)");

/**
 * Writes kobo as people in Nigeria read it: 120000000 is ₦1,200,000.00.
 * @throws {RangeError} when the amount is not whole kobo
 */
export function formatNaira(kobo: Kobo): string {
  const [sign, naira, rest] = partsOf(kobo);
  return `${sign}₦${naira.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${rest}`;
}

/**
 * Kobo as a plain decimal string of naira for a provider that counts in naira: 150050 is "1500.50".
 * @throws {RangeError} when the amount is not whole kobo
 */
export function koboToNaira(kobo: Kobo): string {
  const [sign, naira, rest] = partsOf(kobo);
  return `${sign}${naira}.${rest}`;
}

/**
 * Reads a decimal string of naira, as a provider or a person writes it ("1500", "1500.5", "₦1,500.50").
 * @returns kobo
 * @throws {SyntaxError} when it is not an amount, or has parts of a kobo
 */
export function nairaToKobo(naira: string): bigint {
  const plain = /^(-?)(?:₦|NGN)?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?$/.exec(naira.trim());
  if (plain === null) {
    throw new SyntaxError(
      `Cannot read "${naira}" as naira: it must look like 1200000, 1,200,000.00 or 1500.5`,
    );
  }
  const [, sign, whole = "", kobo = ""] = plain;
  const amount = BigInt(whole.replaceAll(",", "")) * 100n + BigInt(kobo.padEnd(2, "0"));
  return sign === "-" ? -amount : amount;
}

/**
 * A bigint amount as a JSON number.
 * @throws {RangeError} when a double would not hold it exactly
 */
export function safeKobo(kobo: bigint): number {
  const amount = Number(kobo);
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`Cannot write ${kobo} kobo as a number: it is too large`);
  }
  return amount;
}

function partsOf(kobo: Kobo): [sign: "" | "-", naira: string, rest: string] {
  if (typeof kobo === "number" && !Number.isSafeInteger(kobo)) {
    throw new RangeError(`Cannot write ${kobo} kobo: it is not a whole number of kobo`);
  }
  const amount = BigInt(kobo);
  const magnitude = amount < 0n ? -amount : amount;
  return [
    amount < 0n ? "-" : "",
    (magnitude / 100n).toString(),
    (magnitude % 100n).toString().padStart(2, "0"),
  ];
}
