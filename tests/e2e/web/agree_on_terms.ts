/** A buyer makes an offer, the seller answers it while they look on, and what they accept begins a sale. */
import { assertEquals } from "@std/assert";
import { getOffer } from "@estate/sdk";
import type { Page } from "playwright-core";
import { as } from "./as_login.ts";
import { listingsOf } from "./visitor_world.ts";
import type { World } from "./world.ts";

/** The story. */
export async function agreeOnTerms(world: World): Promise<void> {
  const { stack, url } = world;
  const [, , listing = ""] = await listingsOf(stack, "agency", "sale");
  const { page, complaints, close } = await world.open("tenant");
  try {
    await page.goto(`${url}/l/${listing}`);
    await page.getByRole("link", { name: "Offer", exact: true }).click();
    const amount = page.getByLabel("What do you offer for it?");
    await amount.fill("40m");
    await page.getByText("₦40,000,000", { exact: true }).waitFor();
    // A tab that is closed in between loses nothing.
    await page.reload();
    assertEquals(await amount.inputValue(), "₦40,000,000");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByLabel("By when should the sale be completed?").fill("05/12/2027");
    await page.getByText("5 Dec 2027").waitFor();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByLabel("Do you ask for something else?").fill("The furniture stays.");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("The furniture stays.").waitFor();
    await page.getByRole("button", { name: "Send the offer" }).click();
    await page.waitForURL(/\/offers\/[0-9a-f-]{36}$/);
    await page.getByText("Waits for the owner").waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    assertEquals(await roundsOf(world, id), [
      { kobo: "4000000000", day: "2027-12-05", conditions: "The furniture stays." },
    ]);

    await counter(world, id);
    assertEquals((await roundsOf(world, id)).slice(1), [
      { kobo: "4400000000", day: "2027-12-05", conditions: null },
    ]);
    // Nobody has pressed anything: the screen heard of it.
    await page.getByText("Your answer is asked for").waitFor();
    await page.getByRole("button", { name: "Accept ₦44,000,000" }).click();
    const sheet = page.getByRole("alertdialog", { name: "Accept these terms?" });
    await sheet.getByText("5 Dec 2027").waitFor();
    assertEquals(await sheet.getByText("The furniture stays.").count(), 0);
    await sheet.getByRole("button", { name: "Accept", exact: true }).click();
    await page.getByRole("link", { name: "To the sale" }).click();
    await page.getByRole("heading", { level: 1, name: "The sale" }).waitFor();
    await page.getByText("Nothing is due yet").waitFor();
    await as(stack, "agency", async (estate) => {
      const offer = await getOffer(estate, id);
      assertEquals([offer?.status, offer?.accepted_round], ["accepted", 2]);
    });
    await page.goto(`${url}/saved`);
    await page.getByText("Offer accepted").first().waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** First to last. */
const roundsOf = ({ stack }: World, offer: string) =>
  stack.database.query<Record<string, unknown>>(
    `select amount_kobo::text as kobo, completes_on::text as day, conditions
     from public.offer_rounds where offer_id = $1 order by round`,
    [offer],
  );

/** The seller asks for more, and does not take on what the buyer asks for. */
async function counter(world: World, offer: string): Promise<void> {
  const [at] = await world.stack.database.query<{ org: string }>(
    "select org_id as org from public.offers where id = $1",
    [offer],
  );
  const { page, complaints, close } = await world.open("agency");
  try {
    await page.goto(`${world.url}/org/${at?.org}/people/offers/${offer}`);
    await page.getByRole("button", { name: "Make a counter-offer" }).click();
    await answer(page);
    await page.getByText("Waits for their answer").waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function answer(page: Page): Promise<void> {
  const sheet = page.getByRole("dialog", { name: "Make a counter-offer" });
  const conditions = sheet.getByLabel("What else?");
  assertEquals(await conditions.inputValue(), "The furniture stays.");
  await conditions.fill("");
  await sheet.getByLabel("Price").fill("44m");
  // What is emptied would stay as it was proposed: it is not sent in silence.
  const day = sheet.getByLabel("To complete by");
  const proposed = await day.inputValue();
  await day.fill("");
  const send = sheet.getByRole("button", { name: "Send the counter-offer" });
  await send.click();
  await sheet.getByText("A day is proposed: name another one, or that one.").waitFor();
  await day.fill(proposed);
  await send.click();
  await sheet.waitFor({ state: "detached" });
}
