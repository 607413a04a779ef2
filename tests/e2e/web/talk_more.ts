/** What can be done in a talk beside saying something: answer, change, delete, send a photo, find, report, block. */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import type { World } from "./world.ts";

/** The story. */
export async function talkMore(world: World): Promise<void> {
  const { url, ids: { conversation }, stack } = world;
  const [tenant, owner] = await Promise.all([world.open("tenant"), world.open("owner")]);
  const mark = crypto.randomUUID().slice(0, 6);
  const words = `The gate squeaks ${mark}.`;
  try {
    for (const { page } of [tenant, owner]) {
      await page.goto(`${url}/messages/${conversation}`);
      await page.getByLabel("Message", { exact: true }).waitFor();
    }
    await say(tenant.page, words);
    await owner.page.getByText(words).waitFor();

    // An answer shows what it answers.
    await onMessage(owner.page, words);
    await owner.page.getByRole("button", { name: "Answer it" }).click();
    await say(owner.page, `We oil it ${mark}.`);
    await tenant.page.getByText(`We oil it ${mark}.`).waitFor();
    assertEquals(await tenant.page.getByRole("link", { name: new RegExp(words) }).count(), 1);

    // Changed, for both at once.
    await onMessage(tenant.page, words);
    await tenant.page.getByRole("button", { name: "Change it" }).click();
    await tenant.page.getByLabel("What you say").fill(`The gate is broken ${mark}.`);
    await tenant.page.getByRole("button", { name: "Say it so" }).click();
    await owner.page.locator("[data-message]").getByText(`The gate is broken ${mark}.`).first()
      .waitFor();

    await tenant.page.locator("input[data-attach]").setInputFiles({
      name: "gate.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from(await picture("jpeg", 900, 600)),
    });
    await tenant.page.getByText("gate.jpg", { exact: true }).waitFor();
    await say(tenant.page, `See ${mark}.`);
    await owner.page.getByRole("img", { name: /^gate/ }).first().waitFor();

    // Deleted, for both at once.
    await onMessage(tenant.page, `See ${mark}.`);
    await tenant.page.getByRole("button", { name: "Delete it" }).click();
    await tenant.page.getByRole("button", { name: "Delete it for everybody" }).click();
    await owner.page.getByText(`See ${mark}.`).waitFor({ state: "detached" });

    await onMessage(tenant.page, `We oil it ${mark}.`);
    await tenant.page.getByRole("button", { name: "Report it to Estate" }).click();
    await tenant.page.getByLabel("What is wrong with it?").selectOption("other");
    await tenant.page.getByRole("button", { name: "Report it", exact: true }).click();
    await tenant.page.getByText("Nobody here is told").waitFor();

    await found(tenant.page, url, mark);
    const reports = await stack.database.query<{ reason: string }>(
      `select report.reason::text from public.message_reports as report
       join public.messages as said on said.id = report.message_id where said.body like '%' || $1 || '%'`,
      [mark],
    );
    assertEquals(reports, [{ reason: "other" }]);
    await blocked(tenant.page, `${url}/messages/${conversation}`, world);
    assertEquals([...tenant.complaints, ...owner.complaints], []);
  } finally {
    await Promise.all([tenant.close(), owner.close()]);
  }
}

async function found(page: Page, url: string, mark: string): Promise<void> {
  await page.goto(`${url}/messages`);
  await page.getByRole("searchbox", { name: "Look for words in all talks" }).fill(mark);
  await page.keyboard.press("Enter");
  const results = page.getByRole("region", { name: "What was found" });
  await results.getByText("The gate is broken").click();
  await page.waitForURL(/\/messages\/.*at=/);
  await page.locator("[data-message]").getByText(`The gate is broken ${mark}.`).first().waitFor();
  await page.goBack();
  await results.waitFor();
}

async function blocked(page: Page, talk: string, { stack }: World): Promise<void> {
  const blocks = async () =>
    (await stack.database.query<{ many: number }>(
      `select count(*)::int as many from public.blocks as block
       join auth.users as person on person.id = block.blocker_id where person.email = $1`,
      ["tenant@demo.estate.ng"],
    ))[0]?.many;
  await page.goto(talk);
  await page.getByRole("link", { name: "Who takes part" }).click();
  await page.getByRole("button", { name: "Block" }).first().click();
  await page.getByRole("button", { name: "They can write to you no more" }).click();
  await page.getByRole("button", { name: "Let them write again" }).waitFor();
  assertEquals(await blocks(), 1);
  await page.getByRole("button", { name: "Let them write again" }).click();
  await page.getByRole("button", { name: "Block" }).first().waitFor();
  assertEquals(await blocks(), 0);
}

async function say(page: Page, words: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(words);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText(words).first().waitFor();
}

/** Opens the sheet of what to do with it; an answer to it quotes it further below. */
async function onMessage(page: Page, words: string): Promise<void> {
  await page.locator("[data-message]").filter({ hasText: words }).first()
    .getByRole("link", { name: /^What to do with the message/ }).click();
  await page.getByRole("dialog", { name: "This message" }).waitFor();
}
