/** A map that is open takes other colours with the theme, by the phone and by the app, and asks for nothing anew. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { World } from "./world.ts";

/** How light the map is on average, 0 to 255; drawn on anew for the reading, for it lies in several canvases. */
const lightness = async (page: Page) =>
  Number(
    await page.evaluate(`(() => {
      const small = document.createElement("canvas");
      small.width = small.height = 16;
      const pen = small.getContext("2d");
      for (const it of document.querySelectorAll("[role=application] canvas")) {
        if (it.width > 0 && it.height > 0) pen.drawImage(it, 0, 0, 16, 16);
      }
      const { data } = pen.getImageData(0, 0, 16, 16);
      let sum = 0;
      for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2];
      return sum / (data.length / 4) / 3;
    })()`),
  );

/** The story, by a visitor. */
export async function mapInTheDark(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("visitor", { colorScheme: "light" });
  const until = async (isSo: (light: number) => boolean) => {
    for (let turn = 0; turn < 50 && !isSo(await lightness(page)); turn++) {
      await page.waitForTimeout(100);
    }
    const light = await lightness(page);
    assert(isSo(light), `the map is as light as ${light}`);
  };
  try {
    await page.goto(`${world.url}/search?in=Yaba&view=map`);
    await page.getByRole("application").waitFor();
    await until((light) => light > 170);
    let asked = 0;
    page.on("request", (it) => asked += /tile|ground\.json/.test(it.url()) ? 1 : 0);
    await page.emulateMedia({ colorScheme: "dark" });
    await until((light) => light > 0 && light < 85);
    await page.evaluate(`document.documentElement.dataset.theme = "light"`);
    await until((light) => light > 170);
    assertEquals(asked, 0);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
