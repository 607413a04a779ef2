import { assertEquals, assertRejects } from "@std/assert";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { createTokenVerifier, type TokenVerifierOptions } from "./auth.ts";
import { Problem } from "./problem.ts";

const secret = "a-shared-secret-of-more-than-32-characters";
const sub = "018f5d2a-1111-7abc-8def-123456789012";
const claims = { role: "authenticated", email: "ada@example.ng", phone: "", aal: "aal2" };
const es256 = await generateKeyPair("ES256", { extractable: true });
const rs256 = await generateKeyPair("RS256", { extractable: true });
const publicJwk = { ...await exportJWK(es256.publicKey), kid: "e1", alg: "ES256" };
const rsaJwk = { ...await exportJWK(rs256.publicKey), kid: "r1", alg: "RS256" };
const keys = createLocalJWKSet({ keys: [publicJwk, rsaJwk] });

function sign(
  key: Parameters<SignJWT["sign"]>[0],
  header: { alg: string; kid?: string },
  change: JWTPayload = {},
  expires = "1h",
) {
  return new SignJWT({ ...claims, "session_id": "s1", ...change })
    .setProtectedHeader(header).setSubject(change.sub ?? sub)
    .setAudience(change.aud ?? "authenticated").setIssuer("https://p.test/auth/v1")
    .setIssuedAt().setExpirationTime(expires).sign(key);
}
const hs = (change?: JWTPayload, expires?: string, key = secret) =>
  sign(new TextEncoder().encode(key), { alg: "HS256" }, change, expires);
const verifier = (options: Partial<TokenVerifierOptions> = {}) =>
  createTokenVerifier({ projectUrl: "https://p.test", hs256Secret: secret, keys, ...options });

async function refusedAs(code: string, token: string, options: Partial<TokenVerifierOptions> = {}) {
  const problem = await assertRejects(() => verifier(options)(token), Problem);
  assertEquals(problem.code, code);
  return problem;
}

Deno.test("a principal is read from HS256, ES256 and RS256 tokens", async () => {
  const tokens = [
    await hs(),
    await sign(es256.privateKey, { alg: "ES256", kid: "e1" }),
    await sign(rs256.privateKey, { alg: "RS256", kid: "r1" }),
  ];
  for (const token of tokens) {
    assertEquals(await verifier({ issuer: "https://p.test/auth/v1" })(token), {
      userId: sub,
      email: "ada@example.ng",
      phone: undefined,
      assurance: "aal2",
      sessionId: "s1",
    });
  }
});

Deno.test("a public key used as a shared secret, or HS256 where there is none, is refused", async () => {
  await refusedAs("auth.invalid_token", await hs({}, "1h", JSON.stringify(publicJwk)));
  await refusedAs("auth.invalid_token", await hs(), { hs256Secret: undefined });
});

Deno.test("unsigned, foreign, wrongly addressed and roleless tokens are refused alike", async () => {
  const stranger = await generateKeyPair("ES256");
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub, ...claims }))}.`;
  const bad = [
    "garbage",
    unsigned.replaceAll("=", ""),
    await hs({}, "1h", `${secret}!`),
    await sign(stranger.privateKey, { alg: "ES256", kid: "e1" }),
    await sign(stranger.privateKey, { alg: "ES256", kid: "unknown" }),
    await hs({ aud: "other" }),
    await hs({ role: "service_role" }),
    await hs({ role: "anon" }),
    await hs({ sub: "not-a-uuid" }),
  ];
  for (const token of bad) {
    const problem = await refusedAs("auth.invalid_token", token);
    assertEquals(problem.message, "The token is not valid");
  }
  await refusedAs("auth.invalid_token", await hs(), { issuer: "https://else.test/auth/v1" });
});

Deno.test("an expired token says so, within the tolerance of clocks it still holds", async () => {
  await refusedAs("auth.expired_token", await hs({}, "-10s"));
  assertEquals((await verifier()(await hs({}, "-2s"))).userId, sub);
});

Deno.test("published keys are fetched from the project once and cached", async () => {
  const asked: string[] = [];
  const verify = createTokenVerifier({
    projectUrl: "https://p.test",
    fetch: (input) => {
      asked.push(String(input));
      return Promise.resolve(Response.json({ keys: [publicJwk] }));
    },
  });
  const token = await sign(es256.privateKey, { alg: "ES256", kid: "e1" });
  await verify(token);
  await verify(token);
  assertEquals(asked, ["https://p.test/auth/v1/.well-known/jwks.json"]);
});

Deno.test("keys that cannot be fetched are our failure, not the token's", async () => {
  const token = await sign(es256.privateKey, { alg: "ES256", kid: "e1" });
  for (
    const send of [
      () => Promise.reject(new TypeError("connection refused")),
      () => Promise.resolve(new Response("down", { status: 502 })),
    ]
  ) {
    const verify = createTokenVerifier({ projectUrl: "https://p.test", fetch: send });
    const problem = await assertRejects(() => verify(token), Problem);
    assertEquals([problem.code, problem.status], ["auth.unavailable", 503]);
  }
});
