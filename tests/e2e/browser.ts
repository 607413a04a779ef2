/** Debian's Chromium, or one that CHROMIUM names, driven through playwright-core. Its headless shell draws for a third less. */
import { type Browser, chromium } from "playwright-core";

/** Where it is; without any the tests in a browser are left out. */
export const chromiumPath: string | undefined = await (async () => {
  const paths = [
    Deno.env.get("CHROMIUM"),
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
  ];
  for (const path of paths) {
    if (path !== undefined && await Deno.stat(path).then(() => true, () => false)) return path;
  }
  return undefined;
})();

/**
 * Whether the tests in a browser run: what a page shows does not depend on the engine, so they do once, on the embedded
 * database, and not again on DATABASE_URL.
 */
export const browserTests = chromiumPath !== undefined &&
  Deno.env.get("DATABASE_URL") === undefined;

/** Starts it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath as string,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
