/** A newer build is put up while somebody looks at the older one: it is offered, not in the middle of a form, and nobody stays behind. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { createWebApp } from "../../../local/supabase/gateway/web_app.ts";
import { buildWeb } from "../../../local/tools/web/build.ts";
import { findings } from "./accessible.ts";
import { until, workerIsIn } from "./kept_on_the_phone.ts";
import type { World } from "./world.ts";

/** A host of the app at which builds change. */
async function host(world: World) {
  const { stack } = world;
  const folder = await Deno.makeTempDir({ prefix: "estate-host-" });
  const build = await buildWeb();
  await new Deno.Command("cp", { args: ["-r", `${build}/.`, folder] }).output();
  const page = await Deno.readTextFile(`${folder}/index.html`);
  const worker = await Deno.readTextFile(`${folder}/sw.js`);
  const read = () => createWebApp(folder, { url: stack.url, publishableKey: stack.publishableKey });
  let app = await read();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (it) => app(it));
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    /** Puts up a build that is the same but for its name. */
    async putUp(name: string) {
      await Deno.writeTextFile(
        `${folder}/index.html`,
        page.replace("<title>", `<meta name="build" content="${name}"><title>`),
      );
      await Deno.writeTextFile(
        `${folder}/sw.js`,
        worker.replace(/[0-9a-f]{16} (?=__ESTATE_PROJECT_URL__)/, `${name} `),
      );
      app = await read();
    },
    async close() {
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** As the browser does by itself from time to time. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())");
  await until(
    page,
    "navigator.serviceWorker.getRegistration().then((it) => it.waiting !== null)",
  );
}

/** The story. */
export async function newVersion(world: World): Promise<void> {
  const app = await host(world);
  const { page, complaints, close } = await world.open("visitor");
  const offered = page.getByText("A new version of Estate is ready.");
  const built = (name: string) => page.locator(`meta[name=build][content=${name}]`);
  try {
    await page.goto(`${app.url}/sign-in`);
    await workerIsIn(page);
    // In the middle of a form nothing is offered; after it, it is.
    await page.getByLabel("Phone number or e-mail").fill("ada@");
    await app.putUp("second");
    await lookForUpdate(page);
    assertEquals(await offered.count(), 0);
    await page.getByRole("link", { name: "Estate" }).first().click();
    await offered.waitFor();
    assertEquals(await built("second").count(), 0);
    assertEquals(await findings(page), []);
    await page.getByRole("button", { name: "Use it now" }).click();
    await built("second").waitFor({ state: "attached" });
    // Who never presses it has the next build when they open the app anew.
    await workerIsIn(page);
    await app.putUp("third");
    await lookForUpdate(page);
    await page.reload();
    try {
      await built("third").waitFor({ state: "attached", timeout: 15_000 });
    } catch {
      // It comes in when the older one has nothing in hand; on a busy machine that may be after the page was shown.
      await page.reload();
      await built("third").waitFor({ state: "attached" });
    }
    await page.getByRole("heading", { level: 1, name: "Find a home" }).waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
    await app.close();
  }
}
