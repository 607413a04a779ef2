/** Looking around: a home is kept from the list, one comes back to one's place in it, and an area is drawn that the list follows. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { until } from "./kept_on_the_phone.ts";
import type { World } from "./world.ts";

/** The story. */
export async function lookAround(world: World): Promise<void> {
  await keepFromTheList(world);
  await drawAnArea(world);
}

/** Who is not signed in is asked to, and it is done then. */
async function keepFromTheList(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("visitor");
  try {
    await page.goto(`${world.url}/search`);
    const card = page.getByRole("article").nth(1);
    const address = await card.getByRole("link").getAttribute("href");
    const heart = card.getByRole("button", { name: /^Keep: / });
    await heart.click();
    await page.getByRole("button", { name: "I have a password" }).click();
    await page.getByLabel("E-mail").fill("agency@demo.estate.ng");
    await page.getByLabel("Password").fill(demoPassword);
    await page.keyboard.press("Enter");
    await page.waitForURL((it) => it.pathname === "/search");
    await page.getByText("Kept. You find it under Saved.").waitFor();
    const listing = address?.split("/").at(-1) ?? "";
    assertEquals(await heart.getAttribute("aria-pressed"), "true");
    assertEquals(await favourites(world, listing), 1);
    await heart.click();
    await page.getByRole("button", { name: /^Keep: /, pressed: true }).waitFor({
      state: "detached",
    });
    await comeBack(page);
    assertEquals(await favourites(world, listing), 0);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function favourites({ stack }: World, listing: string): Promise<number> {
  const [row] = await stack.database.query<{ kept: number }>(
    `select count(*)::int as kept from public.favourites as favourite
     join auth.users as person on person.id = favourite.user_id
     where favourite.listing_id = $1 and person.email = 'agency@demo.estate.ng'`,
    [listing],
  );
  return row?.kept ?? 0;
}

/** More homes, one far down, and back: at the same place. */
async function comeBack(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Show more homes" }).click();
  const card = page.getByRole("article").nth(22);
  await card.scrollIntoViewIfNeeded();
  await until(page, "scrollY > 1000");
  const before = Number(await page.evaluate("scrollY"));
  await card.getByRole("link").click();
  await page.getByRole("heading", { name: "What was checked" }).waitFor();
  await page.goBack();
  await card.waitFor();
  await until(page, `Math.abs(scrollY - ${before}) < 100`);
}

/** By finger on a phone, which a mouse does here; and without one. */
async function drawAnArea(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("visitor");
  try {
    await page.goto(`${world.url}/search?in=Yaba&view=map`);
    const map = page.getByRole("application");
    await map.waitFor();
    await page.getByRole("button", { name: "Draw an area" }).click();
    await page.getByText("Draw around the place, in one stroke.").waitFor();
    const box = await map.boundingBox();
    if (box === null) throw new Error("The map is nowhere");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x + 60, y);
    await page.mouse.down();
    for (let step = 1; step <= 24; step++) {
      const angle = step * Math.PI / 12;
      await page.mouse.move(x + 60 * Math.cos(angle), y + 60 * Math.sin(angle));
    }
    await page.mouse.up();
    await page.waitForURL(/drawn=/);
    await page.getByRole("button", { name: "Take off: Drawn on the map" }).waitFor();
    // Back undoes it; whoever has no finger takes what is in sight.
    await page.goBack();
    await page.waitForURL((it) => !it.search.includes("drawn"));
    await page.getByRole("button", { name: "Search here" }).press("Enter");
    await page.waitForURL(/drawn=/);
    await page.getByRole("link", { name: "List", exact: true }).click();
    await page.getByRole("article").first().waitFor();
    const places = await page.getByRole("article").allInnerTexts();
    assert(places.every((it) => it.includes("Yaba")), places.join("\n"));
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
