/** Who may call REST with which token: PostgREST's rules (its Auth/Jwt.hs), its codes and its words. */
import { compactVerify } from "jose";
import { bodyOf, type SqlError, statusOf } from "./sql_errors.ts";

/** What `checkBearer` needs. */
export interface BearerRules {
  /** Secret of HS256 tokens. */
  readonly jwtSecret: string;
  /** Whether the database has a role of that name. */
  readonly roleExists: (name: string) => Promise<boolean>;
}

/** The roles that the API's own login role may become. */
export const apiRoles: ReadonlySet<string> = new Set(["anon", "authenticated", "service_role"]);

const allowedSkewSeconds = 30;

/** Returns the refusal of a bearer token; undefined when it is good. */
export async function checkBearer(
  token: string,
  rules: BearerRules,
): Promise<Response | undefined> {
  if (token === "") return refuse("PGRST301", "Empty JWT is sent in Authorization header");
  const parts = token.split(".").length;
  if (parts !== 3) return refuse("PGRST301", `Expected 3 parts in JWT; got ${parts}`);
  const claims = await claimsOf(token, rules.jwtSecret);
  if (claims === undefined) {
    const detail = "None of the keys was able to decode the JWT";
    return refuse("PGRST301", "No suitable key or wrong key type", detail);
  }
  const problem = claimsProblem(claims);
  if (problem !== undefined) return refuse("PGRST303", problem);
  return await refuseRole(claims["role"] ?? "anon", rules);
}

async function claimsOf(
  token: string,
  secret: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    const key = new TextEncoder().encode(secret);
    const { payload } = await compactVerify(token, key, { algorithms: ["HS256"] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof claims === "object" && claims !== null && !Array.isArray(claims)
      ? claims as Record<string, unknown>
      : undefined;
  } catch {
    return undefined;
  }
}

function claimsProblem(claims: Readonly<Record<string, unknown>>): string | undefined {
  const now = Math.floor(Date.now() / 1000);
  const times = [
    ["exp", "JWT expired", (at: number) => now - allowedSkewSeconds > at],
    ["nbf", "JWT not yet valid", (at: number) => now + allowedSkewSeconds < at],
    ["iat", "JWT issued at future", (at: number) => now + allowedSkewSeconds < at],
  ] as const;
  for (const [name, message, wrong] of times) {
    const value = claims[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "number") return `The JWT '${name}' claim must be a number`;
    if (wrong(value)) return message;
  }
  const audience = claims["aud"] ?? [];
  const texts = Array.isArray(audience) ? audience : [audience];
  return texts.every((it) => typeof it === "string")
    ? undefined
    : "The JWT 'aud' claim must be a string or an array of strings";
}

/** The database says no to a role when the API's login tries to become it; so the code is the database's. */
async function refuseRole(claim: unknown, rules: BearerRules): Promise<Response | undefined> {
  const role = typeof claim === "string" ? claim : JSON.stringify(claim);
  if (apiRoles.has(role)) return undefined;
  const error: SqlError = await rules.roleExists(role)
    ? { code: "42501", message: `permission denied to set role "${role}"` }
    : { code: "22023", message: `role "${role}" does not exist` };
  return Response.json(bodyOf(error), { status: statusOf(error, false) });
}

function refuse(code: string, message: string, detail?: string): Response {
  return Response.json(bodyOf({ code, message, detail }), {
    status: 401,
    headers: {
      "www-authenticate": `Bearer error="invalid_token", error_description="${message}"`,
    },
  });
}
