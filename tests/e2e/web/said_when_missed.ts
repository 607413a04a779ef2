/** What cannot be read, or done, is said: it never looks like "there is none", or as if it had been done. */
import { assertEquals } from "@std/assert";
import type { Page, Route } from "playwright-core";
import type { World } from "./world.ts";

/** The story, by the tenant; nothing of it stays. */
export async function saidWhenMissed(world: World): Promise<void> {
  const { page, close } = await world.open("tenant");
  try {
    await ownViewings(page, world);
    await ownLetters(page, world);
    await languageOfMessages(page, world);
  } finally {
    await close();
  }
}

const silence = "Something went wrong at Estate";
const fails = (route: Route) => route.fulfill({ status: 500, json: { message: "down" } });
const table = (name: string) => (it: URL) => it.pathname === `/rest/v1/${name}`;

/** Who booked already and cannot be shown it is not offered the times as if they had not. */
async function ownViewings(page: Page, { url, ids }: World): Promise<void> {
  await page.route(table("viewings"), fails);
  await page.goto(`${url}/l/${ids.listing}/view`);
  await page.getByText(silence).waitFor();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(silence).waitFor({ state: "detached" });
  await page.getByRole("listitem").getByRole("button").first().waitFor();
}

/** A home whose letters do not come does not say that nothing waits for an answer. */
async function ownLetters(page: Page, { url, ids }: World): Promise<void> {
  await page.route(table("letters"), fails);
  await page.goto(`${url}/home/${ids.tenancy}`);
  await page.getByText(silence).first().waitFor();
  await page.unrouteAll();
}

/** The app is read in another language at once; that messages do not follow is said, and done by one press later. */
async function languageOfMessages(page: Page, world: World): Promise<void> {
  const { url, stack } = world;
  const spoken = async () => {
    const [row] = await stack.database.query<{ locale: string }>(
      "select locale from public.profiles where id = (select id from auth.users where email = $1)",
      ["tenant@demo.estate.ng"],
    );
    return row?.locale;
  };
  const before = await spoken();
  // Before the page comes: one that has come already, by the service worker, may ask past what is set up later.
  await page.route(
    "**/rest/v1/profiles?*",
    (route) => route.request().method() === "PATCH" ? route.abort() : route.fallback(),
  );
  await page.goto(`${url}/me`);
  await page.getByText("Yorùbá").click();
  await page.getByText("dúró ní èdè tí ó wà tẹ́lẹ̀").waitFor();
  assertEquals(await page.locator("html").getAttribute("lang"), "yo");
  assertEquals(await spoken(), before);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Tún gbìyànjú" }).click();
  await page.getByText("Láti ìsinsìnyí a ó máa kọ̀wé sí ọ ní èdè yìí.").waitFor();
  assertEquals(await spoken(), "yo");
  await page.getByText("English", { exact: true }).click();
  await page.getByText("From now on we write to you in this language.").waitFor();
  assertEquals(await spoken(), "en");
}
