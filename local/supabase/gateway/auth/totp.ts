/** Codes of authenticator apps (RFC 6238), as Auth makes them: SHA-1, six figures, thirty seconds. */
import { Secret, TOTP } from "otpauth";

/** What an authenticator app is to be told. */
export interface TotpKey {
  /** In base32, as people type it. */
  readonly secret: string;
  /** `otpauth://totp/…`, as apps read it out of a QR code. */
  readonly uri: string;
}

/** A new key of 160 bits for an account. */
export function newTotpKey(issuer: string, label: string): TotpKey {
  const totp = totpOf(new Secret({ size: 20 }).base32, issuer, label);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** Whether a code is that of now, or of the thirty seconds before or after: clocks of phones differ. */
export function isTotpCode(secret: string, code: string, at: number = Date.now()): boolean {
  return /^\d{6}$/.test(code) &&
    totpOf(secret).validate({ token: code, timestamp: at, window: 1 }) !== null;
}

/** The code of now: what an authenticator app shows. */
export function totpCode(secret: string, at: number = Date.now()): string {
  return totpOf(secret).generate({ timestamp: at });
}

function totpOf(secret: string, issuer = "", label = ""): TOTP {
  return new TOTP({ issuer, label, secret, algorithm: "SHA1", digits: 6, period: 30 });
}
