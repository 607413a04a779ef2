/** A screen that is used by its keys alone. */
import { assert } from "@std/assert";
import type { Locator, Page } from "playwright-core";

/** In the page, whose types are not those of here. */
const hasFocus = (it: unknown) =>
  it === (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement;

/** Far more than any screen needs: who has to press it so often gives up. */
const mostTabs = 60;

/** Presses Tab until `target` has the focus. @throws {AssertionError} it cannot be reached */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < mostTabs; pressed++) {
    if (await target.evaluate(hasFocus)) return;
    await page.keyboard.press("Tab");
  }
  assert(false, `${target} cannot be reached with ${mostTabs} tabs`);
}

/** Reaches `target` and presses a key on it. */
export async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Waits for a screen, whose title has the focus: whoever goes on from there begins at its top. */
export async function arriveAt(page: Page, title: string | RegExp): Promise<void> {
  const heading = page.getByRole("heading", { level: 1, name: title });
  await heading.waitFor();
  const focused = await heading.elementHandle();
  await page.waitForFunction(hasFocus, focused);
}
