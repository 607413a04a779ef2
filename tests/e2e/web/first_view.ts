/** The first homes are shown before the app is there, and are what the app then shows: nothing moves, in a language of two. */
import { assert, assertEquals } from "@std/assert";
import { until } from "./kept_on_the_phone.ts";
import { watchShift } from "./layout_shift.ts";
import type { World } from "./world.ts";

/** What is drawn, without what only scripts need: the names of parts, their classes and words, in order. */
const outline = `(() => {
  const of = (it) => it.nodeType === Node.TEXT_NODE ? it.data : [
    it.tagName, it.getAttribute("class"), it.getAttribute("href"), it.getAttribute("src"), it.getAttribute("srcset"),
    [...it.childNodes].map(of),
  ];
  return JSON.stringify(of(document.querySelector("#app > div")));
})()`;

/** The story. */
export async function firstView(world: World): Promise<void> {
  for (const [language, width] of [["en", 360], ["yo", 1280]] as const) {
    const viewport = { width, height: 740 };
    const { page, complaints, close } = await world.open("visitor", { viewport });
    try {
      await page.addInitScript(
        `localStorage.setItem("estate.language", "${language}"); ${watchShift}`,
      );
      // "Confirmed 2 minutes ago" is another text a moment later.
      await page.clock.setFixedTime(Date.now());
      // On a slow line the app comes after the homes: here it is held back until they are there.
      const held = Promise.withResolvers<void>();
      await page.route(/\/assets\/core-/, async (route) => {
        await held.promise;
        await route.continue();
      });
      await page.goto(`${world.url}/search`, { waitUntil: "commit" });
      await page.getByRole("article").first().waitFor();
      assertEquals(await page.evaluate("globalThis.estateMounted"), undefined);
      const before = await page.evaluate(outline);
      // A link leads somewhere already.
      const link = page.getByRole("article").first().getByRole("link");
      assert((await link.getAttribute("href"))?.startsWith("/l/"));
      held.resolve();
      await until(page, "globalThis.estateMounted === true && !document.querySelector('[inert]')");
      assertEquals(await page.evaluate(outline), before);
      const shift = Number(await page.evaluate("window.shift"));
      assert(shift <= 0.02, `things moved by ${shift}`);
      assertEquals(complaints, []);
    } finally {
      await close();
    }
  }
}
