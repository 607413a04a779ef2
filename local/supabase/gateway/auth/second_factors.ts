/**
 * Second factors by an authenticator app, of which @supabase/lite has nothing: what supabase-js calls as auth.mfa, and in
 * every token how far its session is assured. In Auth's words and with its rules.
 */
import { decodeJwt } from "jose";
import { renderSVG } from "uqr";
import { z } from "zod";
import { createIsolateLimiter } from "../../../../supabase/functions/_shared/isolate_limit.ts";
import type { Database } from "../../database/database.ts";
import type { ProjectConfig } from "../../../settings.ts";
import type { Handler } from "../gateway.ts";
import { createAssurance, noteMethod } from "./assurance.ts";
import { findAccount } from "./code_table.ts";
import { addFactor, factorsOf, findFactor, openSecret, removeFactor } from "./factors.ts";
import { AuthRefusal } from "./hook_call.ts";
import { guardPasswordChange } from "./password_change.ts";
import { isTotpCode, newTotpKey } from "./totp.ts";

/** What second factors need. */
export interface SecondFactorOptions {
  readonly database: Database;
  readonly auth: ProjectConfig["auth"];
  readonly jwtSecret: string;
}

/** Who calls, by a token that Auth took for good. */
interface Caller {
  readonly id: string;
  readonly label: string;
  readonly sessionId: string;
  readonly claims: ReturnType<typeof decodeJwt>;
}

/** A factor that nobody confirmed is forgotten, and a challenge is over, after so many milliseconds. */
const lifeMs = 300_000;

const enrolment = z.object({
  factor_type: z.string(),
  friendly_name: z.string().max(100).optional(),
  issuer: z.string().max(100).optional(),
});
const verification = z.object({ challenge_id: z.uuid(), code: z.string() });

