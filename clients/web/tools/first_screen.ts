/**
 * The first screen in as few round trips as there can be: all style stands in index.html, and a small script there fetches at
 * once what the rest would ask for one after another: the words of the language, the code of the page, the homes of a search.
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { Plugin, Rolldown } from "vite";

/** Pages that are fetched at once with their address; the others come with the router. */
const pages: Readonly<Record<string, RegExp>> = {
  "/": /src\/features\/home\/home_page\.tsx/,
  "/search": /src\/features\/search\/search_page\.tsx/,
  "/l/": /src\/features\/listing\/listing_page\.tsx/,
};

/** The modules of those pages. */
export const pageModules: readonly RegExp[] = Object.values(pages);

/** The script; `__WORDS__` and `__PAGES__` are filled in. What it begins, session/early.ts takes over. */
const script = `(()=>{
const d=document,m=n=>d.querySelector('meta[name="estate-'+n+'"]').content,l=localStorage;
const words=__WORDS__,pages=__PAGES__,p=location.pathname;
let t;try{t=l.getItem("estate.theme");if(t)d.documentElement.dataset.theme=t}catch{}
let g;try{g=l.getItem("estate.language")}catch{}
if(!words[g])g=navigator.languages.map(x=>x.split("-")[0]).find(x=>words[x])||"en";
const k=p in pages?p:p.startsWith("/l/")?"/l/":"";
for(const f of[words[g],...(pages[k]||[])]){const e=d.createElement("link");e.rel="modulepreload";e.href="/"+f;d.head.append(e)}
const i=/^\\/l\\/([0-9a-f-]{36})$/.exec(p);
const a=k==="/search"&&location.search===""?'listings?criteria=%7B%22purpose%22%3A%22rent%22%7D&sort_by=newest&limit=20':i?"listings/"+i[1]:"";
if(a){const u=m("project")+"/functions/v1/catalogue/"+a;globalThis.estateEarly={url:u,answer:fetch(u)};estateEarly.answer.catch(()=>{})}
})()`;

/** Vite's plugin for it. */
export function firstScreen(): Plugin {
  let hash = "";
  return {
    name: "estate-first-screen",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => {
        if (bundle === undefined) return html;
        const filled = script
          .replace("__WORDS__", JSON.stringify(wordFiles(bundle)))
          .replace("__PAGES__", JSON.stringify(pageFiles(bundle, html)))
          .replaceAll("\n", "");
        hash = `'sha256-${createHash("sha256").update(filled).digest("base64")}'`;
        // After the metas that it reads, before everything that is fetched.
        return withStyle(html, bundle).replace(
          '<link rel="icon"',
          `<script>${filled}</script>\n    <link rel="icon"`,
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
