/** task shots [WORDS]: pictures of every screen, or of those whose name has one of the words, for people to look at. */
import { fromFileUrl } from "@std/path";
import { startTemporaryStack } from "../../../local/temporary_stack.ts";
import { buildWeb } from "../../../local/tools/web/build.ts";
import { launchBrowser } from "../browser.ts";
import { show } from "./every_screen.ts";
import { fillingStories } from "./filling_stories.ts";
import { screens } from "./routes.ts";
import { makeWorld, type World } from "./world.ts";

const folder = fromFileUrl(new URL("../../../.local/shots/", import.meta.url));
const sizes = [{ width: 360, height: 740 }, { width: 1280, height: 900 }] as const;
const themes = ["light", "dark"] as const;
/** Of a long screen, as much as this is shown: lists go on as they began. */
const mostHeight = 2400;

/** Takes them all. */
export async function takeShots(world: World, words: readonly string[]): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const wanted = screens.filter(({ name }) =>
    words.length === 0 || words.some((it) => name.includes(it))
  );
  for (const who of new Set(wanted.map((it) => it.who))) {
    for (const viewport of sizes) {
      for (const colorScheme of themes) {
        const { page, close } = await world.open(who, {
          viewport,
          colorScheme,
          reducedMotion: "reduce",
        });
        for (const screen of wanted.filter((it) => it.who === who)) {
          const name = `${
            screen.name.replaceAll(/[^a-z0-9]+/gi, "-")
          }-${viewport.width}-${colorScheme}`;
          try {
            await show(world, page, screen);
            // The font is there from the second page on; what moves has come to its end.
            await page.waitForTimeout(400);
            // The window grows with the page: bars that stick to its ends stand where they would.
            const tall = Number(await page.evaluate("document.documentElement.scrollHeight"));
            const height = Math.max(viewport.height, Math.min(tall, mostHeight));
            await page.setViewportSize({ ...viewport, height });
            await page.screenshot({ path: `${folder}${name}.png` });
            await page.setViewportSize(viewport);
            console.log(`${folder}${name}.png`);
          } catch (error) {
            console.error(`${name}: ${error instanceof Error ? error.message : error}`);
          }
        }
        await close();
      }
    }
  }
}

if (import.meta.main) {
  const stack = await startTemporaryStack({ seed: true, web: buildWeb });
  const browser = await launchBrowser();
  try {
    const world = await makeWorld(stack, browser);
    for (const [name, tell] of fillingStories) {
      await tell(world).catch((error) => console.error(`${name}: ${error}`));
    }
    await takeShots(world, Deno.args);
  } finally {
    await browser.close();
    await stack.close();
  }
  Deno.exit(0);
}
