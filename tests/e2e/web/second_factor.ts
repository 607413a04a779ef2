/** Somebody sets up an authenticator app; signed in anew they are asked for its code when it is needed, and only then. */
import { createEstate, signIn, signUp } from "@estate/sdk";
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { totpCode } from "../../../local/supabase/gateway/auth/totp.ts";
import type { World } from "./world.ts";

const password = "a long enough password";

/** The story. */
export async function secondFactor(world: World): Promise<void> {
  const email = `kemi.${crypto.randomUUID().slice(0, 8)}@example.ng`;
  const estate = createEstate(world.stack.url, world.stack.publishableKey);
  await signUp(estate, { email, password, displayName: "Kemi Alabi" });
  let secret = "";
  await signedIn(world, email, async (page) => {
    await page.getByRole("button", { name: "Begin" }).click();
    secret = (await page.locator("code").innerText()).replaceAll(/\s/g, "");
    await page.getByLabel("Code").fill(totpCode(secret));
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText("In use").waitFor();
  });
  // This session knows the password alone: taking the app away is refused, asked for, and then done.
  await signedIn(world, email, async (page) => {
    await page.getByRole("button", { name: /^Remove/ }).click();
    await page.getByRole("button", { name: "Remove it" }).click();
    const sheet = page.getByRole("dialog", { name: "Your second factor" });
    const other = String((Number(totpCode(secret)) + 1) % 1_000_000).padStart(6, "0");
    await sheet.getByLabel("Code").fill(other);
    await sheet.getByRole("button", { name: "Go on" }).click();
    await sheet.getByRole("alert").waitFor();
    await sheet.getByLabel("Code").fill(totpCode(secret));
    await sheet.getByRole("button", { name: "Go on" }).click();
    await page.getByText("There is none yet").waitFor();
    assertEquals(await sheet.count(), 0);
  });
  // Ended everywhere by another device: who comes back is asked to sign in, not left before an empty screen.
  await signedIn(world, email, async (page) => {
    await signIn(estate, email, password);
    await estate.auth.signOut({ scope: "global" });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Sign in or join" }).waitFor();
  });
}

async function signedIn(world: World, email: string, act: (page: Page) => Promise<void>) {
  const { page, complaints, close } = await world.open("visitor");
  try {
    await page.goto(`${world.url}/sign-in?then=/me/second-factor`);
    await page.getByRole("button", { name: "I have a password" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "Second factor" }).waitFor();
    await act(page);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
