/** What makes a draft worth seeing: fees with what the law says of them, photos in order, and that it is published. */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { eventually } from "../../../local/demo/narrator.ts";
import { room } from "../../../supabase/functions/media/testing/pictures.ts";
import type { World } from "./world.ts";

/** Two fees: one above guidance, one that comes back. */
export async function addFees(page: Page, { stack }: World, listing: string): Promise<void> {
  await page.getByRole("button", { name: "Add a fee" }).click();
  await page.getByLabel("Percent", { exact: true }).fill("20");
  await page.getByRole("button", { name: "Keep the fee" }).click();
  await page.getByText("Agency fee, 20%").waitFor();
  await page.getByText("Above guidance").first().waitFor();
  await page.getByRole("button", { name: "Add a fee" }).click();
  await page.getByLabel("What for").selectOption("caution_deposit");
  await page.getByLabel("Amount", { exact: true }).fill("200k");
  await page.getByRole("button", { name: "Keep the fee" }).click();
  await page.getByText("₦200,000 of it comes back to them.").waitFor();
  // 1.8m, a fifth of it, and the deposit.
  await page.getByText("₦2,360,000").first().waitFor();
  const fees = await stack.database.query<{ kind: string; is_refundable: boolean }>(
    "select kind, is_refundable from public.listing_fees where listing_id = $1 order by kind",
    [listing],
  );
  assertEquals(fees, [
    { kind: "agency", is_refundable: false },
    { kind: "caution_deposit", is_refundable: true },
  ]);
}

/** Three photos; by keyboard alone the last becomes the cover. */
export async function addPhotos(page: Page, { stack }: World, listing: string): Promise<void> {
  const files = await Promise.all([1, 2, 3].map(async (n) => ({
    name: `IMG_${n}.jpg`,
    mimeType: "image/jpeg",
    buffer: Buffer.from(await room("jpeg", 400, 300, { seed: n + 40 })),
  })));
  await page.getByLabel("Add photos").setInputFiles(files);
  const photos = page.getByRole("listitem").filter({ has: page.getByLabel("What it shows") });
  // One after the other, each made ready by the project.
  await photos.nth(2).waitFor({ timeout: 60_000 });
  const order = async () =>
    (await stack.database.query<{ id: string }>(
      "select id from public.listing_media where listing_id = $1 order by position",
      [listing],
    )).map(({ id }) => id);
  const before = await order();
  // By keyboard alone: the last photo becomes the cover, from wherever the focus was.
  await photos.nth(2).getByLabel("What it shows").focus();
  for (const _ of [1, 2]) await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await eventually("the last photo as the cover", async () => {
    const now = await order();
    return now[0] === before[2] ? true : undefined;
  });
  assertEquals(await order(), [before[2], before[0], before[1]]);
  assertEquals(await page.evaluate("document.activeElement === document.body"), false);
}

/** Seen as visitors see it, published, seen by one, closed again. */
export async function publish(page: Page, world: World, listing: string): Promise<void> {
  await page.getByText("It has photos").waitFor();
  await page.getByRole("link", { name: "As visitors see it" }).click();
  await page.getByText("Nobody but you sees it yet").waitFor();
  await page.getByText("You pay to move in").filter({ visible: true }).first().waitFor();
  await page.getByRole("link", { name: "Back to the listing" }).click();
  // Pressed twice, as people do: published once, and said once.
  await page.getByRole("button", { name: "Publish" }).dblclick();
  await page.getByText("Open to visitors").waitFor();
  assertEquals(await page.getByText("Published.", { exact: true }).count(), 1);

  const visitor = await world.open("visitor");
  try {
    await visitor.page.goto(`${world.url}/l/${listing}`);
    await visitor.page.getByRole("heading", { level: 1, name: "2-bedroom flat in Surulere" })
      .waitFor();
    await visitor.page.getByText("₦2,360,000").first().waitFor();
    assertEquals(visitor.complaints, []);
  } finally {
    await visitor.close();
  }

  // Off the market again, so that what others count is as it was.
  await page.getByRole("button", { name: "Close it" }).click();
  await page.getByText("I do not offer it any more").click();
  await page.getByRole("button", { name: "Yes, close it for good" }).click();
  await page.getByText("Closed", { exact: true }).waitFor();
  const [closed] = await world.stack.database.query<{ reason: string }>(
    `select reason from public.state_changes where machine = 'listing' and subject_id = $1
     and to_state = 'closed'`,
    [listing],
  );
  assertEquals(closed?.reason, "I do not offer it any more");
}
