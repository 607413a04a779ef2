/** Somebody new: a code that outlives a reload, words for a wrong one, a name asked once, and a viewing that is found again. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import type { World } from "./world.ts";

const typed = "0803 555 0199";
const phone = "+2348035550199";

/** The story. */
export async function newcomer(world: World): Promise<void> {
  const { url, ids } = world;
  const { page, complaints, close } = await world.open("visitor");
  try {
    await page.goto(`${url}/l/${ids.listing}/view`);
    await signsIn(page, world);
    await saysTheirName(page, world);
    await seesAHome(page, world);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
  // Whichever of her organizations comes first: others may have been made meanwhile.
  await landsAt(world, "owner", /\/org\/[0-9a-f-]{36}$/);
  await landsAt(world, "tenant", /\/home\/[0-9a-f-]{36}$/);
}

/** The phone forgets the page while its owner looks for the SMS. */
async function signsIn(page: Page, { stack }: World): Promise<void> {
  const ask = async () => {
    await page.getByLabel("Phone number or e-mail").fill(typed);
    await page.getByRole("button", { name: "Send me a code" }).click();
  };
  await ask();
  const code = page.getByLabel("Code", { exact: true });
  await code.waitFor();
  await page.reload();
  await code.waitFor();
  // Who goes back all the same is not left without the code that is still good.
  await page.getByRole("button", { name: "Another number or address" }).click();
  await ask();
  await page.getByText("No new code was sent so soon after another").waitFor();
  await page.getByRole("button", { name: "Type the code that was sent" }).click();
  const token = /\b\d{6}\b/.exec(stack.termii.messages(phone)[0]?.text ?? "")?.[0] ?? "";
  await code.fill(String((Number(token) + 1) % 1_000_000).padStart(6, "0"));
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  await alert.getByText("This code is wrong or too old").waitFor();
  assertEquals(await alert.getByText("Token has expired").count(), 0);
  await code.fill(token);
  await page.keyboard.press("Enter");
}

/** Before others read it; not twice. */
async function saysTheirName(page: Page, { url, ids, stack }: World): Promise<void> {
  await page.getByRole("heading", { level: 1, name: "What is your name?" }).waitFor();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("Type your first name and your surname.").waitFor();
  await page.getByLabel("Your name").fill("Zainab Bello");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url}/l/${ids.listing}/view`);
  await page.getByRole("banner").getByText("Zainab Bello").waitFor();
  const [profile] = await stack.database.query<{ name: string }>(
    `select profile.display_name as name from public.profiles as profile
     join auth.users as account on account.id = profile.id where account.phone = $1`,
    [phone.slice(1)],
  );
  assertEquals(profile, { name: "Zainab Bello" });
}

/** What was booked stands where one looks for it, and is given back there. */
async function seesAHome(page: Page, { url, ids }: World): Promise<void> {
  const expected = page.getByRole("heading", { level: 1, name: "You are expected" });
  await page.getByRole("listitem").getByRole("button").first().click();
  await expected.waitFor();
  await page.reload();
  await expected.waitFor();
  await page.getByRole("link", { name: "Back to the home" }).click();
  await page.getByRole("link", { name: /^You see it on / }).waitFor();
  await page.goto(`${url}/saved`);
  const going = page.locator("section", {
    has: page.getByRole("heading", { name: "Homes that you go to see" }),
  });
  await going.getByText("Lagos", { exact: false }).first().waitFor();
  await going.getByText(/\d\d:\d\d–\d\d:\d\d/).waitFor();
  await going.getByRole("button", { name: "I cannot come" }).click();
  await going.waitFor({ state: "detached" });
  await page.goto(`${url}/l/${ids.listing}/view`);
  await page.getByRole("heading", { level: 1, name: "See this home" }).waitFor();
}

/** Who signs in by themselves begins where they belong. */
async function landsAt(world: World, login: string, address: RegExp): Promise<void> {
  const { page, complaints, close } = await world.open("visitor");
  try {
    await page.goto(world.url);
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "I have a password" }).click();
    await page.getByLabel("E-mail").fill(`${login}@demo.estate.ng`);
    await page.getByLabel("Password").fill("not the password");
    await page.keyboard.press("Enter");
    await page.getByText("E-mail or password is wrong").waitFor();
    await page.getByLabel("Password").fill(demoPassword);
    await page.keyboard.press("Enter");
    await page.waitForURL(address);
    await page.getByRole("banner").getByRole("button").click();
    await page.getByRole("dialog").getByText("Let, sell or manage homes").waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
