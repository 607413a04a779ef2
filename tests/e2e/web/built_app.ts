/** A test of the built app on a real stack, in a real browser. */
import { startTemporaryStack } from "../../../local/temporary_stack.ts";
import { buildWeb } from "../../../local/tools/web/build.ts";
import { browserTests, launchBrowser } from "../browser.ts";
import { makeWorld, type World } from "./world.ts";

/** One stack and one browser for all steps; each may build on those before. */
export function builtApp(
  name: string,
  steps: (t: Deno.TestContext, world: World) => Promise<void>,
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
        await steps(t, await makeWorld(stack, browser));
      } finally {
        await browser.close();
        await stack.close();
      }
    },
  });
}
