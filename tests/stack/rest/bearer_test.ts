import { assertEquals } from "@std/assert";
import { encodeBase64Url } from "@std/encoding/base64url";
import { type JWTPayload, SignJWT } from "jose";
import { developmentKeys } from "../../../local/settings.ts";
import { startTemporaryStack } from "../../../local/temporary_stack.ts";

const now = () => Math.floor(Date.now() / 1000);

function sign(claims: Record<string, unknown>, secret: string = developmentKeys.jwtSecret) {
  return new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));
}

const someone = { role: "authenticated", sub: "00000000-0000-4000-8000-000000000001" };
const unsigned = `${encodeBase64Url('{"alg":"none"}')}.${
  encodeBase64Url('{"role":"service_role"}')
}.`;

/** What PostgREST says to each; undefined when it answers. */
type Refusal = readonly [status: number, code: string, message: string] | undefined;

const noKey: Refusal = [401, "PGRST301", "No suitable key or wrong key type"];

Deno.test("REST takes a bearer token as PostgREST does", async (t) => {
  const stack = await startTemporaryStack();
  const cases: [what: string, authorization: string, refusal: Refusal][] = [
    ["a good token", `Bearer ${await sign(someone)}`, undefined],
    ["a good token of a scheme in small letters", `bearer ${await sign(someone)}`, undefined],
    ["a token without a role: a visitor's", `Bearer ${await sign({})}`, undefined],
    ["the publishable key", `Bearer ${stack.publishableKey}`, undefined],
    ["another scheme, as if it were not there", "Basic dTpw", undefined],
    ["nothing", "Bearer ", [401, "PGRST301", "Empty JWT is sent in Authorization header"]],
    ["no JWT", "Bearer abc", [401, "PGRST301", "Expected 3 parts in JWT; got 1"]],
    ["half of one", "Bearer a.b", [401, "PGRST301", "Expected 3 parts in JWT; got 2"]],
    ["rubbish in three parts", "Bearer a.b.c", noKey],
    ["another signature", `Bearer ${await sign(someone, "x".repeat(32))}`, noKey],
    ["no signature", `Bearer ${unsigned}`, noKey],
    [
      "an expired token",
      `Bearer ${await sign({ ...someone, exp: now() - 60 })}`,
      [401, "PGRST303", "JWT expired"],
    ],
    [
      "a token of tomorrow",
      `Bearer ${await sign({ ...someone, nbf: now() + 86_400 })}`,
      [401, "PGRST303", "JWT not yet valid"],
    ],
    [
      "a token issued tomorrow",
      `Bearer ${await sign({ ...someone, iat: now() + 86_400 })}`,
      [401, "PGRST303", "JWT issued at future"],
    ],
    [
      "an expiry that is no number",
      `Bearer ${await sign({ ...someone, exp: "never" })}`,
      [401, "PGRST303", "The JWT 'exp' claim must be a number"],
    ],
    [
      "the role of the database's owner",
      `Bearer ${await sign({ role: "postgres" })}`,
      [403, "42501", 'permission denied to set role "postgres"'],
    ],
    [
      "the role of another service",
      `Bearer ${await sign({ role: "supabase_auth_admin" })}`,
      [403, "42501", 'permission denied to set role "supabase_auth_admin"'],
    ],
    [
      "a role that is not there",
      `Bearer ${await sign({ role: "root" })}`,
      [401, "22023", 'role "root" does not exist'],
    ],
  ];
  try {
    for (const [what, authorization, refusal] of cases) {
      await t.step(`${what}: ${refusal?.[1] ?? "answered"}`, async () => {
        const response = await fetch(`${stack.url}/rest/v1/listings?select=id&limit=1`, {
          headers: { apikey: stack.publishableKey, authorization },
        });
        const body = await response.json();
        assertEquals(
          [response.status, body.code, body.message],
          refusal ?? [200, undefined, undefined],
        );
        if (refusal?.[1].startsWith("PGRST")) {
          const asked = response.headers.get("www-authenticate");
          assertEquals(asked, `Bearer error="invalid_token", error_description="${refusal[2]}"`);
        }
      });
    }
  } finally {
    await stack.close();
  }
});
