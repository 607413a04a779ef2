/** A visitor looks for a home, reads what it costs, and asks about it; a closed tab in between loses nothing. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import type { World } from "./world.ts";

const question = "Is it still free? I would come to see it on Saturday.";

/** The story. */
export async function findAndEnquire(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("visitor");
  try {
    await page.goto(world.url);
    await search(page);
    const listing = await openOne(page);
    await askFirst(page, listing);
    // The tab is closed in the middle of a sentence.
    const again = await page.context().newPage();
    await page.close();
    await again.goto(`${world.url}/l/${listing}/ask`);
    assertEquals(await again.getByLabel("Your question").inputValue(), question);
    await again.getByRole("button", { name: "Send the question" }).click();
    await again.getByRole("heading", { name: "Your question is sent" }).waitFor();
    const [row] = await world.stack.database.query<{ message: string; asked: number }>(
      `select count(*)::int as asked, max(message.body) as message
       from public.enquiries as enquiry
       join public.messages as message on message.conversation_id = enquiry.conversation_id
       where enquiry.listing_id = $1`,
      [listing],
    );
    assertEquals(row, { asked: 1, message: question });
    await keepIt(again, listing);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** Words as people type them, a filter, and the way back. */
async function search(page: Page): Promise<void> {
  await page.getByRole("searchbox").fill("2 bedroom flat Yaba");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=/);
  const title = page.getByRole("heading", { level: 1, name: "Homes to rent" });
  await title.waitFor();
  // Whoever does not see the screen is told of the new one.
  await page.waitForFunction("document.activeElement?.tagName === 'H1'");
  const cards = page.getByRole("article");
  await cards.first().waitFor();
  assertMatch(await cards.first().innerText(), /₦[\d,]+/);
  await page.getByRole("button", { name: /^Filters/ }).click();
  const sheet = page.getByRole("dialog", { name: "Filters" });
  await sheet.waitFor();
  // On a phone Back closes what lies over the screen.
  await page.goBack();
  await sheet.waitFor({ state: "hidden" });
  await title.waitFor();
  await page.getByRole("button", { name: /^Filters/ }).click();
  await sheet.getByText("3+", { exact: true }).first().click();
  await sheet.getByRole("button", { name: /^Show \d+ homes?$/ }).click();
  await page.waitForURL(/beds=3/);
  await page.getByRole("button", { name: "Take off: 3+ bedrooms" }).waitFor();
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes("beds"));
  await cards.first().waitFor();
}

/** Price and move-in total are said before anything is asked. */
async function openOne(page: Page): Promise<string> {
  await page.getByRole("article").first().getByRole("link").click();
  await page.waitForURL(/\/l\/[0-9a-f-]{36}$/);
  await page.getByText("You pay to move in").first().waitFor();
  await page.getByRole("heading", { name: "What was checked" }).waitFor();
  const id = new URL(page.url()).pathname.split("/").at(-1);
  assert(id !== undefined);
  return id ?? "";
}

/** Who is signed out signs in and is back at the question. */
async function askFirst(page: Page, listing: string): Promise<void> {
  await page.getByRole("link", { name: "Ask", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Sign in or join" }).waitFor();
  await page.getByRole("button", { name: "I have a password" }).click();
  await page.getByLabel("E-mail").fill("tenant2@demo.estate.ng");
  await page.getByLabel("Password").fill(demoPassword);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === `/l/${listing}/ask`);
  await page.getByRole("button", { name: "Send the question" }).click();
  const field = page.getByLabel("Your question");
  // An empty question is refused at its field, which takes the focus.
  await page.waitForFunction("document.activeElement?.getAttribute('aria-invalid') === 'true'");
  await field.fill(question);
}

/** The home is kept, and stands on the board beside the question. */
async function keepIt(page: Page, listing: string): Promise<void> {
  await page.getByRole("link", { name: "Back to the home" }).click();
  await page.waitForURL((url) => url.pathname === `/l/${listing}`);
  await page.getByRole("button", { name: "Keep this home" }).click();
  await page.getByText("Kept. You find it under Saved.").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Saved" }).first().click();
  await page.getByRole("heading", { level: 1, name: "My search" }).waitFor();
  await page.getByText("Waits for an answer").waitFor();
  const letGo = page.getByRole("button", { name: /^Let go of/ });
  await letGo.click();
  await letGo.waitFor({ state: "detached" });
}
