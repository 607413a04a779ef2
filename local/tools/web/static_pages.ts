/**
 * Links that went out by SMS and e-mail go on working: until the app has a screen for one, its static page (clients/pages)
 * is carried along in the build.
 */
import { walk } from "./walk.ts";

/** Lines of `_redirects` of the static pages, and the app's own last. */
export interface Carried {
  /** Files by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** As any static host reads them. */
  readonly redirects: string;
  /** Blocks for `_headers`: such a link says who one is, and is no page to be found. */
  readonly headers: string;
}

const pages = new URL("../../../clients/pages/", import.meta.url);
const routes = new URL("../../../clients/web/src/routes/", import.meta.url);

/** First parts of the addresses that the app has screens for. */
async function taken(): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const path of await walk(routes)) names.add(path.split(/[/.]/)[0] ?? "");
  return names;
}

/** What is carried along now. */
export async function staticPages(): Promise<Carried> {
  const own = await taken();
  const lines = (await Deno.readTextFile(new URL("_redirects", pages))).split("\n")
    .filter((line) => line !== "" && !own.has(line.split("/")[1] ?? ""));
  const roots = new Set(["check", "account", ...lines.map((line) => line.split("/")[1])]);
  const files = new Map<string, Uint8Array>();
  for (const path of await walk(pages)) {
    if (roots.has(path.split("/")[0])) files.set(path, await Deno.readFile(new URL(path, pages)));
  }
  return {
    files,
    redirects: [...lines, "/* /index.html 200", ""].join("\n"),
    headers: lines.map((line) =>
      `${line.split(" ")[0]}\n  referrer-policy: no-referrer\n  x-robots-tag: noindex, nofollow\n`
    ).join(""),
  };
}
