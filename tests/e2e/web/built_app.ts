/** A test of the built app on a real stack, in a real browser. */
import { startTemporaryStack } from "../../../local/temporary_stack.ts";
import { buildWeb } from "../../../local/tools/web/build.ts";
import { browserTests, launchBrowser } from "../browser.ts";
import { makeWorld, type World } from "./world.ts";

/** Tells the stories of a test, one after the other. */
export interface Stories {
  step(name: string, story: () => Promise<void>): Promise<unknown>;
}

/** Of a story that fails it is said as well what stood on its pages. */
const storiesOf = (t: Deno.TestContext, { lastSeen }: World): Stories => ({
  step: (name, story) =>
    t.step(name, async () => {
      lastSeen.length = 0;
      try {
        await story();
      } catch (error) {
        throw new Error(`What stood there: ${lastSeen.join("; ")}`, { cause: error });
      }
    }),
});

/** One stack and one browser for all steps; each may build on those before. */
export function builtApp(
  name: string,
  steps: (t: Stories, world: World) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore: !browserTests,
    // Chromium's pipes close a moment after the browser does.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn(t) {
      const stack = await startTemporaryStack({ seed: true, web: buildWeb });
      const browser = await launchBrowser();
      try {
        const world = await makeWorld(stack, browser);
        await steps(storiesOf(t, world), world);
      } finally {
        await browser.close();
        await stack.close();
      }
    },
  });
}
