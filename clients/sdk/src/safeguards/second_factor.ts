/**
 * Second factors: an authenticator app beside the password. Approving payouts, changing bank accounts and all that staff do
 * ask for one; who has none is refused with auth.insufficient_assurance.
 */
import type { Estate } from "../ground/client.ts";
import { EstateError } from "../ground/estate_error.ts";

/** An authenticator app that is being set up. */
export interface NewSecondFactor {
  readonly id: string;
  /** What the app is told, to be typed. */
  readonly secret: string;
  /** The same as an `otpauth://` address, and as an image of it to be scanned. */
  readonly uri: string;
  readonly qrCode: string;
}

/** Where a person stands with second factors. */
export interface SecondFactorState {
  /** Whether this session was opened with one. */
  readonly isBrought: boolean;
  /** Whether the person has one that could be brought. */
  readonly isThere: boolean;
  /** Those that are set up. */
  readonly factors: readonly { readonly id: string; readonly name: string | null }[];
}

/** Begins to set up an authenticator app; the first code that is brought completes it. */
export async function enrolSecondFactor(estate: Estate, name?: string): Promise<NewSecondFactor> {
  const { data, error } = await estate.auth.mfa.enroll({
    factorType: "totp",
    ...(name === undefined ? {} : { friendlyName: name }),
  });
  if (error !== null) throw refused(error);
  return {
    id: data.id,
    secret: data.totp.secret,
    uri: data.totp.uri,
    qrCode: data.totp.qr_code,
  };
}

/**
 * Brings a code of the authenticator app: from now on the session has a second factor. Without `factorId`, of the one
 * that is set up.
 * @throws {EstateError} mfa_verification_failed for a wrong code, over_request_rate_limit after too many
 */
export async function bringSecondFactor(
  estate: Estate,
  code: string,
  factorId?: string,
): Promise<void> {
  const id = factorId ?? (await secondFactorState(estate)).factors[0]?.id;
  if (id === undefined) {
    throw new EstateError(
      "There is no authenticator app: set one up first",
      "mfa_factor_not_found",
      404,
    );
  }
  const { error } = await estate.auth.mfa.challengeAndVerify({ factorId: id, code });
  if (error !== null) throw refused(error);
  await estate.realtime.setAuth();
}

/** Where the signed-in person stands. */
export async function secondFactorState(estate: Estate): Promise<SecondFactorState> {
  const level = await estate.auth.mfa.getAuthenticatorAssuranceLevel();
  if (level.error !== null) throw refused(level.error);
  const listed = await estate.auth.mfa.listFactors();
  if (listed.error !== null) throw refused(listed.error);
  const factors = listed.data.totp.map(({ id, friendly_name }) => ({
    id,
    name: friendly_name ?? null,
  }));
  return { isBrought: level.data.currentLevel === "aal2", isThere: factors.length > 0, factors };
}

/** Takes an authenticator app away. @throws {EstateError} insufficient_aal unless it was brought */
export async function removeSecondFactor(estate: Estate, factorId: string): Promise<void> {
  const { error } = await estate.auth.mfa.unenroll({ factorId });
  if (error !== null) throw refused(error);
}

function refused(
  { message, code, status }: {
    message: string;
    code?: string | undefined;
    status?: number | undefined;
  },
) {
  return new EstateError(message, code ?? "auth.failed", status ?? 400);
}
