/** Who is behind a key or token, and until when. */

/** The roles a token may claim; any other is refused before it reaches SQL. */
export const roles = ["anon", "authenticated", "service_role"] as const;
export type Role = typeof roles[number];

/** Checked rights of a connection, a channel or a REST call. */
export interface Access {
  /** The key or token itself, to tell whether a refresh changes anything. */
  readonly token: string;
  readonly role: Role;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Seconds since 1970; undefined for API keys, which do not expire. */
  readonly expiresAt: number | undefined;
}

/** A token that is not accepted. The message is for the client; `code` goes before it in a join reply. */
export class TokenError extends Error {
  override readonly name = "TokenError";

  constructor(
    readonly code: "InvalidJWTToken" | "MalformedJWT" | "JwtSignatureError",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Turns a key or token into checked rights. @throws {TokenError} when it is not accepted */
export type Authenticate = (token: string) => Promise<Access>;

/** The sources of truth about keys and tokens. */
export interface Keys {
  readonly verifyToken: (token: string) => Promise<Record<string, unknown>>;
  readonly apiKeys: ReadonlyMap<string, "anon" | "service_role">;
}

/** Makes the check that maps API keys to their roles and leaves tokens to `verifyToken`. */
export function authenticator({ verifyToken, apiKeys }: Keys): Authenticate {
  return async (received) => {
    const token = received.replaceAll(/\s/g, "");
    const keyRole = apiKeys.get(token);
    if (keyRole !== undefined) {
      return { token, role: keyRole, claims: { role: keyRole }, expiresAt: undefined };
    }
    const unverified = readClaims(token);
    if (unverified === undefined) {
      throw new TokenError("MalformedJWT", "The token provided is not a valid JWT");
    }
    let claims: Record<string, unknown>;
    try {
      claims = await verifyToken(token);
    } catch (cause) {
      const expired = expiry(unverified["exp"]);
      if (expired !== undefined) throw expired;
      throw new TokenError("JwtSignatureError", "Failed to validate JWT signature", { cause });
    }
    return accessOf(token, claims);
  };
}

/** @throws {TokenError} when the time of `access` is over */
export function requireUnexpired(access: Access): void {
  const expired = expiry(access.expiresAt);
  if (expired !== undefined) throw expired;
}

function accessOf(token: string, claims: Record<string, unknown>): Access {
  const { role, exp } = claims;
  if (typeof role !== "string" || typeof exp !== "number") {
    throw new TokenError("InvalidJWTToken", "Fields `role` and `exp` are required in JWT");
  }
  const known = roles.find((candidate) => candidate === role);
  if (known === undefined) {
    throw new TokenError("InvalidJWTToken", `Role "${role}" of the JWT is not known`);
  }
  const access: Access = { token, role: known, claims, expiresAt: exp };
  requireUnexpired(access);
  return access;
}

function expiry(exp: unknown): TokenError | undefined {
  if (typeof exp !== "number") return undefined;
  const seconds = Date.now() / 1000 - exp;
  if (seconds < 0) return undefined;
  return new TokenError(
    "InvalidJWTToken",
    `Token has expired ${Math.floor(seconds)} seconds ago`,
  );
}

/** The claims without any check; undefined when it is not a JWT at all. */
function readClaims(token: string): Record<string, unknown> | undefined {
  const [, body, signature, ...rest] = token.split(".");
  if (body === undefined || signature === undefined || rest.length > 0) return undefined;
  try {
    const bytes = Uint8Array.from(
      atob(body.replaceAll("-", "+").replaceAll("_", "/")),
      (character) => character.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null
      ? claims as Record<string, unknown>
      : undefined;
  } catch {
    return undefined;
  }
}
