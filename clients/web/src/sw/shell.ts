/** The app itself on the phone: one build, whole, put in the place of the one before. */
import { kept } from "../offline/cache_names.ts";
import { build } from "./build.ts";
import { sameFiles } from "./same_files.ts";

const shellName = kept.shell + build.version;

/** Of this build; the network where the phone lost it. */
export async function fromShell(request: Request): Promise<Response> {
  const known = await (await caches.open(shellName)).match("/");
  return known ?? await fetch(request);
}

/** Keeps files of this build that are not kept yet; what somebody loaded already comes out of the browser's own cache. */
export async function keepAssets(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(kept.assets);
  await Promise.all(urls.map(async (url) => {
    if (!build.assets.includes(url) || await cache.match(url) !== undefined) return;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} is missing`);
    await cache.put(url, answer);
  }));
}

/** Makes this build ready beside the one that is in use. @throws where it is not whole: the next try begins anew */
export async function install(): Promise<void> {
  const page = await fetch("/", { cache: "reload" });
  const text = await page.clone().text();
  // A host may have the new worker already and the old page still.
  if (!page.ok || !text.includes(build.entry)) throw new Error("index.html is of another build");
  await keepAssets(build.first);
  await (await caches.open(shellName)).put("/", page);
  // Screens that the person used before stay readable offline in the new build.
  const used = (await (await caches.open(kept.assets)).keys()).map((it) =>
    new URL(it.url).pathname
  );
  await keepAssets(sameFiles(used, build.assets)).catch(() => {});
}

/** Throws away what only builds before needed. */
export async function tidy(): Promise<void> {
  const mine = (await caches.keys()).filter((it) => it.startsWith(kept.shell) && it !== shellName);
  await Promise.all(mine.map((it) => caches.delete(it)));
  const cache = await caches.open(kept.assets);
  const old = (await cache.keys()).filter((it) => !build.assets.includes(new URL(it.url).pathname));
  await Promise.all(old.map((it) => cache.delete(it)));
}
