/** Who is calling: verification of user tokens, HS256 or by the project's published keys. */
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { Problem } from "./problem.ts";

/** A signed-in person. */
export interface Principal {
  readonly userId: string;
  readonly email: string | undefined;
  /** Authenticator assurance level: aal2 after a second factor. */
  readonly assurance: "aal1" | "aal2";
}

const userClaims = z.object({
  sub: z.uuid(),
  role: z.literal("authenticated"),
  email: z.string().optional(),
  aal: z.enum(["aal1", "aal2"]).default("aal1"),
});

/** What `createTokenVerifier` needs. */
export interface TokenVerifierOptions {
  /** The project's address; its published keys are under /auth/v1/.well-known/jwks.json. */
  readonly projectUrl: string;
  /** The shared secret, only where tokens are signed with HS256. */
  readonly hs256Secret?: string | undefined;
  /** The published keys, in place of fetching them. */
  readonly keys?: JWTVerifyGetKey;
}

/** Checks a bearer token. @throws {Problem} auth.invalid_token, whatever is wrong with it */
export type TokenVerifier = (token: string) => Promise<Principal>;

/**
 * A verifier that takes HS256 only with a shared secret and ES256, RS256 or EdDSA only with published keys,
 * so that a public key can never pass for a shared secret.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const published = options.keys ??
    createRemoteJWKSet(new URL("/auth/v1/.well-known/jwks.json", options.projectUrl));
  const secret = options.hs256Secret === undefined
    ? undefined
    : new TextEncoder().encode(options.hs256Secret);
  const checks = { audience: "authenticated", clockTolerance: 5, requiredClaims: ["exp", "sub"] };
  return async (token) => {
    try {
      const symmetric = decodeProtectedHeader(token).alg === "HS256";
      if (symmetric && secret === undefined) throw new Error("HS256 is not in use");
      const { payload } = symmetric
        ? await jwtVerify(token, secret as Uint8Array, { ...checks, algorithms: ["HS256"] })
        : await jwtVerify(token, published, { ...checks, algorithms: ["ES256", "RS256", "EdDSA"] });
      const claims = userClaims.parse(payload);
      return { userId: claims.sub, email: claims.email, assurance: claims.aal };
    } catch (cause) {
      throw Problem.of("auth.invalid_token", { cause });
    }
  };
}

/**
 * The caller of a request.
 * @throws {Problem} auth.missing_token or auth.invalid_token
 */
export function authenticate(request: Request, verify: TokenVerifier): Promise<Principal> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "");
  if (bearer?.[1] === undefined) return Promise.reject(Problem.of("auth.missing_token"));
  return verify(bearer[1]);
}