/** `auth`, with second factors. */
export function withSecondFactors(auth: Handler, options: SecondFactorOptions): Handler {
  const { database, auth: settings, jwtSecret } = options;
  const assurance = createAssurance(database, jwtSecret);
  // Auth counts by the network address of who asks, and everybody who asks this stack has the same.
  const tries = createIsolateLimiter({ name: "auth.mfa", capacity: 15, refillPerSecond: 15 / 60 });

  const callerOf = async (request: Request): Promise<Caller> => {
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    const who = await auth(new Request(new URL("/auth/v1/user", request.url), { headers }));
    if (!who.ok) {
      const { msg, error_code } = await who.json().catch(() => ({}));
      throw new AuthRefusal(who.status, error_code ?? "bad_jwt", msg ?? "Invalid token");
    }
    const { id, email, phone } = await who.json() as Record<string, string>;
    const claims = decodeJwt(
      headers.get("authorization")?.replace(/^Bearer /i, "") ?? "",
    );
    return {
      id: String(id),
      label: email || phone || String(id),
      sessionId: String(claims["session_id"]),
      claims,
    };
  };

  const countTry = ({ id }: Caller) => {
    try {
      tries.enforce(id);
    } catch {
      throw new AuthRefusal(429, "over_request_rate_limit", "Request rate limit reached");
    }
  };
  const isAssured = async ({ sessionId }: Caller) => {
    const found = await database.query(
      "select from auth.sessions where id = $1 and aal = 'aal2'",
      [sessionId],
    );
    return found.length > 0;
  };
  const hasVerified = async (userId: string) =>
    (await database.query(
      "select from auth.mfa_factors where user_id = $1 and status = 'verified' limit 1",
      [userId],
    )).length > 0;

  const enrol = async (caller: Caller, body: unknown) => {
    const { factor_type, friendly_name, issuer } = read(enrolment, body);
    if (factor_type !== "totp") {
      throw new AuthRefusal(
        422,
        `mfa_${factor_type}_enroll_not_enabled`,
        `MFA enroll is disabled for ${factor_type}`,
      );
    }
    if (!settings.mfa.totp.enroll_enabled) {
      throw new AuthRefusal(
        422,
        "mfa_totp_enroll_not_enabled",
        "MFA enroll is disabled for TOTP",
      );
    }
    if (await hasVerified(caller.id) && !await isAssured(caller)) {
      throw new AuthRefusal(403, "insufficient_aal", "AAL2 required to enroll a new factor");
    }
    const id = crypto.randomUUID();
    const key = newTotpKey(issuer || new URL(settings.site_url).host, caller.label);
    try {
      await database.transaction(async (tx) => {
        // Two at once of one account count each other.
        await tx.query("select from auth.users where id = $1 for update", [caller.id]);
        await tx.query(
          "delete from auth.mfa_factors where user_id = $1 and status = 'unverified' and created_at < $2::timestamptz",
          [caller.id, new Date(Date.now() - lifeMs).toISOString()],
        );
        const [count] = await tx.query<{ count: number }>(
          "select count(*)::int as count from auth.mfa_factors where user_id = $1",
          [caller.id],
        );
        if (count!.count >= settings.mfa.max_enrolled_factors) {
          throw new AuthRefusal(
            422,
            "too_many_enrolled_mfa_factors",
            "Maximum number of verified factors reached, unenroll to continue",
          );
        }
        await addFactor(tx, {
          id,
          userId: caller.id,
          name: friendly_name ?? null,
          secret: key.secret,
          status: "unverified",
        });
      });
    } catch (error) {
      if ((error as { code?: string }).code !== "23505") throw error;
      throw new AuthRefusal(
        422,
        "mfa_factor_name_conflict",
        `A factor with the friendly name "${friendly_name}" for this user already exists`,
      );
    }
    return Response.json({
      id,
      type: "totp",
      ...(friendly_name === undefined ? {} : { friendly_name }),
      totp: { qr_code: renderSVG(key.uri), secret: key.secret, uri: key.uri },
    });
  };

  const challenge = async (caller: Caller, factorId: string) => {
    const factor = await findFactor(database, caller.id, factorId);
    if (factor === undefined) throw factorNotFound();
    const id = crypto.randomUUID();
    const now = new Date();
    await database.query(
      `with challenged as (update auth.mfa_factors set last_challenged_at = $3::timestamptz where id = $2)
       insert into auth.mfa_challenges (id, factor_id, created_at, ip_address)
       values ($1, $2, $3::timestamptz, '127.0.0.1')`,
      [id, factor.id, now.toISOString()],
    );
    return Response.json({
      id,
      type: "totp",
      expires_at: Math.floor((now.getTime() + lifeMs) / 1000),
    });
  };

  const verify = async (caller: Caller, factorId: string, body: unknown) => {
    const { challenge_id, code } = read(verification, body);
    countTry(caller);
    if (!settings.mfa.totp.verify_enabled) {
      throw new AuthRefusal(
        422,
        "mfa_totp_verify_not_enabled",
        "MFA verification is disabled for TOTP",
      );
    }
    const factor = await findFactor(database, caller.id, factorId);
    if (factor === undefined) throw factorNotFound();
    const secret = await openSecret(factor);
    const refreshToken = crypto.randomUUID().replaceAll("-", "");
    await database.transaction(async (tx) => {
      const [asked] = await tx.query<{ created_at: string; verified_at: string | null }>(
        `select created_at::text, verified_at::text from auth.mfa_challenges
         where id = $1 and factor_id = $2 for update`,
        [challenge_id, factor.id],
      );
      if (asked === undefined) {
        throw new AuthRefusal(
          404,
          "mfa_factor_not_found",
          "MFA factor with the provided challenge ID not found",
        );
      }
      if (
        asked.verified_at !== null || Date.parse(asked.created_at) + lifeMs < Date.now()
      ) {
        throw new AuthRefusal(
          422,
          "mfa_challenge_expired",
          `MFA challenge ${challenge_id} has expired, verify against another challenge or create a new challenge.`,
        );
      }
      if (!isTotpCode(secret, code)) {
        throw new AuthRefusal(422, "mfa_verification_failed", "Invalid TOTP code entered");
      }
      const now = new Date().toISOString();
      await tx.query(
        "update auth.mfa_challenges set verified_at = $2::timestamptz where id = $1",
        [challenge_id, now],
      );
      await tx.query(
        "update auth.mfa_factors set status = 'verified', updated_at = $2::timestamptz where id = $1",
        [factor.id, now],
      );
      const raised = await tx.query(
        `update auth.sessions set aal = 'aal2', factor_id = $2, updated_at = $3::timestamptz
         where id = $1 and user_id = $4 returning id`,
        [caller.sessionId, factor.id, now, caller.id],
      );
      if (raised.length === 0) {
        throw new AuthRefusal(
          403,
          "session_not_found",
          "Session from session_id claim in JWT does not exist",
        );
      }
      await noteMethod(tx, caller.sessionId, "totp");
      // Factors that were begun and left, and sessions that lack the factor: nobody goes on with them.
      await tx.query(
        "delete from auth.mfa_factors where user_id = $1 and status = 'unverified'",
        [caller.id],
      );
      await tx.query(
        "delete from auth.sessions where user_id = $1 and id <> $2 and coalesce(aal, 'aal1') = 'aal1'",
        [caller.id, caller.sessionId],
      );
      await tx.query(
        `with last as (
           update auth.refresh_tokens set revoked = true, updated_at = $4::timestamptz
           where session_id = $1 and not revoked returning token)
         insert into auth.refresh_tokens (id, token, user_id, session_id, revoked, parent, created_at, updated_at)
         values (gen_random_uuid()::text, $2, $3, $1, false, (select token from last limit 1), $4::timestamptz, $4::timestamptz)`,
        [caller.sessionId, refreshToken, caller.id, now],
      );
    });
    const issuedAt = Math.floor(Date.now() / 1000);
    const expiresAt = issuedAt + settings.jwt_expiry;
    const account = await findAccount(database, "u.id = $1", [caller.id]);
    return Response.json({
      access_token: await assurance.issue({ ...caller.claims, iat: issuedAt, exp: expiresAt }),
      token_type: "bearer",
      expires_in: settings.jwt_expiry,
      expires_at: expiresAt,
      refresh_token: refreshToken,
      user: {
        ...JSON.parse(account?.user ?? "{}"),
        factors: await factorsOf(database, caller.id),
      },
    });
  };

  const unenrol = async (caller: Caller, factorId: string) => {
    const factor = await findFactor(database, caller.id, factorId);
    if (factor === undefined) throw factorNotFound();
    if (factor.status === "verified" && !await isAssured(caller)) {
      throw new AuthRefusal(
        422,
        "insufficient_aal",
        "AAL2 required to unenroll verified factor",
      );
    }
    await database.transaction((tx) => removeFactor(tx, caller.id, factor.id));
    return Response.json({ id: factor.id });
  };

  const answer = async (request: Request, path: string): Promise<Response> => {
    const [, factorId, act] = /^\/factors(?:\/([^/]+))?(?:\/([a-z]+))?$/.exec(path) ?? [];
    const caller = await callerOf(request);
    const body = request.method === "POST" ? await request.json().catch(() => ({})) : {};
    if (request.method === "POST" && factorId === undefined) return await enrol(caller, body);
    if (factorId === undefined || !z.uuid().safeParse(factorId).success) throw factorNotFound();
    if (request.method === "POST" && act === "challenge") return await challenge(caller, factorId);
    if (request.method === "POST" && act === "verify") return await verify(caller, factorId, body);
    if (request.method === "DELETE" && act === undefined) return await unenrol(caller, factorId);
    throw new AuthRefusal(404, "not_found", "Nothing is here");
  };

  /** Whoever has a second factor changes what they sign in by with it alone. */
  const guardChange = async (request: Request) => {
    const body = await request.clone().json().catch(() => ({})) as Record<string, unknown>;
    if (!body["password"] && !body["email"] && !body["phone"]) return;
    const caller = await callerOf(request);
    if (await hasVerified(caller.id) && !await isAssured(caller)) {
      throw new AuthRefusal(
        401,
        "insufficient_aal",
        "AAL2 session is required to update email or password when MFA is enabled.",
      );
    }
    if (body["password"]) {
      if (body["nonce"]) countTry(caller);
      const session = { userId: caller.id, id: caller.sessionId };
      await guardPasswordChange({ database, auth: settings }, session, body["nonce"]);
    }
  };

  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/auth\/v1/, "");
    try {
      if (/^\/factors(\/|$)/.test(path)) return await answer(request, path);
      if (path === "/user" && request.method === "PUT") await guardChange(request);
      const response = await auth(request);
      if (path === "/user") return await withFactors(database, response);
      if (!/^\/(token|verify|signup)$/.test(path)) return response;
      return await assured(response, methodOf(path, url.searchParams.get("grant_type")));
    } catch (error) {
      if (error instanceof AuthRefusal) return error.toResponse();
      throw error;
    }
  };

  /** An answer that opens or renews a session, its token assured and its account with its factors. */
  async function assured(response: Response, method: string | undefined): Promise<Response> {
    const to = response.headers.get("location");
    if (to !== null) {
      const [place = "", fragment = ""] = to.split("#");
      const led = new URLSearchParams(fragment);
      const token = led.get("access_token");
      if (token === null) return response;
      await response.body?.cancel();
      led.set("access_token", await assurance.assure(token, method));
      return new Response(null, {
        status: response.status,
        headers: { location: `${place}#${led}` },
      });
    }
    if (!response.ok) return response;
    const body = await response.clone().json().catch(() => undefined);
    if (typeof body?.access_token !== "string") return response;
    await response.body?.cancel();
    const { sub } = decodeJwt(body.access_token);
    const factors = sub === undefined ? [] : await factorsOf(database, sub);
    return Response.json({
      ...body,
      access_token: await assurance.assure(body.access_token, method),
      user: { ...body.user, ...(factors.length === 0 ? {} : { factors }) },
    }, { status: response.status });
  }
}

/** How a session is opened by a path of Auth, in the words of the claim amr; a renewed one is as it was. */
function methodOf(path: string, grant: string | null): string | undefined {
  if (path === "/verify") return "otp";
  if (path === "/token" && grant === "refresh_token") return undefined;
  return path === "/token" && grant === "pkce" ? "otp" : "password";
}

async function withFactors(database: Database, response: Response): Promise<Response> {
  if (!response.ok) return response;
  const user = await response.clone().json().catch(() => undefined);
  if (typeof user?.id !== "string") return response;
  const factors = await factorsOf(database, user.id);
  if (factors.length === 0) return response;
  await response.body?.cancel();
  return Response.json({ ...user, factors });
}

const factorNotFound = () => new AuthRefusal(404, "mfa_factor_not_found", "Factor not found");

function read<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const given = schema.safeParse(body);
  if (given.success) return given.data;
  const [issue] = given.error.issues;
  throw new AuthRefusal(400, "validation_failed", `${issue?.path.join(".")}: ${issue?.message}`);
}
