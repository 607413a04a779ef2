/** People of the landlady's organization that stories of money need: each with an authenticator app. */
import { createEstate, type Estate, signIn, signUp } from "@estate/sdk";
import { totpCode } from "../../../local/supabase/gateway/auth/totp.ts";
import type { World } from "./world.ts";

/** One of them. */
export interface Colleague {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app. */
  readonly secret: string;
  /** Signed in, with the second factor. */
  readonly estate: Estate;
}

const password = "a long enough password";

/** Somebody who joined the organization, and was let in by the platform's administrators: they count at once. */
export async function colleague(world: World, name: string): Promise<Colleague> {
  const { stack, ids } = world;
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${
    crypto.randomUUID().slice(0, 8)
  }@example.ng`;
  const estate = createEstate(stack.url, stack.publishableKey);
  await signUp(estate, { email, password, displayName: name });
  const userId = await signIn(estate, email, password);
  await stack.database.query(
    "insert into public.memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
    [ids.org, userId],
  );
  const { data, error } = await estate.auth.mfa.enroll({ factorType: "totp" });
  if (error !== null) throw error;
  const { secret } = data.totp;
  const { error: refused } = await estate.auth.mfa.challengeAndVerify({
    factorId: data.id,
    code: totpCode(secret),
  });
  if (refused !== null) throw refused;
  return { email, password, secret, estate };
}

/** A page of theirs, signed in by the password alone. */
export async function openAs(world: World, { email, password }: Colleague, then: string) {
  const opened = await world.open("visitor");
  const { page } = opened;
  await page.goto(`${world.url}/sign-in?then=${encodeURIComponent(then)}`);
  await page.getByRole("button", { name: "I have a password" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  return opened;
}
