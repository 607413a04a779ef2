/** Where a page is and how it begins, for whoever looks for a fault. */
import type { Page } from "playwright-core";

/** Never throws: what cannot be read is said. */
export async function whatStandsThere(page: Page): Promise<string> {
  const words = await page.locator("body").innerText({ timeout: 5_000 }).catch(String);
  return `${page.url()} ${words.replaceAll(/\s+/g, " ").slice(0, 600)}`;
}
