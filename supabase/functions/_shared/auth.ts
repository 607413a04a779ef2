/** Who is calling: verification of user tokens, HS256 or by the project's published keys. */
import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTVerifyGetKey,
} from "jose";
import { z } from "zod";
import { type Clock, systemClock } from "./clock.ts";
import { Problem } from "./problem.ts";

/** A signed-in person. */
export interface Principal {
  readonly userId: string;
  readonly email: string | undefined;
  /** Digits without plus, as Supabase keeps it. */
  readonly phone?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Authenticator assurance level: aal2 after a second factor. */
  readonly assurance: "aal1" | "aal2";
}

/** An empty text is how Supabase says that there is no address or number. */
const optionalText = z.string().nullish().transform((text) => text || undefined);
const userClaims = z.object({
  sub: z.uuid(),
  role: z.literal("authenticated"),
  email: optionalText,
  phone: optionalText,
  aal: z.enum(["aal1", "aal2"]).default("aal1"),
  "session_id": optionalText,
});

/** What `createTokenVerifier` needs. */
export interface TokenVerifierOptions {
  /** The project's address; its published keys are under /auth/v1/.well-known/jwks.json. */
  readonly projectUrl: string;
  /** The shared secret, only where tokens are signed with HS256. */
  readonly hs256Secret?: string | undefined;
  /** The published keys, in place of fetching them. */
  readonly keys?: JWTVerifyGetKey;
  /** The `iss` that tokens must have, usually `<project>/auth/v1`; not checked when not given. */
  readonly issuer?: string | undefined;
  /** Seconds that clocks may differ. */
  readonly clockToleranceSeconds?: number;
  readonly fetch?: typeof fetch;
  readonly clock?: Pick<Clock, "now">;
}

/**
 * Checks a bearer token.
 * @throws {Problem} auth.expired_token, auth.invalid_token whatever else is wrong with it, or
 * auth.unavailable when the published keys cannot be fetched
 */
export type TokenVerifier = (token: string) => Promise<Principal>;

/**
 * A verifier that takes HS256 only with a shared secret and ES256 or RS256 only with published keys,
 * so that a public key can never pass for a shared secret.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { now } = options.clock ?? systemClock;
  const published = options.keys ?? createRemoteJWKSet(
    new URL("/auth/v1/.well-known/jwks.json", options.projectUrl),
    { [customFetch]: reachable(options.fetch ?? fetch) },
  );
  const secret = options.hs256Secret === undefined
    ? undefined
    : new TextEncoder().encode(options.hs256Secret);
  return async (token) => {
    const checks = {
      audience: "authenticated",
      clockTolerance: options.clockToleranceSeconds ?? 5,
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(now()),
      ...(options.issuer === undefined ? {} : { issuer: options.issuer }),
    };
    try {
      const symmetric = decodeProtectedHeader(token).alg === "HS256";
      if (symmetric && secret === undefined) throw new TypeError("HS256 is not in use");
      const { payload } = symmetric
        ? await jwtVerify(token, secret as Uint8Array, { ...checks, algorithms: ["HS256"] })
        : await jwtVerify(token, published, { ...checks, algorithms: ["ES256", "RS256"] });
      const { sub, email, phone, aal: assurance, session_id: sessionId } = userClaims.parse(
        payload,
      );
      return { userId: sub, email, phone, assurance, sessionId };
    } catch (cause) {
      // What the library says about a token is for us, not for who sent it.
      throw refusal(cause);
    }
  };
}

function refusal(cause: unknown): Problem {
  if (cause instanceof errors.JWTExpired) return Problem.of("auth.expired_token", { cause });
  if (cause instanceof KeysUnavailable || cause instanceof errors.JWKSTimeout) {
    return Problem.of("auth.unavailable", { retryAfterSeconds: 5, cause });
  }
  return Problem.of("auth.invalid_token", { cause });
}

/** The published keys could not be fetched: not the token's fault. */
class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

/** Makes a failed fetch of the keys tell apart from a bad token. */
function reachable(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    let response: Response;
    try {
      response = await send(input, init);
    } catch (cause) {
      throw new KeysUnavailable("Cannot fetch the published keys: no answer", { cause });
    }
    if (response.ok) return response;
    await response.body?.cancel();
    throw new KeysUnavailable(`Cannot fetch the published keys: answer ${response.status}`);
  };
}

/**
 * The caller of a request.
 * @throws {Problem} auth.missing_token or what the verifier refuses
 */
export function authenticate(request: Request, verify: TokenVerifier): Promise<Principal> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "");
  if (bearer?.[1] === undefined) {
    return Promise.reject(
      Problem.of("auth.missing_token", { headers: { "www-authenticate": "Bearer" } }),
    );
  }
  return verify(bearer[1]);
}
