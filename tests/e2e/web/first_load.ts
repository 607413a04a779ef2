/** What the first screen of a search loads: a budget of bytes and of files, before any map. */
import { assert } from "@std/assert";
import { appBytes, workerIsIn } from "./kept_on_the_phone.ts";
import type { World } from "./world.ts";

/** After gzip. */
const mostBytes = 150_000;
const mostFiles = 7;
/** Of what the worker keeps for the first screens, as it is: much of it the browser has already. */
const mostKept = 650_000;

/** Opens /search as a visitor with nothing kept, and counts the scripts. */
export async function firstLoad(world: World): Promise<void> {
  const { page, close } = await world.open("visitor");
  try {
    const scripts = new Set<string>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.add(response.url());
    });
    await page.goto(`${world.url}/search`);
    await page.getByRole("article").first().waitFor();
    await page.waitForLoadState("networkidle");
    const sizes = await Promise.all([...scripts].map(async (url) => {
      // Asked by hand: what a browser took it does not say in bytes of gzip.
      const response = await fetch(url, { headers: { "accept-encoding": "identity" } });
      const packed = response.body?.pipeThrough(new CompressionStream("gzip"));
      return (await new Response(packed).bytes()).length;
    }));
    const bytes = sizes.reduce((sum, it) => sum + it, 0);
    console.log(`/search: ${bytes} bytes of scripts after gzip in ${scripts.size} files`);
    assert(bytes <= mostBytes, `${bytes} bytes of scripts, not ${mostBytes}: ${[...scripts]}`);
    assert(scripts.size <= mostFiles, `${scripts.size} scripts, not ${mostFiles}`);
    await workerIsIn(page);
    const kept = await appBytes(page);
    console.log(`The worker keeps ${kept} bytes of the app`);
    assert(kept <= mostKept, `${kept} bytes are kept, not ${mostKept}`);
  } finally {
    await close();
  }
}
