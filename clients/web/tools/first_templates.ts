/** Runs tools/first_template.tsx: the screen is built once more, for here instead of for a browser, and asked in each language. */
import { toFileUrl } from "@std/path";
import { build, type UserConfig } from "vite";
import type { FirstTemplate } from "../src/first/template.ts";
import { languages } from "../src/i18n/languages.ts";

const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** The templates, by language. `config` has what the app's sources are built with. */
export async function firstTemplates(
  config: Pick<UserConfig, "root" | "resolve" | "plugins">,
): Promise<ReadonlyMap<string, FirstTemplate>> {
  const folder = await Deno.makeTempDir({ prefix: "estate-first-" });
  try {
    await build({
      ...config,
      configFile: false,
      logLevel: "warn",
      publicDir: false,
      define: { "process.env.NODE_ENV": JSON.stringify("production") },
      ssr: { noExternal: true },
      build: {
        ssr: here("first_template.tsx"),
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        rollupOptions: { output: { entryFileNames: "template.mjs" } },
      },
    });
    const { template } = await import(toFileUrl(`${folder}/template.mjs`).href) as {
      readonly template: (language: string) => Promise<FirstTemplate>;
    };
    const all = new Map<string, FirstTemplate>();
    // One after the other: the words of one are active at a time.
    for (const it of languages) all.set(it, await template(it));
    return all;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
