/** A tenant and a landlady talk in two browsers: live, and over a time without a line, in which nothing is lost or said twice. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { World } from "./world.ts";

/** The story. */
export async function talkLive(world: World): Promise<void> {
  const { conversation } = world.ids;
  const address = `${world.url}/messages/${conversation}`;
  const [tenant, owner] = await Promise.all([world.open("tenant"), world.open("owner")]);
  const mark = crypto.randomUUID().slice(0, 8);
  const body = (words: string) => `${words} (${mark})`;
  try {
    await Promise.all([tenant, owner].map(async ({ page }) => {
      await page.goto(address);
      await page.getByLabel("Message", { exact: true }).waitFor();
    }));
    // Each sees the other come.
    await owner.page.getByText("is here").waitFor();
    await say(tenant.page, body("The tap drips again."));
    await owner.page.getByText(body("The tap drips again.")).waitFor();

    await tenant.page.context().setOffline(true);
    await say(tenant.page, body("Saturday is best."));
    await say(tenant.page, body("After ten."));
    assertEquals(await tenant.page.getByText("Waits to be sent").count(), 2);
    await say(owner.page, body("The plumber can come."));
    await tenant.page.context().setOffline(false);
    await tenant.page.getByText(body("The plumber can come.")).waitFor({ timeout: 60_000 });
    await owner.page.getByText(body("After ten.")).waitFor({ timeout: 60_000 });
    await tenant.page.getByText("Waits to be sent").first().waitFor({ state: "detached" });

    const said = await world.stack.database.query<{ body: string }>(
      "select body from public.messages where conversation_id = $1 and body like '%' || $2 || '%' order by id",
      [conversation, mark],
    );
    // What crossed on the way may stand either way; what one wrote stands as it was written, once.
    const theirs = body("The plumber can come.");
    assertEquals(said.filter((it) => it.body === theirs).length, 1);
    assertEquals(said.map((it) => it.body).filter((it) => it !== theirs), [
      body("The tap drips again."),
      body("Saturday is best."),
      body("After ten."),
    ]);
    // What was written and left, and what is written before the talk is joined, is said all the same.
    await tenant.page.context().setOffline(true);
    await say(tenant.page, body("I am off now."));
    await tenant.page.goto("about:blank");
    await tenant.page.context().setOffline(false);
    await tenant.page.goto(`${world.url}/messages`);
    await owner.page.getByText(body("I am off now.")).waitFor({ timeout: 60_000 });
    await tenant.page.goto(address);
    await say(tenant.page, body("Back again."));
    await owner.page.getByText(body("Back again.")).waitFor({ timeout: 60_000 });
    // A draft outlives the tab.
    await tenant.page.getByLabel("Message", { exact: true }).fill("One more th");
    await tenant.page.goto(address);
    assertEquals(
      await tenant.page.getByLabel("Message", { exact: true }).inputValue(),
      "One more th",
    );
    assertEquals([...tenant.complaints, ...owner.complaints], []);
  } finally {
    await Promise.all([tenant.close(), owner.close()]);
  }
}

async function say(page: Page, words: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(words);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText(words).waitFor();
}
