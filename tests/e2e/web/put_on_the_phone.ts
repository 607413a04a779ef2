/** The app offers to be put on the phone: to who came back on another day, until they say no; not to visitors, and not beside a search. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { findings } from "./accessible.ts";
import { until } from "./kept_on_the_phone.ts";
import type { World } from "./world.ts";

/** As a browser says it while the page is still on its way; what it is told to ask is counted. */
const early = `document.addEventListener("DOMContentLoaded", () => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = () => {
    globalThis.askedToInstall = (globalThis.askedToInstall ?? 0) + 1;
    return Promise.resolve({ outcome: "dismissed" });
  };
  dispatchEvent(event);
  globalThis.saidEarly = event.defaultPrevented;
})`;

const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 " +
  "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

const card = (page: Page) => page.getByRole("heading", { name: "Estate on your home screen" });

/** What somebody is seen since is put back to another day. */
const dayBefore = (page: Page) =>
  page.evaluate(
    `localStorage.setItem("estate.since." + localStorage.getItem("estate.user"), "2026-01-02")`,
  );

/** The story. */
export async function putOnThePhone(world: World): Promise<void> {
  await whereTheBrowserAsks(world);
  await onAnIphone(world);
}

async function whereTheBrowserAsks(world: World): Promise<void> {
  const { url, ids } = world;
  const { page, complaints, close } = await world.open("tenant");
  try {
    await page.addInitScript(early);
    // The first day: it is noted, and nothing is offered.
    await page.goto(`${url}/home/${ids.tenancy}`);
    await page.getByText("This term").waitFor();
    await until(
      page,
      `localStorage.getItem("estate.since." + localStorage.getItem("estate.user"))`,
    );
    assertEquals(await page.evaluate("saidEarly"), true, "the browser would ask by itself");
    assertEquals(await card(page).count(), 0);

    await dayBefore(page);
    await page.goto(`${url}/search`);
    await page.getByRole("article").first().waitFor();
    assertEquals(await card(page).count(), 0);
    await page.goto(`${url}/home/${ids.tenancy}`);
    await card(page).waitFor();
    assertEquals(await findings(page), []);
    // Asked once; what the browser was answered is between them.
    await page.getByRole("button", { name: "Put it there" }).press("Enter");
    await card(page).waitFor({ state: "detached" });
    assertEquals(await page.evaluate("askedToInstall"), 1);
    assertEquals(await page.evaluate("document.activeElement === document.body"), false);

    await page.goto(`${url}/me`);
    await card(page).waitFor();
    await page.getByRole("button", { name: "No, and do not ask again" }).click();
    await card(page).waitFor({ state: "detached" });
    for (const path of [`/me`, `/home/${ids.tenancy}`]) {
      await page.goto(url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      assertEquals(await card(page).count(), 0, path);
    }
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** Nothing asks there: words say how. Where it stands on the home screen it is not offered. */
async function onAnIphone(world: World): Promise<void> {
  const { url, ids } = world;
  const { page, complaints, close } = await world.open("owner", { userAgent: iphone });
  try {
    await page.goto(`${url}/org/${ids.org}`);
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await until(
      page,
      `localStorage.getItem("estate.since." + localStorage.getItem("estate.user"))`,
    );
    await dayBefore(page);
    await page.reload();
    await card(page).waitFor();
    await page.getByText("Add to Home Screen", { exact: false }).waitFor();
    assertEquals(await page.getByRole("button", { name: "Put it there" }).count(), 0);
    await page.addInitScript("navigator.standalone = true");
    await page.reload();
    await page.getByRole("region", { name: "How it stands" }).waitFor();
    assertEquals(await card(page).count(), 0);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
