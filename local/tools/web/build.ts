/** Builds the web app once for each state of its sources, and keeps the build in .local. */
import { encodeHex } from "@std/encoding/hex";
import { dirname, fromFileUrl, join, toFileUrl } from "@std/path";
import { compressed, isCompressible } from "./compress.ts";
import { hasPlaces } from "./settle.ts";
import { staticPages } from "./static_pages.ts";
import { walk } from "./walk.ts";

const root = new URL("../../../", import.meta.url);
const kept = fromFileUrl(new URL(".local/web/", root));

/** What a build is made of. */
const sources = [
  "clients/web/src/",
  "clients/web/public/",
  "clients/web/tools/",
  "clients/sdk/src/",
  "clients/pages/",
  "local/tools/web/",
];
const single = [
  "clients/web/index.html",
  "clients/web/vite.config.ts",
  "clients/web/lingui.config.ts",
  "clients/web/deno.json",
  "deno.json",
  "deno.lock",
];

/** A name for the state of all sources. */
export async function hashOfSources(): Promise<string> {
  const paths = [...single];
  for (const folder of sources) {
    for (const path of await walk(new URL(folder, root))) {
      // The router's plugin writes it from the rest.
      if (path !== "routeTree.gen.ts" && !/_test\.tsx?$/.test(path)) paths.push(folder + path);
    }
  }
  const digests = await Promise.all(paths.map(async (path) => {
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(new URL(path, root)));
    return `${path} ${encodeHex(digest)}\n`;
  }));
  const all = new TextEncoder().encode(digests.join(""));
  return encodeHex(await crypto.subtle.digest("SHA-256", all)).slice(0, 16);
}

/** The folder of the build of the sources as they are; made when it is not there. @throws {Error} with what Vite says */
export async function buildWeb(): Promise<string> {
  const hash = await hashOfSources();
  const folder = join(kept, hash);
  if (await Deno.stat(folder).then(() => true, () => false)) return folder;
  // Whole or not at all: two may build at once, and one may be killed.
  const making = await Deno.makeTempDir({ prefix: "estate-web-" });
  try {
    await runVite(making, hash);
    await finish(making);
    await Deno.mkdir(kept, { recursive: true });
    const old = await walkFolders(kept);
    await move(making, folder);
    for (const name of old) {
      if (name !== hash) await Deno.remove(join(kept, name), { recursive: true }).catch(() => {});
    }
  } finally {
    await Deno.remove(making, { recursive: true }).catch(() => {});
  }
  return folder;
}

async function runVite(folder: string, hash: string): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "npm:vite@8.3.8", "build", "--outDir", folder, "--emptyOutDir"],
    cwd: fromFileUrl(new URL("clients/web/", root)),
    env: { VITE_BUILD: hash, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (success) return;
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  throw new Error(`The web app cannot be built: ${said.trim().slice(-4000)}`);
}

/** The static pages beside it, and what is large compressed once for all. */
async function finish(folder: string): Promise<void> {
  const { files, redirects, headers } = await staticPages();
  for (const [path, content] of files) {
    await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
    await Deno.writeFile(join(folder, path), content);
  }
  await Deno.writeTextFile(join(folder, "_redirects"), redirects);
  await Deno.writeTextFile(join(folder, "_headers"), headers, { append: true });
  for (const path of await walk(toFileUrl(`${folder}/`))) {
    if (hasPlaces(path) || !isCompressible(path)) continue;
    const content = await Deno.readFile(join(folder, path));
    for (const [ending, smaller] of compressed(content)) {
      await Deno.writeFile(join(folder, path + ending), smaller);
    }
  }
}

async function walkFolders(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) if (entry.isDirectory) names.push(entry.name);
  return names;
}

/** Renames; where that crosses disks, copies beside the place first. */
async function move(from: string, to: string): Promise<void> {
  try {
    await Deno.rename(from, to);
  } catch (error) {
    if (await Deno.stat(to).then(() => true, () => false)) return;
    if (!(error instanceof Error) || !/cross-device|EXDEV/i.test(error.message)) throw error;
    const beside = `${to}.${crypto.randomUUID()}`;
    for (const path of await walk(toFileUrl(`${from}/`))) {
      await Deno.mkdir(dirname(join(beside, path)), { recursive: true });
      await Deno.copyFile(join(from, path), join(beside, path));
    }
    await Deno.rename(beside, to);
  }
}
