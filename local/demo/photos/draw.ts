/** Draws the demo's pictures anew: deno run -A local/demo/photos/draw.ts. What it writes beside itself is committed. */
import { decodeBase64 } from "@std/encoding/base64";
import { launchBrowser } from "../../../tests/e2e/browser.ts";
import { photoFile, photoWidths } from "./photo_files.ts";
import { scenes, svgOf } from "./scenes.ts";

const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  for (const scene of scenes) {
    for (const width of photoWidths) {
      const picture = await page.evaluate(
        async ({ svg, width }) => {
          // deno-lint-ignore no-explicit-any -- this runs in the browser, whose types are not these
          const { document, Image } = globalThis as any;
          const image = new Image();
          image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
          await image.decode();
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [width, width * 3 / 4];
          canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
          return canvas.toDataURL("image/webp", 0.8) as string;
        },
        { svg: svgOf(scene), width },
      );
      await Deno.writeFile(
        photoFile(scene.name, width),
        decodeBase64(picture.slice(picture.indexOf(",") + 1)),
      );
    }
  }
} finally {
  await browser.close();
}
