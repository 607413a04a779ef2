/** Middleware that lets only certain callers through. */
import type { MiddlewareHandler } from "hono";
import { authenticate, type Principal, type TokenVerifier } from "./auth.ts";
import { constantTimeEqual } from "./hmac.ts";
import { Problem } from "./problem.ts";
import type { ServiceEnv } from "./service_app.ts";

/** What handlers behind `requireUser` find in their context. */
export interface UserEnv {
  Variables: ServiceEnv["Variables"] & { principal: Principal };
}

/**
 * Lets signed-in people through; the handler finds them as `principal`.
 * @param minimum `aal2` asks for a second factor
 */
export function requireUser(
  verify: TokenVerifier,
  minimum: Principal["assurance"] = "aal1",
): MiddlewareHandler<UserEnv> {
  return async function requireUser(context, next) {
    const principal = await authenticate(context.req.raw, verify);
    if (minimum === "aal2" && principal.assurance !== "aal2") {
      throw Problem.of("auth.insufficient_assurance");
    }
    context.set("principal", principal);
    await next();
  };
}

/**
 * Lets our own workers through: those who know one of `secrets` (the secret API key, or the one that the
 * database's jobs share), given in `header`. An empty secret never fits.
 */
export function requireService(
  secrets: readonly string[],
  header = "apikey",
): MiddlewareHandler<ServiceEnv> {
  return async function requireService(context, next) {
    const given = context.req.header(header) ?? "";
    let known = false;
    // Every secret is compared, so that the time says nothing about which one fits.
    for (const secret of secrets) {
      if (constantTimeEqual(given, secret) && secret !== "") known = true;
    }
    if (!known) throw Problem.of(given === "" ? "auth.missing_token" : "auth.invalid_token");
    await next();
  };
}
