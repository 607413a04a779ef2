/** Data is to be saved: photos of a home wait for a press that says what they cost, cost that, and are there without a line. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { addPhoto, createEstate, signIn } from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { room } from "../../../supabase/functions/media/testing/pictures.ts";
import { findings } from "./accessible.ts";
import { until, workerIsIn } from "./kept_on_the_phone.ts";
import type { World } from "./world.ts";

/** The story. */
export async function saveData(world: World): Promise<void> {
  const { url, ids } = world;
  await givePhotos(world);
  const { page, complaints, close } = await world.open("visitor");
  const loaded = new Map<string, number>();
  page.on("response", async (response) => {
    if (!isPhoto(response.url())) return;
    const body = await response.body().catch(() => undefined);
    loaded.set(response.url(), body?.length ?? 0);
  });
  try {
    await page.addInitScript(`localStorage.setItem("estate.data", "low")`);
    await page.goto(`${url}/l/${ids.listing}`);
    const offer = page.getByRole("button", { name: /^Show \d+ photos? \(\d+ kB\)$/ });
    await offer.waitFor();
    await workerIsIn(page);
    // What a first visit asked for before there was a worker is asked for anew, and kept.
    await page.reload();
    await offer.waitFor();
    await until(
      page,
      `caches.open("estate-catalogue").then((it) => it.keys())
        .then((them) => them.some((it) => it.url.includes("/listings/${ids.listing}")))`,
    );
    assertEquals(await findings(page), []);
    await page.waitForLoadState("networkidle");
    assertEquals([...loaded.keys()], [], "a photo was loaded that nobody asked for");

    const [, count, size] = /(\d+) photos? \((\d+) kB\)/.exec(await offer.innerText()) ?? [];
    assertEquals(Number(count), await photosOf(world));
    // By keyboard: what is pressed goes, and the focus goes on to what it brought.
    await offer.focus();
    await page.keyboard.press("Enter");
    await allShown(page, Number(count));
    assertEquals(await page.evaluate("document.activeElement === document.body"), false);
    await eventually("the bytes of each", () => loaded.size === Number(count) || undefined);
    const bytes = [...loaded.values()].reduce((sum, it) => sum + it, 0);
    assertEquals(Number(size), Math.ceil(bytes / 1000), `${bytes} bytes came`);

    // Without a line they come from the phone, in another tab too, which nobody told of the press.
    await page.context().setOffline(true);
    await page.reload();
    await allShown(page, Number(count));
    const other = await page.context().newPage();
    await other.goto(`${url}/l/${ids.listing}`);
    await allShown(other, Number(count));
    assertEquals(await other.getByRole("button", { name: /^Show \d+ photo/ }).count(), 0);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

const isPhoto = (url: string) => url.includes("/storage/v1/object/public/listing-media/");

/** As many pictures, each of them there. */
async function allShown(page: Page, count: number): Promise<void> {
  const images = page.getByRole("list", { name: "Photos" }).getByRole("img");
  await images.nth(count - 1).waitFor();
  await until(
    page,
    `[...document.querySelectorAll("main article ul img")].filter((it) => it.complete && it.naturalWidth > 0).length === ${count}`,
  );
}

async function photosOf({ stack, ids }: World): Promise<number> {
  const [row] = await stack.database.query<{ photos: number }>(
    "select count(*)::int as photos from public.listing_media where listing_id = $1",
    [ids.listing],
  );
  return row?.photos ?? 0;
}

/** Two, where an earlier story gave none. */
async function givePhotos(world: World): Promise<void> {
  if (await photosOf(world) > 1) return;
  const { stack, ids } = world;
  const estate = createEstate(stack.url, stack.publishableKey);
  try {
    await signIn(estate, "owner@demo.estate.ng", demoPassword);
    for (const seed of [61, 62]) {
      const file = new Blob([await room("jpeg", 1200, 900, { seed })], { type: "image/jpeg" });
      await addPhoto(estate, ids.listing, file);
    }
    assert(await photosOf(world) > 1);
  } finally {
    await estate.auth.signOut({ scope: "local" });
  }
}
