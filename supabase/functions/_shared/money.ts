/** Money is whole kobo, always. */
import { z } from "zod";

/** A positive amount in kobo that a double holds exactly. */
export const koboSchema = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)
  .describe("Amount in kobo (1 naira = 100 kobo)");

/**
 * Writes kobo as people in Nigeria read it: 120000000 is ₦1,200,000.00.
 * @throws {RangeError} when the amount is not whole kobo
 */
export function formatNaira(kobo: number | bigint): string {
  if (typeof kobo === "number" && !Number.isSafeInteger(kobo)) {
    throw new RangeError(`Cannot format ${kobo} kobo: it is not a whole number of kobo`);
  }
  const amount = BigInt(kobo);
  const magnitude = amount < 0n ? -amount : amount;
  const naira = (magnitude / 100n).toString().replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return `${amount < 0n ? "-" : ""}₦${naira}.${(magnitude % 100n).toString().padStart(2, "0")}`;
}
