import { assertEquals, assertRejects } from "@std/assert";
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { authenticate, createTokenVerifier } from "./auth.ts";
import { Problem } from "./problem.ts";

const secret = "a-secret-of-at-least-thirty-two-characters";
const user = "0190a6f0-0000-7000-8000-000000000001";
const pair = await generateKeyPair("ES256", { extractable: true });
const keys = createLocalJWKSet({
  keys: [{ ...await exportJWK(pair.publicKey), kid: "k1", alg: "ES256" }],
});
const projectUrl = "http://project.example";
const both = createTokenVerifier({ projectUrl, hs256Secret: secret, keys });

function token(claims: Record<string, unknown> = {}, expires = "1h") {
  return new SignJWT({ role: "authenticated", email: "a@example.ng", ...claims })
    .setSubject(user).setAudience("authenticated").setExpirationTime(expires);
}
const hs256 = (jwt: SignJWT, key = secret) =>
  jwt.setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(key));

async function refuses(verify: ReturnType<typeof createTokenVerifier>, jwt: string) {
  const problem = await assertRejects(() => verify(jwt), Problem);
  assertEquals([problem.code, problem.status, problem.message], [
    "auth.invalid_token",
    401,
    "The token is not valid",
  ]);
}

Deno.test("a verifier takes HS256 with the shared secret and ES256 with a published key", async () => {
  const expected = { userId: user, email: "a@example.ng", assurance: "aal1" as const };
  assertEquals(await both(await hs256(token())), expected);
  const es256 = await token({ aal: "aal2" }).setProtectedHeader({ alg: "ES256", kid: "k1" })
    .sign(pair.privateKey);
  assertEquals(await both(es256), { ...expected, assurance: "aal2" });
});

Deno.test("a verifier refuses what is expired, for others, of another role, unsigned or garbage", async () => {
  await refuses(both, await hs256(token({}, "-1h")));
  await refuses(both, await hs256(token().setAudience("somebody-else")));
  await refuses(both, await hs256(token({ role: "service_role" })));
  await refuses(both, await hs256(token(), "another-secret-of-thirty-two-characters!"));
  await refuses(both, new UnsecuredJWT({ role: "authenticated" }).setSubject(user).encode());
  await refuses(both, "not.a.token");
});

Deno.test("a public key never passes for a shared secret", async () => {
  const published = createTokenVerifier({ projectUrl, keys });
  await refuses(published, await hs256(token(), await exportSPKI(pair.publicKey)));
  await refuses(published, await hs256(token()));
});

Deno.test("authenticate() needs a bearer token", async () => {
  const problem = await assertRejects(
    () => authenticate(new Request("http://x", { headers: { authorization: "Basic x" } }), both),
    Problem,
  );
  assertEquals(problem.code, "auth.missing_token");
});
