/**
 * The first screen in as few round trips as there can be: all style stands in index.html, and a small script there fetches at
 * once what the rest would ask for one after another: the words of the language, the code of the page, the homes of a search.
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { build, type Plugin, type Rolldown } from "vite";
import { firstTemplates } from "./first_templates.ts";

const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** Pages that are fetched at once with their address; the others come with the router. */
const pages: Readonly<Record<string, RegExp>> = {
  "/": /src\/features\/home\/home_page\.tsx/,
  "/search": /src\/features\/search\/search_page\.tsx/,
  "/l/": /src\/features\/listing\/listing_page\.tsx/,
};

/** The modules of those pages. */
export const pageModules: readonly RegExp[] = Object.values(pages);

/** Vite's plugin for it; `config` has what the app's sources are built with. */
export function firstScreen(config: Parameters<typeof firstTemplates>[0]): Plugin {
  let hash = "";
  return {
    name: "estate-first-screen",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "pre",
      async handler() {
        for (const [language, template] of await firstTemplates(config)) {
          const source = JSON.stringify(template);
          const name = createHash("sha256").update(source).digest("hex").slice(0, 8);
          this.emitFile({
            type: "asset",
            fileName: `assets/first-${language}-${name}.json`,
            source,
          });
        }
      },
    },
    transformIndexHtml: {
      order: "post",
      handler: async (html, { bundle }) => {
        if (bundle === undefined) return html;
        const script = await scriptFor({
          words: wordFiles(bundle),
          templates: templateFiles(bundle),
          pages: pageFiles(bundle, html),
        });
        hash = `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
        // After the metas that it reads, before everything that is fetched.
        return withStyle(html, bundle).replace(
          '<link rel="icon"',
          () => `<script>${script}</script>\n    <link rel="icon"`,
        );
      },
    },
    writeBundle: async ({ dir }) => {
      const path = `${dir}/_headers`;
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.replace("__ESTATE_SCRIPT__", hash));
    },
  };
}

/** src/first/first.ts as one script, with the addresses that it needs. */
async function scriptFor(first: Readonly<Record<string, unknown>>): Promise<string> {
  const made = await build({
    configFile: false,
    root: here(".."),
    logLevel: "warn",
    publicDir: false,
    resolve: {
      alias: { "@estate/sdk/catalogue": here("../../sdk/src/market/listing_cover.ts") },
    },
    define: { __FIRST__: JSON.stringify(first) },
    build: {
      write: false,
      target: ["chrome111", "safari16.4", "firefox128"],
      rollupOptions: { input: here("../src/first/first.ts"), output: { format: "iife" } },
    },
  });
  const [chunk] = (Array.isArray(made) ? made : [made]).flatMap((it) =>
    "output" in it ? it.output : []
  );
  if (chunk?.type !== "chunk") throw new Error("The first script cannot be built");
  return chunk.code.trim();
}

/** The template of each language. */
function templateFiles(bundle: Rolldown.OutputBundle): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(bundle).flatMap((file) => {
      const language = /^assets\/first-([a-z]+)-/.exec(file)?.[1];
      return language === undefined ? [] : [[language, file]];
    }),
  );
}

/** The catalogue of each language. */
function wordFiles(bundle: Rolldown.OutputBundle): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const part of Object.values(bundle)) {
    const language = part.type === "chunk"
      ? /locales\/([a-z]+)\.po/.exec(part.facadeModuleId ?? "")?.[1]
      : undefined;
    if (language !== undefined) files[language] = part.fileName;
  }
  return files;
}

/** The chunk of each page, and what it needs that index.html does not name. */
function pageFiles(
  bundle: Rolldown.OutputBundle,
  html: string,
): Readonly<Record<string, readonly string[]>> {
  const chunks = Object.values(bundle).filter((it) => it.type === "chunk");
  return Object.fromEntries(
    Object.entries(pages).map(([path, module]) => {
      const chunk = chunks.find((it) => it.moduleIds.some((id) => module.test(id)));
      const needed = chunk === undefined ? [] : [chunk.fileName, ...chunk.imports];
      return [path, needed.filter((it) => !html.includes(it))];
    }),
  );
}

/** All style inside: one round trip less before anything is drawn. */
function withStyle(html: string, bundle: Rolldown.OutputBundle): string {
  return html.replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/, (whole, name) => {
    const asset = bundle[name];
    if (asset?.type !== "asset") return whole;
    const css = typeof asset.source === "string"
      ? asset.source
      : Buffer.from(asset.source).toString("utf8");
    return `<style>${css.trim()}</style>`;
  });
}
