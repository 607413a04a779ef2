/** A landlady gives a listing photos from her phone: small on the way, in order and described by keyboard, seen by visitors. */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { eventually } from "../../../local/demo/narrator.ts";
import { room } from "../../../supabase/functions/media/testing/pictures.ts";
import type { World } from "./world.ts";

/** The story. */
export async function photosOfAListing(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const { page, complaints, close } = await world.open("owner");
  try {
    await page.goto(`${url}/org/${ids.org}/listings/${ids.listing}`);
    const files = await Promise.all(
      ([[3000, 2000], [2400, 1800]] as const).map(async ([wide, high], n) => ({
        name: `IMG_${n}.jpg`,
        mimeType: "image/jpeg",
        buffer: Buffer.from(await room("jpeg", wide, high, { seed: n + 1, quality: 100 })),
      })),
    );
    await page.getByLabel("Add photos").setInputFiles(files);
    const photos = page.getByRole("listitem").filter({ has: page.getByLabel("What it shows") });
    await photos.nth(1).waitFor();
    const made = await stack.database.query<{ width: number; height: number }>(
      "select width, height from public.listing_media where listing_id = $1 order by position",
      [ids.listing],
    );
    assertEquals(made, [{ width: 2000, height: 1333 }, { width: 2000, height: 1500 }]);
    const [first, second] = await order(stack, ids.listing);

    // By keyboard: the button keeps the focus while its photo moves.
    const later = photos.first().getByRole("button", { name: /^Later: photo 1/ });
    await later.focus();
    await page.keyboard.press("Enter");
    await eventually("the new order", async () => {
      const [now] = await order(stack, ids.listing);
      return now === second ? true : undefined;
    });
    assertEquals(await order(stack, ids.listing), [second, first]);
    await focusIsSomewhere(page);

    // There and back quickly, while the first answer is slow: the last order is the one that stays, written and shown.
    const orders = "**/rest/v1/rpc/order_media*";
    const before = await order(stack, ids.listing);
    let asked = 0;
    let answered = 0;
    await page.route(orders, async (route) => {
      if (asked++ === 0) await new Promise((done) => setTimeout(done, 700));
      await route.fulfill({ response: await route.fetch() });
      answered++;
    });
    const cover = photos.first().getByRole("img");
    const shown = await cover.getAttribute("src");
    for (let presses = 0; presses < 2; presses++) {
      await photos.first().getByRole("button", { name: /^Later: photo 1/ }).click();
      await eventually(
        "the order as it was pressed",
        async () => (await cover.getAttribute("src") === shown) === (presses === 1) || undefined,
      );
    }
    await eventually("both answers", () => Promise.resolve(answered === 2 || undefined));
    assertEquals(await order(stack, ids.listing), before);
    assertEquals(await cover.getAttribute("src"), shown);
    await page.unroute(orders);

    const alt = photos.first().getByLabel("What it shows");
    await alt.fill("The sitting room, with two windows to the street");
    await page.keyboard.press("Tab");
    await page.getByText("Saved").waitFor();
    await page.getByRole("link", { name: "As visitors see it" }).click();
    await page.getByRole("img", { name: "The sitting room, with two windows to the street" })
      .first().waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function order({ database }: World["stack"], listing: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    "select id from public.listing_media where listing_id = $1 order by position",
    [listing],
  );
  return rows.map(({ id }) => id);
}

async function focusIsSomewhere(page: Page): Promise<void> {
  assertEquals(await page.evaluate("document.activeElement === document.body"), false);
}
