/** News lead to the screen they concern; an offer to where it is answered; who is suspended reads it and appeals. */
import { assertEquals } from "@std/assert";
import { makeSuspended } from "./suspended_world.ts";
import type { World } from "./world.ts";

/** The story; after an offer was made on a home of the landlady. */
export async function toldAndLed(world: World): Promise<void> {
  await newsOfWork(world);
  await suspended(world);
}

async function newsOfWork({ stack, ids, open }: World): Promise<void> {
  await stack.database.query(
    `select private.notify(array(select id from auth.users where email = 'owner@demo.estate.ng'), $1, 'listing_suspended',
       'Your listing was suspended', $2, '{"reason": "The photos show another house"}')`,
    [ids.org, ids.listing],
  );
  const [offer] = await stack.database.query<{ id: string }>(
    "select id from public.offers where org_id = $1 order by id desc limit 1",
    [ids.org],
  );
  const { page, close } = await open("owner");
  try {
    await page.goto(`${stack.webUrl}/notifications`);
    await page.getByText("The photos show another house").waitFor();
    await page.getByRole("link", { name: /Your listing was suspended/ }).first().click();
    await page.waitForURL((it) => it.pathname === `/org/${ids.org}/listings/${ids.listing}`);
    // The address of an offer is the same for both sides.
    await page.goto(`${stack.webUrl}/offers/${offer?.id}`);
    await page.waitForURL((it) => it.pathname === `/org/${ids.org}/people/offers/${offer?.id}`);
    await page.getByRole("heading", { name: "Rounds" }).waitFor();
  } finally {
    await close();
  }
}

async function suspended(world: World): Promise<void> {
  const { stack } = world;
  const org = await makeSuspended(world);
  const { page, close } = await world.open("tenant11");
  try {
    await page.goto(`${stack.webUrl}/notifications`);
    await page.getByText("The homes are let twice").waitFor();
    await page.getByRole("link", { name: /Your organization was suspended/ }).click();
    await page.getByText("This organization is suspended").waitFor();
    const appeal = page.getByRole("button", { name: "Appeal" });
    await appeal.click();
    await page.getByText("Say why in a sentence or two.").waitFor();
    await page.getByLabel("Why is it wrong?").fill("The homes are ours: the deeds are on file.");
    await appeal.dblclick();
    await page.getByText(/^You appealed on/).waitFor();
    const made = await stack.database.query<{ words: string }>(
      "select words from public.appeals where subject_id = $1",
      [org],
    );
    assertEquals(made, [{ words: "The homes are ours: the deeds are on file." }]);
  } finally {
    await close();
  }
}
