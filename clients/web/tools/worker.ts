/** Builds the worker (src/sw) once the app is built, for it knows all files of it. It lies at the root: its scope is the app. */
import { createHash } from "node:crypto";
import { build, type Plugin, type Rolldown } from "vite";
import { pageModules } from "./first_screen.ts";

const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** Vite's plugin for it. */
export function worker(): Plugin {
  return {
    name: "estate-worker",
    apply: "build",
    writeBundle: {
      order: "post",
      handler: async ({ dir }, bundle) => {
        await build({
          configFile: false,
          root: here(".."),
          logLevel: "warn",
          publicDir: false,
          define: { __BUILD__: JSON.stringify(await described(bundle)) },
          build: {
            outDir: String(dir),
            emptyOutDir: false,
            target: ["chrome111", "safari16.4", "firefox128"],
            rollupOptions: {
              input: here("../src/sw/sw.ts"),
              output: { format: "iife", entryFileNames: "sw.js" },
            },
          },
        });
      },
    },
  };
}

/** What the worker knows of the build: src/sw/build.ts. */
async function described(bundle: Rolldown.OutputBundle) {
  const chunks = Object.values(bundle).filter((it) => it.type === "chunk");
  const assets = Object.keys(bundle).filter((it) => it.startsWith("assets/")).map((it) => `/${it}`);
  const first = new Set<string>();
  const take = (name: string) => {
    if (first.has(name)) return;
    first.add(name);
    chunks.find((it) => it.fileName === name)?.imports.forEach(take);
  };
  const page = bundle["index.html"];
  const html = page?.type === "asset" ? String(page.source) : "";
  // The last of them is of our own code: it differs in each build.
  const entry = [...html.matchAll(/<script type="module"[^>]* src="\/([^"]+)"/g)].at(-1)?.[1];
  if (entry === undefined) throw new Error("The app has no entry");
  take(entry);
  for (const module of pageModules) {
    chunks.filter((it) => it.moduleIds.some((id) => module.test(id))).forEach((it) =>
      take(it.fileName)
    );
  }
  const hash = createHash("sha256").update(html).update(assets.join()).digest("hex").slice(0, 16);
  return {
    // The places are filled in when the files are put up: for another project it is another version.
    version: `${hash} __ESTATE_PROJECT_URL__ __ESTATE_PUBLISHABLE_KEY__ __ESTATE_BASEMAP_URL__`,
    project: "__ESTATE_PROJECT_URL__",
    entry: `/${entry}`,
    first: [...first].map((it) => `/${it}`),
    assets,
    roots: await roots(),
  };
}

/** First parts of the addresses of the app's screens. */
async function roots(): Promise<readonly string[]> {
  const names = new Set<string>();
  for await (const { name } of Deno.readDir(here("../src/routes"))) {
    const root = name.split(".")[0] ?? "";
    if (root !== "__root") names.add(root === "index" ? "" : root);
  }
  return [...names].sort();
}
