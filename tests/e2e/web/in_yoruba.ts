/** The same way in Yoruba: chosen once, kept everywhere, no screen broken by longer words; dark from the middle on. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { show } from "./every_screen.ts";
import { screens } from "./routes.ts";
import type { World } from "./world.ts";

/** The story, by the tenant; then every screen of visitors, whether it is as wide as the phone. */
export async function inYoruba(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("tenant");
  try {
    await page.goto(`${world.url}/me`);
    await page.getByText("Yorùbá").click();
    await page.getByText("Èdè", { exact: true }).first().waitFor();
    assertEquals(await page.locator("html").getAttribute("lang"), "yo");
    await page.getByText("Dúdú", { exact: true }).click();
    // From a tenant's own places to those of whoever looks for a home.
    await page.getByRole("link", { name: "Estate", exact: true }).click();
    await page.getByRole("navigation").getByRole("link", { name: "Wá" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Ilé àyágbé" }).waitFor();
    const card = page.getByRole("article").first();
    assertStringIncludes(await card.innerText(), "láti wọlé");
    await card.getByRole("link").click();
    await page.getByText("Owó tí o ó san láti wọlé").first().waitFor();
    await page.getByRole("link", { name: "Béèrè", exact: true }).click();
    await page.getByLabel("Ìbéèrè rẹ").fill("Ẹ kú iṣẹ́. Ṣé ilé yìí ṣì wà?");
    await page.getByRole("button", { name: "Fi ìbéèrè ránṣẹ́" }).click();
    await page.getByRole("heading", { name: "A ti fi ìbéèrè rẹ ránṣẹ́" }).waitFor();
    assertEquals(await page.locator("html").getAttribute("data-theme"), "dark");
    const wide: string[] = [];
    for (const { name, path, before } of screens.filter((it) => it.who === "visitor")) {
      await before?.(world);
      await show(world, page, { name, path, who: "visitor", title: "" });
      const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (Number(over) > 0) wide.push(`${name}: ${over} px`);
    }
    assertEquals(wide, []);
    assertEquals(await saidInEnglish(page, world), []);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** Sentences of the project on screens of one's own: all of them have words, but what people wrote and what the law says. */
async function saidInEnglish(page: Page, { url }: World): Promise<string[]> {
  const found: string[] = [];
  for (const address of ["/me/proof", "/me/proof/phone", "/me/preferences"]) {
    await page.goto(`${url}${address}`);
    await page.locator("main dl, main details, main li section").first().waitFor();
    for (const more of await page.locator("main summary").all()) await more.click();
    const english = await page.locator("main [lang=en]").allInnerTexts();
    found.push(...english.map((it) => `${address}: ${it}`));
  }
  return found;
}
