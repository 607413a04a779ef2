/** One-time codes, kept as Auth keeps them: a hash of the recipient and the code. */
import { createHash, randomInt, timingSafeEqual } from "node:crypto";

/** A code of `length` digits. */
export function newCode(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join("");
}

/** What is kept of a code; also what a link carries. */
export function codeHash(recipient: string, code: string): string {
  return createHash("sha224").update(recipient + code).digest("hex");
}

/** Compares two hashes without telling by its time where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  return left.length === right.length && left.length > 0 && timingSafeEqual(left, right);
}
