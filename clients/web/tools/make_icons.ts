/**
 * Draws public/icon-*.png from public/icon.svg, in Chromium: `deno run -A clients/web/tools/make_icons.ts` after a change of it.
 * A maskable one has its ground to the edge and its mark within the middle four fifths, for phones cut it as they like.
 */
import { launchBrowser } from "../../../tests/e2e/browser.ts";

const place = new URL("../public/", import.meta.url);
const svg = await Deno.readTextFile(new URL("icon.svg", place));
const full = svg.replace('rx="14" ', "");
const icons = [
  { name: "icon-192", size: 192, drawing: svg },
  { name: "icon-512", size: 512, drawing: svg },
  // Of Apple's phones, which round it themselves.
  { name: "icon-apple-180", size: 180, drawing: full },
  {
    name: "icon-maskable-512",
    size: 512,
    drawing: full.replace('viewBox="0 0 64 64"', 'viewBox="-7 -7 78 78"')
      .replace('<rect width="64" height="64"', '<rect x="-7" y="-7" width="78" height="78"'),
  },
] as const;

const browser = await launchBrowser();
try {
  for (const { name, size, drawing } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
    );
    const png = await page.screenshot({ omitBackground: true });
    await Deno.writeFile(new URL(`${name}.png`, place), png);
    await page.close();
  }
} finally {
  await browser.close();
}
