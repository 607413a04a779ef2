/** What a worker and a browser keep, asked of the page itself. */
import type { Page } from "playwright-core";

/** Waits until `condition` holds in the page: asked there, for the app's policy lets no text be run again and again from outside. */
export async function until(page: Page, condition: string): Promise<void> {
  await page.evaluate(`(async () => {
    for (let tries = 0; tries < 600; tries++) {
      if (await (${condition})) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(${JSON.stringify(`Waited in vain until ${condition.slice(0, 60)}`)});
  })()`);
}

/** Waits until the worker answers for the page and has all files that the page is made of. */
export async function workerIsIn(page: Page): Promise<void> {
  await until(page, "navigator.serviceWorker.controller !== null");
  await until(
    page,
    `(async () => {
    const files = performance.getEntriesByType("resource").map((it) => it.name)
      .filter((it) => it.includes("/assets/"));
    const kept = await Promise.all(files.map((it) => caches.match(it, { ignoreVary: true })));
    return files.length > 0 && kept.every((it) => it !== undefined);
  })()`,
  );
}

/** Waits until what was read is written down: a second after it came. */
export async function readingIsKept(page: Page, words: string): Promise<void> {
  await until(
    page,
    `(async (words) => {
      // Not made by asking: the app's own would be left without its store.
      if (!(await indexedDB.databases()).some((it) => it.name === "estate")) return false;
      const open = indexedDB.open("estate");
      const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
      try {
        if (!database.objectStoreNames.contains("kept")) return false;
        const asked = database.transaction("kept").objectStore("kept").get("queries");
        const kept = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
        return JSON.stringify(kept ?? "").includes(words);
      } finally {
        database.close();
      }
    })(${JSON.stringify(words)})`,
  );
}

/** Names of caches, and addresses in them. */
export async function inCaches(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  return await page.evaluate(`(async () => Object.fromEntries(await Promise.all(
    (await caches.keys()).map(async (name) => [
      name.split(" ")[0],
      (await (await caches.open(name)).keys()).map((it) => it.url),
    ]),
  )))()`);
}

/** Bytes of the app itself that are kept, as they are. */
export async function appBytes(page: Page): Promise<number> {
  return await page.evaluate(`(async () => {
    let bytes = 0;
    for (const name of await caches.keys()) {
      if (!/^estate-(shell|assets)/.test(name)) continue;
      for (const it of await (await caches.open(name)).matchAll()) bytes += (await it.arrayBuffer()).byteLength;
    }
    return bytes;
  })()`);
}
