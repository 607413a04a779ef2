/** On the page about oneself nothing moves from under the finger when what is known of one comes late. */
import { assert } from "@std/assert";
import { watchShift } from "./layout_shift.ts";
import type { World } from "./world.ts";

/** The story, by somebody whose organizations give her more to choose from. */
export async function ownPageStandsStill(world: World): Promise<void> {
  const { page, close } = await world.open("owner");
  try {
    await page.addInitScript(watchShift);
    const held = Promise.withResolvers<void>();
    await page.route((it) => it.pathname === "/rest/v1/rpc/my_hats", async (route) => {
      await held.promise;
      await route.continue();
    });
    const asked = page.waitForRequest((it) => it.url().endsWith("/rest/v1/rpc/my_hats"));
    await page.goto(`${world.url}/me`);
    await asked;
    await page.waitForTimeout(500);
    held.resolve();
    await page.getByText("Keep this name").waitFor();
    await page.getByText("Yorùbá").waitFor();
    const shift = Number(await page.evaluate("window.shift"));
    assert(shift <= 0.02, `things moved by ${shift}`);
  } finally {
    await close();
  }
}
