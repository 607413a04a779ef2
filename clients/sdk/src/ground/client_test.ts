import { assertEquals, assertRejects } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import type { Database } from "../generated/database.types.ts";
import { type Estate, signUp } from "./client.ts";
import { EstateError } from "./estate_error.ts";

const ada = { email: "ada@example.ng", password: "correct-horse", displayName: "Ada" };
const user = {
  id: "0190a6f0-0000-7000-8000-000000000001",
  aud: "authenticated",
  email: ada.email,
  app_metadata: {},
  user_metadata: { display_name: "Ada" },
  created_at: "2026-11-23T10:00:00Z",
};

/** A client whose project answers sign-ups like this, and the addresses that it asked. */
function answering(status: number, body: unknown) {
  const asked: URL[] = [];
  const estate: Estate = createClient<Database>("https://p.test", "sb_publishable_x", {
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      fetch: (input) => {
        asked.push(new URL(String(input instanceof Request ? input.url : input)));
        return Promise.resolve(Response.json(body, { status }));
      },
    },
  });
  return { estate, asked };
}

Deno.test("a project that asks for no confirmation signs in at once", async () => {
  const { estate } = answering(200, {
    access_token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4IiwiZXhwIjo0MDAwMDAwMDAwfQ.c2lnbmF0dXJl",
    token_type: "bearer",
    expires_in: 3600,
    refresh_token: "r",
    user,
  });
  assertEquals(await signUp(estate, ada), { state: "signed_in", userId: user.id });
});

Deno.test("a project that confirms addresses says so, for an address that is known too", async () => {
  // Of a known address the project makes a user up: with no identity, and under an id that is nobody's.
  for (const answer of [user, { ...user, id: crypto.randomUUID(), identities: [] }]) {
    const { estate, asked } = answering(200, answer);
    const outcome = await signUp(estate, { ...ada, confirmedAt: "https://estate.ng/welcome" });
    assertEquals(outcome, { state: "confirm_email" });
    assertEquals(asked[0]?.searchParams.get("redirect_to"), "https://estate.ng/welcome");
  }
});

Deno.test("a sign-up that is refused says why", async () => {
  const { estate } = answering(422, { code: 422, error_code: "weak_password", msg: "Too short" });
  const error = await assertRejects(() => signUp(estate, ada), EstateError);
  assertEquals([error.code, error.status], ["weak_password", 422]);
});
