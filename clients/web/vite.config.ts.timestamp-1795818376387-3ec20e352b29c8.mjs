import "node:module";
import { lingui } from "file:///tmp/w/offline/node_modules/.deno/@lingui+vite-plugin@6.11.0/node_modules/@lingui/vite-plugin/dist/index.mjs";
import optimizeLocales from "file:///tmp/w/offline/node_modules/.deno/@react-aria+optimize-locales-plugin@2.0.2/node_modules/@react-aria/optimize-locales-plugin/LocalesPlugin.js";
import tailwindcss from "file:///tmp/w/offline/node_modules/.deno/@tailwindcss+vite@4.3.5/node_modules/@tailwindcss/vite/dist/index.mjs";
import { tanstackRouter } from "file:///tmp/w/offline/node_modules/.deno/@tanstack+router-plugin@1.169.0/node_modules/@tanstack/router-plugin/dist/esm/vite.js";
import react from "file:///tmp/w/offline/node_modules/.deno/@vitejs+plugin-react@6.3.0/node_modules/@vitejs/plugin-react/dist/index.js";
import { build, defineConfig } from "file:///tmp/w/offline/node_modules/.deno/vite@8.3.8/node_modules/vite/dist/node/index.js";
import { Buffer as Buffer$1 } from "node:buffer";
import { createHash } from "node:crypto";
/** Pages that are fetched at once with their address; the others come with the router. */
const pages = {
	"/": /src\/features\/home\/home_page\.tsx/,
	"/search": /src\/features\/search\/search_page\.tsx/,
	"/l/": /src\/features\/listing\/listing_page\.tsx/
};
/** The modules of those pages. */
const pageModules = Object.values(pages);
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
function firstScreen() {
	let hash = "";
	return {
		name: "estate-first-screen",
		apply: "build",
		enforce: "post",
		transformIndexHtml: {
			order: "post",
			handler: (html, { bundle }) => {
				if (bundle === void 0) return html;
				const filled = script.replace("__WORDS__", JSON.stringify(wordFiles(bundle))).replace("__PAGES__", JSON.stringify(pageFiles(bundle, html))).replaceAll("\n", "");
				hash = `'sha256-${createHash("sha256").update(filled).digest("base64")}'`;
				return withStyle(html, bundle).replace("<link rel=\"icon\"", `<script>${filled}<\/script>\n    <link rel="icon"`);
			}
		},
		writeBundle: async ({ dir }) => {
			const path = `${dir}/_headers`;
			const text = await Deno.readTextFile(path);
			await Deno.writeTextFile(path, text.replace("__ESTATE_SCRIPT__", hash));
		}
	};
}
/** The catalogue of each language. */
function wordFiles(bundle) {
	const files = {};
	for (const part of Object.values(bundle)) {
		const language = part.type === "chunk" ? /locales\/([a-z]+)\.po/.exec(part.facadeModuleId ?? "")?.[1] : void 0;
		if (language !== void 0) files[language] = part.fileName;
	}
	return files;
}
/** The chunk of each page, and what it needs that index.html does not name. */
function pageFiles(bundle, html) {
	const chunks = Object.values(bundle).filter((it) => it.type === "chunk");
	return Object.fromEntries(Object.entries(pages).map(([path, module]) => {
		const chunk = chunks.find((it) => it.moduleIds.some((id) => module.test(id)));
		return [path, (chunk === void 0 ? [] : [chunk.fileName, ...chunk.imports]).filter((it) => !html.includes(it))];
	}));
}
/** All style inside: one round trip less before anything is drawn. */
function withStyle(html, bundle) {
	return html.replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/, (whole, name) => {
		const asset = bundle[name];
		if (asset?.type !== "asset") return whole;
		return `<style>${(typeof asset.source === "string" ? asset.source : Buffer$1.from(asset.source).toString("utf8")).trim()}</style>`;
	});
}
const core = /node_modules\/(\.deno\/[^/]+\/node_modules\/)?(react|react-dom|scheduler|@tanstack|@lingui|idb-keyval)\//;
const ours = /clients\/web\/src\/(main|routeTree|(shell|session|offline|i18n|ui|format)\/[a-z_]+\.tsx?)/;
/** A file for each picture would be a round trip for each. */
const pictures = /node_modules\/.*lucide-react\/.*\/icons\//;
const plain = /clients\/web\/src\/ui\/[a-z_]+\.tsx?/;
/** What is large beside our own parts: whoever imports it stays a file of its own. */
const large = /node_modules\/.*(react-aria|react-stately|@internationalized|uqr)/;
const entry = /clients\/web\/src\/main\.tsx/;
/** `from` and all that they import at once. */
function reach(graph, from) {
	const reached = /* @__PURE__ */ new Set();
	const waiting = [...from];
	for (let id = waiting.pop(); id !== void 0; id = waiting.pop()) {
		if (reached.has(id)) continue;
		reached.add(id);
		waiting.push(...graph.get(id) ?? []);
	}
	return reached;
}
/** Vite's plugin that learns the imports, and the groups that follow from them. */
function chunks() {
	let first = /* @__PURE__ */ new Set();
	let forms = /* @__PURE__ */ new Set();
	return {
		plugin: {
			name: "estate-chunks",
			apply: "build",
			buildEnd() {
				const ids = [...this.getModuleIds()];
				const graph = new Map(ids.map((id) => [id, this.getModuleInfo(id)?.importedIds ?? []]));
				first = reach(graph, ids.filter((id) => [entry, ...pageModules].some((it) => it.test(id))));
				forms = new Set(ids.filter((id) => plain.test(id) && !first.has(id) && ![...reach(graph, [id])].some((it) => large.test(it))));
			}
		},
		groups: [
			{
				name: "core",
				test: core,
				priority: 2
			},
			{
				name: "shell",
				test: (id) => first.has(id) && (ours.test(id) || pictures.test(id)),
				priority: 1
			},
			{
				name: "forms",
				test: (id) => forms.has(id),
				priority: 0
			}
		]
	};
}
/** Vite's plugin for it. */
function settings() {
	const value = (name, otherwise) => Deno.env.get(name) ?? otherwise;
	return {
		name: "estate-settings",
		apply: "serve",
		transformIndexHtml: (html) => html.replaceAll("__ESTATE_PROJECT_URL__", value("VITE_SUPABASE_URL", "http://127.0.0.1:54321")).replaceAll("__ESTATE_PUBLISHABLE_KEY__", value("VITE_SUPABASE_PUBLISHABLE_KEY", "sb_publishable_estate_local_development")).replaceAll("__ESTATE_BASEMAP_URL__", value("VITE_BASEMAP_URL", ""))
	};
}
const __vite_injected_original_import_meta_url$1 = "file:///tmp/w/offline/clients/web/tools/worker.ts";
const here$1 = (path) => decodeURIComponent(new URL(path, __vite_injected_original_import_meta_url$1).pathname);
/** Vite's plugin for it. */
function worker() {
	return {
		name: "estate-worker",
		apply: "build",
		writeBundle: {
			order: "post",
			handler: async ({ dir }, bundle) => {
				await build({
					configFile: false,
					root: here$1(".."),
					logLevel: "warn",
					publicDir: false,
					define: { __BUILD__: JSON.stringify(await described(bundle)) },
					build: {
						outDir: String(dir),
						emptyOutDir: false,
						target: [
							"chrome111",
							"safari16.4",
							"firefox128"
						],
						rollupOptions: {
							input: here$1("../src/sw/sw.ts"),
							output: {
								format: "iife",
								entryFileNames: "sw.js"
							}
						}
					}
				});
			}
		}
	};
}
/** What the worker knows of the build: src/sw/build.ts. */
async function described(bundle) {
	const chunks = Object.values(bundle).filter((it) => it.type === "chunk");
	const assets = Object.keys(bundle).filter((it) => it.startsWith("assets/")).map((it) => `/${it}`);
	const first = /* @__PURE__ */ new Set();
	const take = (name) => {
		if (first.has(name)) return;
		first.add(name);
		chunks.find((it) => it.fileName === name)?.imports.forEach(take);
	};
	const page = bundle["index.html"];
	const html = page?.type === "asset" ? String(page.source) : "";
	const entry = [...html.matchAll(/<script type="module"[^>]* src="\/([^"]+)"/g)].at(-1)?.[1];
	if (entry === void 0) throw new Error("The app has no entry");
	take(entry);
	for (const module of pageModules) chunks.filter((it) => it.moduleIds.some((id) => module.test(id))).forEach((it) => take(it.fileName));
	return {
		version: `${createHash("sha256").update(html).update(assets.join()).digest("hex").slice(0, 16)} __ESTATE_PROJECT_URL__ __ESTATE_PUBLISHABLE_KEY__ __ESTATE_BASEMAP_URL__`,
		project: "__ESTATE_PROJECT_URL__",
		entry: `/${entry}`,
		first: [...first].map((it) => `/${it}`),
		assets,
		roots: await roots()
	};
}
/** First parts of the addresses of the app's screens. */
async function roots() {
	const names = /* @__PURE__ */ new Set();
	for await (const { name } of Deno.readDir(here$1("../src/routes"))) {
		const root = name.split(".")[0] ?? "";
		if (root !== "__root") names.add(root === "index" ? "" : root);
	}
	return [...names].sort();
}
const __vite_injected_original_import_meta_url = "file:///tmp/w/offline/clients/web/vite.config.ts";
const here = (path) => decodeURIComponent(new URL(path, __vite_injected_original_import_meta_url).pathname);
const { plugin: learnChunks, groups } = chunks();
var vite_config_default = defineConfig({
	root: here("."),
	resolve: { alias: [
		{
			find: "@estate/sdk/catalogue",
			replacement: here("../sdk/src/catalogue.ts")
		},
		{
			find: "@estate/sdk",
			replacement: here("../sdk/src/mod.ts")
		},
		{
			find: /^@std\/(.+)$/,
			replacement: "deno-std/$1.js"
		}
	] },
	plugins: [
		settings(),
		tanstackRouter({
			target: "react",
			autoCodeSplitting: true,
			addExtensions: true,
			routesDirectory: here("src/routes"),
			generatedRouteTree: here("src/routeTree.gen.ts"),
			quoteStyle: "double",
			semicolons: true
		}),
		lingui({ macroTransform: true }),
		react(),
		{
			...optimizeLocales.vite({ locales: ["en-US"] }),
			enforce: "pre"
		},
		tailwindcss(),
		learnChunks,
		firstScreen(),
		worker()
	],
	build: {
		target: [
			"chrome111",
			"safari16.4",
			"firefox128"
		],
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rollupOptions: { output: { codeSplitting: { groups } } }
	}
});
export { vite_config_default as default };

//# sourceMappingURL=data:application/json;charset=utf-8;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoidml0ZS5jb25maWcuanMiLCJuYW1lcyI6WyJfX3ZpdGVfaW5qZWN0ZWRfb3JpZ2luYWxfZGlybmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9maWxlbmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9pbXBvcnRfbWV0YV91cmwiLCJCdWZmZXIiLCJfX3ZpdGVfaW5qZWN0ZWRfb3JpZ2luYWxfZGlybmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9maWxlbmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9pbXBvcnRfbWV0YV91cmwiLCJfX3ZpdGVfaW5qZWN0ZWRfb3JpZ2luYWxfZGlybmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9maWxlbmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9pbXBvcnRfbWV0YV91cmwiLCJfX3ZpdGVfaW5qZWN0ZWRfb3JpZ2luYWxfZGlybmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9maWxlbmFtZSIsIl9fdml0ZV9pbmplY3RlZF9vcmlnaW5hbF9pbXBvcnRfbWV0YV91cmwiLCJoZXJlIl0sInNvdXJjZXMiOlsiL3RtcC93L29mZmxpbmUvY2xpZW50cy93ZWIvdG9vbHMvZmlyc3Rfc2NyZWVuLnRzIiwiL3RtcC93L29mZmxpbmUvY2xpZW50cy93ZWIvdG9vbHMvY2h1bmtzLnRzIiwiL3RtcC93L29mZmxpbmUvY2xpZW50cy93ZWIvdG9vbHMvc2V0dGluZ3MudHMiLCIvdG1wL3cvb2ZmbGluZS9jbGllbnRzL3dlYi90b29scy93b3JrZXIudHMiLCIvdG1wL3cvb2ZmbGluZS9jbGllbnRzL3dlYi92aXRlLmNvbmZpZy50cyJdLCJzb3VyY2VzQ29udGVudCI6WyIvKipcbiAqIFRoZSBmaXJzdCBzY3JlZW4gaW4gYXMgZmV3IHJvdW5kIHRyaXBzIGFzIHRoZXJlIGNhbiBiZTogYWxsIHN0eWxlIHN0YW5kcyBpbiBpbmRleC5odG1sLCBhbmQgYSBzbWFsbCBzY3JpcHQgdGhlcmUgZmV0Y2hlcyBhdFxuICogb25jZSB3aGF0IHRoZSByZXN0IHdvdWxkIGFzayBmb3Igb25lIGFmdGVyIGFub3RoZXI6IHRoZSB3b3JkcyBvZiB0aGUgbGFuZ3VhZ2UsIHRoZSBjb2RlIG9mIHRoZSBwYWdlLCB0aGUgaG9tZXMgb2YgYSBzZWFyY2guXG4gKi9cbmltcG9ydCB7IEJ1ZmZlciB9IGZyb20gXCJub2RlOmJ1ZmZlclwiO1xuaW1wb3J0IHsgY3JlYXRlSGFzaCB9IGZyb20gXCJub2RlOmNyeXB0b1wiO1xuaW1wb3J0IHR5cGUgeyBQbHVnaW4sIFJvbGxkb3duIH0gZnJvbSBcInZpdGVcIjtcblxuLyoqIFBhZ2VzIHRoYXQgYXJlIGZldGNoZWQgYXQgb25jZSB3aXRoIHRoZWlyIGFkZHJlc3M7IHRoZSBvdGhlcnMgY29tZSB3aXRoIHRoZSByb3V0ZXIuICovXG5jb25zdCBwYWdlczogUmVhZG9ubHk8UmVjb3JkPHN0cmluZywgUmVnRXhwPj4gPSB7XG4gIFwiL1wiOiAvc3JjXFwvZmVhdHVyZXNcXC9ob21lXFwvaG9tZV9wYWdlXFwudHN4LyxcbiAgXCIvc2VhcmNoXCI6IC9zcmNcXC9mZWF0dXJlc1xcL3NlYXJjaFxcL3NlYXJjaF9wYWdlXFwudHN4LyxcbiAgXCIvbC9cIjogL3NyY1xcL2ZlYXR1cmVzXFwvbGlzdGluZ1xcL2xpc3RpbmdfcGFnZVxcLnRzeC8sXG59O1xuXG4vKiogVGhlIG1vZHVsZXMgb2YgdGhvc2UgcGFnZXMuICovXG5leHBvcnQgY29uc3QgcGFnZU1vZHVsZXM6IHJlYWRvbmx5IFJlZ0V4cFtdID0gT2JqZWN0LnZhbHVlcyhwYWdlcyk7XG5cbi8qKiBUaGUgc2NyaXB0OyBgX19XT1JEU19fYCBhbmQgYF9fUEFHRVNfX2AgYXJlIGZpbGxlZCBpbi4gV2hhdCBpdCBiZWdpbnMsIHNlc3Npb24vZWFybHkudHMgdGFrZXMgb3Zlci4gKi9cbmNvbnN0IHNjcmlwdCA9IGAoKCk9PntcbmNvbnN0IGQ9ZG9jdW1lbnQsbT1uPT5kLnF1ZXJ5U2VsZWN0b3IoJ21ldGFbbmFtZT1cImVzdGF0ZS0nK24rJ1wiXScpLmNvbnRlbnQsbD1sb2NhbFN0b3JhZ2U7XG5jb25zdCB3b3Jkcz1fX1dPUkRTX18scGFnZXM9X19QQUdFU19fLHA9bG9jYXRpb24ucGF0aG5hbWU7XG5sZXQgdDt0cnl7dD1sLmdldEl0ZW0oXCJlc3RhdGUudGhlbWVcIik7aWYodClkLmRvY3VtZW50RWxlbWVudC5kYXRhc2V0LnRoZW1lPXR9Y2F0Y2h7fVxubGV0IGc7dHJ5e2c9bC5nZXRJdGVtKFwiZXN0YXRlLmxhbmd1YWdlXCIpfWNhdGNoe31cbmlmKCF3b3Jkc1tnXSlnPW5hdmlnYXRvci5sYW5ndWFnZXMubWFwKHg9Pnguc3BsaXQoXCItXCIpWzBdKS5maW5kKHg9PndvcmRzW3hdKXx8XCJlblwiO1xuY29uc3Qgaz1wIGluIHBhZ2VzP3A6cC5zdGFydHNXaXRoKFwiL2wvXCIpP1wiL2wvXCI6XCJcIjtcbmZvcihjb25zdCBmIG9mW3dvcmRzW2ddLC4uLihwYWdlc1trXXx8W10pXSl7Y29uc3QgZT1kLmNyZWF0ZUVsZW1lbnQoXCJsaW5rXCIpO2UucmVsPVwibW9kdWxlcHJlbG9hZFwiO2UuaHJlZj1cIi9cIitmO2QuaGVhZC5hcHBlbmQoZSl9XG5jb25zdCBpPS9eXFxcXC9sXFxcXC8oWzAtOWEtZi1dezM2fSkkLy5leGVjKHApO1xuY29uc3QgYT1rPT09XCIvc2VhcmNoXCImJmxvY2F0aW9uLnNlYXJjaD09PVwiXCI/J2xpc3RpbmdzP2NyaXRlcmlhPSU3QiUyMnB1cnBvc2UlMjIlM0ElMjJyZW50JTIyJTdEJnNvcnRfYnk9bmV3ZXN0JmxpbWl0PTIwJzppP1wibGlzdGluZ3MvXCIraVsxXTpcIlwiO1xuaWYoYSl7Y29uc3QgdT1tKFwicHJvamVjdFwiKStcIi9mdW5jdGlvbnMvdjEvY2F0YWxvZ3VlL1wiK2E7Z2xvYmFsVGhpcy5lc3RhdGVFYXJseT17dXJsOnUsYW5zd2VyOmZldGNoKHUpfTtlc3RhdGVFYXJseS5hbnN3ZXIuY2F0Y2goKCk9Pnt9KX1cbn0pKClgO1xuXG4vKiogVml0ZSdzIHBsdWdpbiBmb3IgaXQuICovXG5leHBvcnQgZnVuY3Rpb24gZmlyc3RTY3JlZW4oKTogUGx1Z2luIHtcbiAgbGV0IGhhc2ggPSBcIlwiO1xuICByZXR1cm4ge1xuICAgIG5hbWU6IFwiZXN0YXRlLWZpcnN0LXNjcmVlblwiLFxuICAgIGFwcGx5OiBcImJ1aWxkXCIsXG4gICAgZW5mb3JjZTogXCJwb3N0XCIsXG4gICAgdHJhbnNmb3JtSW5kZXhIdG1sOiB7XG4gICAgICBvcmRlcjogXCJwb3N0XCIsXG4gICAgICBoYW5kbGVyOiAoaHRtbCwgeyBidW5kbGUgfSkgPT4ge1xuICAgICAgICBpZiAoYnVuZGxlID09PSB1bmRlZmluZWQpIHJldHVybiBodG1sO1xuICAgICAgICBjb25zdCBmaWxsZWQgPSBzY3JpcHRcbiAgICAgICAgICAucmVwbGFjZShcIl9fV09SRFNfX1wiLCBKU09OLnN0cmluZ2lmeSh3b3JkRmlsZXMoYnVuZGxlKSkpXG4gICAgICAgICAgLnJlcGxhY2UoXCJfX1BBR0VTX19cIiwgSlNPTi5zdHJpbmdpZnkocGFnZUZpbGVzKGJ1bmRsZSwgaHRtbCkpKVxuICAgICAgICAgIC5yZXBsYWNlQWxsKFwiXFxuXCIsIFwiXCIpO1xuICAgICAgICBoYXNoID0gYCdzaGEyNTYtJHtjcmVhdGVIYXNoKFwic2hhMjU2XCIpLnVwZGF0ZShmaWxsZWQpLmRpZ2VzdChcImJhc2U2NFwiKX0nYDtcbiAgICAgICAgLy8gQWZ0ZXIgdGhlIG1ldGFzIHRoYXQgaXQgcmVhZHMsIGJlZm9yZSBldmVyeXRoaW5nIHRoYXQgaXMgZmV0Y2hlZC5cbiAgICAgICAgcmV0dXJuIHdpdGhTdHlsZShodG1sLCBidW5kbGUpLnJlcGxhY2UoXG4gICAgICAgICAgJzxsaW5rIHJlbD1cImljb25cIicsXG4gICAgICAgICAgYDxzY3JpcHQ+JHtmaWxsZWR9PC9zY3JpcHQ+XFxuICAgIDxsaW5rIHJlbD1cImljb25cImAsXG4gICAgICAgICk7XG4gICAgICB9LFxuICAgIH0sXG4gICAgd3JpdGVCdW5kbGU6IGFzeW5jICh7IGRpciB9KSA9PiB7XG4gICAgICBjb25zdCBwYXRoID0gYCR7ZGlyfS9faGVhZGVyc2A7XG4gICAgICBjb25zdCB0ZXh0ID0gYXdhaXQgRGVuby5yZWFkVGV4dEZpbGUocGF0aCk7XG4gICAgICBhd2FpdCBEZW5vLndyaXRlVGV4dEZpbGUocGF0aCwgdGV4dC5yZXBsYWNlKFwiX19FU1RBVEVfU0NSSVBUX19cIiwgaGFzaCkpO1xuICAgIH0sXG4gIH07XG59XG5cbi8qKiBUaGUgY2F0YWxvZ3VlIG9mIGVhY2ggbGFuZ3VhZ2UuICovXG5mdW5jdGlvbiB3b3JkRmlsZXMoYnVuZGxlOiBSb2xsZG93bi5PdXRwdXRCdW5kbGUpOiBSZWFkb25seTxSZWNvcmQ8c3RyaW5nLCBzdHJpbmc+PiB7XG4gIGNvbnN0IGZpbGVzOiBSZWNvcmQ8c3RyaW5nLCBzdHJpbmc+ID0ge307XG4gIGZvciAoY29uc3QgcGFydCBvZiBPYmplY3QudmFsdWVzKGJ1bmRsZSkpIHtcbiAgICBjb25zdCBsYW5ndWFnZSA9IHBhcnQudHlwZSA9PT0gXCJjaHVua1wiXG4gICAgICA/IC9sb2NhbGVzXFwvKFthLXpdKylcXC5wby8uZXhlYyhwYXJ0LmZhY2FkZU1vZHVsZUlkID8/IFwiXCIpPy5bMV1cbiAgICAgIDogdW5kZWZpbmVkO1xuICAgIGlmIChsYW5ndWFnZSAhPT0gdW5kZWZpbmVkKSBmaWxlc1tsYW5ndWFnZV0gPSBwYXJ0LmZpbGVOYW1lO1xuICB9XG4gIHJldHVybiBmaWxlcztcbn1cblxuLyoqIFRoZSBjaHVuayBvZiBlYWNoIHBhZ2UsIGFuZCB3aGF0IGl0IG5lZWRzIHRoYXQgaW5kZXguaHRtbCBkb2VzIG5vdCBuYW1lLiAqL1xuZnVuY3Rpb24gcGFnZUZpbGVzKFxuICBidW5kbGU6IFJvbGxkb3duLk91dHB1dEJ1bmRsZSxcbiAgaHRtbDogc3RyaW5nLFxuKTogUmVhZG9ubHk8UmVjb3JkPHN0cmluZywgcmVhZG9ubHkgc3RyaW5nW10+PiB7XG4gIGNvbnN0IGNodW5rcyA9IE9iamVjdC52YWx1ZXMoYnVuZGxlKS5maWx0ZXIoKGl0KSA9PiBpdC50eXBlID09PSBcImNodW5rXCIpO1xuICByZXR1cm4gT2JqZWN0LmZyb21FbnRyaWVzKFxuICAgIE9iamVjdC5lbnRyaWVzKHBhZ2VzKS5tYXAoKFtwYXRoLCBtb2R1bGVdKSA9PiB7XG4gICAgICBjb25zdCBjaHVuayA9IGNodW5rcy5maW5kKChpdCkgPT4gaXQubW9kdWxlSWRzLnNvbWUoKGlkKSA9PiBtb2R1bGUudGVzdChpZCkpKTtcbiAgICAgIGNvbnN0IG5lZWRlZCA9IGNodW5rID09PSB1bmRlZmluZWQgPyBbXSA6IFtjaHVuay5maWxlTmFtZSwgLi4uY2h1bmsuaW1wb3J0c107XG4gICAgICByZXR1cm4gW3BhdGgsIG5lZWRlZC5maWx0ZXIoKGl0KSA9PiAhaHRtbC5pbmNsdWRlcyhpdCkpXTtcbiAgICB9KSxcbiAgKTtcbn1cblxuLyoqIEFsbCBzdHlsZSBpbnNpZGU6IG9uZSByb3VuZCB0cmlwIGxlc3MgYmVmb3JlIGFueXRoaW5nIGlzIGRyYXduLiAqL1xuZnVuY3Rpb24gd2l0aFN0eWxlKGh0bWw6IHN0cmluZywgYnVuZGxlOiBSb2xsZG93bi5PdXRwdXRCdW5kbGUpOiBzdHJpbmcge1xuICByZXR1cm4gaHRtbC5yZXBsYWNlKC88bGluayByZWw9XCJzdHlsZXNoZWV0XCJbXj5dKmhyZWY9XCJcXC8oW15cIl0rKVwiW14+XSo+LywgKHdob2xlLCBuYW1lKSA9PiB7XG4gICAgY29uc3QgYXNzZXQgPSBidW5kbGVbbmFtZV07XG4gICAgaWYgKGFzc2V0Py50eXBlICE9PSBcImFzc2V0XCIpIHJldHVybiB3aG9sZTtcbiAgICBjb25zdCBjc3MgPSB0eXBlb2YgYXNzZXQuc291cmNlID09PSBcInN0cmluZ1wiXG4gICAgICA/IGFzc2V0LnNvdXJjZVxuICAgICAgOiBCdWZmZXIuZnJvbShhc3NldC5zb3VyY2UpLnRvU3RyaW5nKFwidXRmOFwiKTtcbiAgICByZXR1cm4gYDxzdHlsZT4ke2Nzcy50cmltKCl9PC9zdHlsZT5gO1xuICB9KTtcbn1cbiIsIi8qKlxuICogV2hpY2ggbW9kdWxlcyBnbyBpbnRvIG9uZSBmaWxlLiBSb3VuZCB0cmlwcyBjb3N0IG1vcmUgdGhhbiBieXRlcywgc28gd2hhdCBldmVyeSBmaXJzdCBzY3JlZW4gbmVlZHMgaXMgdHdvIGZpbGVzOiBgY29yZWAgb2Ygb3RoZXJzXG4gKiBhbmQgYHNoZWxsYCBvZiBvdXJzLiBXaGF0IHRoYXQgaXMgZm9sbG93cyBmcm9tIHRoZSBpbXBvcnRzIG9mIHRoZSBmaXJzdCBzY3JlZW5zIHRoZW1zZWx2ZXM6IG5vdGhpbmcgaGFzIHRvIGJlIG5hbWVkIGhlcmUsIGFuZFxuICogd2hhdCBvbmx5IG90aGVyIHNjcmVlbnMgaW1wb3J0IGNhbm5vdCBnZXQgaW4uXG4gKi9cbmltcG9ydCB0eXBlIHsgUGx1Z2luIH0gZnJvbSBcInZpdGVcIjtcbmltcG9ydCB7IHBhZ2VNb2R1bGVzIH0gZnJvbSBcIi4vZmlyc3Rfc2NyZWVuLnRzXCI7XG5cbmNvbnN0IGNvcmUgPVxuICAvbm9kZV9tb2R1bGVzXFwvKFxcLmRlbm9cXC9bXi9dK1xcL25vZGVfbW9kdWxlc1xcLyk/KHJlYWN0fHJlYWN0LWRvbXxzY2hlZHVsZXJ8QHRhbnN0YWNrfEBsaW5ndWl8aWRiLWtleXZhbClcXC8vO1xuY29uc3Qgb3VycyA9XG4gIC9jbGllbnRzXFwvd2ViXFwvc3JjXFwvKG1haW58cm91dGVUcmVlfChzaGVsbHxzZXNzaW9ufG9mZmxpbmV8aTE4bnx1aXxmb3JtYXQpXFwvW2Etel9dK1xcLnRzeD8pLztcbi8qKiBBIGZpbGUgZm9yIGVhY2ggcGljdHVyZSB3b3VsZCBiZSBhIHJvdW5kIHRyaXAgZm9yIGVhY2guICovXG5jb25zdCBwaWN0dXJlcyA9IC9ub2RlX21vZHVsZXNcXC8uKmx1Y2lkZS1yZWFjdFxcLy4qXFwvaWNvbnNcXC8vO1xuY29uc3QgcGxhaW4gPSAvY2xpZW50c1xcL3dlYlxcL3NyY1xcL3VpXFwvW2Etel9dK1xcLnRzeD8vO1xuLyoqIFdoYXQgaXMgbGFyZ2UgYmVzaWRlIG91ciBvd24gcGFydHM6IHdob2V2ZXIgaW1wb3J0cyBpdCBzdGF5cyBhIGZpbGUgb2YgaXRzIG93bi4gKi9cbmNvbnN0IGxhcmdlID0gL25vZGVfbW9kdWxlc1xcLy4qKHJlYWN0LWFyaWF8cmVhY3Qtc3RhdGVseXxAaW50ZXJuYXRpb25hbGl6ZWR8dXFyKS87XG5jb25zdCBlbnRyeSA9IC9jbGllbnRzXFwvd2ViXFwvc3JjXFwvbWFpblxcLnRzeC87XG5cbnR5cGUgR3JhcGggPSBSZWFkb25seU1hcDxzdHJpbmcsIHJlYWRvbmx5IHN0cmluZ1tdPjtcblxuLyoqIGBmcm9tYCBhbmQgYWxsIHRoYXQgdGhleSBpbXBvcnQgYXQgb25jZS4gKi9cbmZ1bmN0aW9uIHJlYWNoKGdyYXBoOiBHcmFwaCwgZnJvbTogSXRlcmFibGU8c3RyaW5nPik6IFJlYWRvbmx5U2V0PHN0cmluZz4ge1xuICBjb25zdCByZWFjaGVkID0gbmV3IFNldDxzdHJpbmc+KCk7XG4gIGNvbnN0IHdhaXRpbmcgPSBbLi4uZnJvbV07XG4gIGZvciAobGV0IGlkID0gd2FpdGluZy5wb3AoKTsgaWQgIT09IHVuZGVmaW5lZDsgaWQgPSB3YWl0aW5nLnBvcCgpKSB7XG4gICAgaWYgKHJlYWNoZWQuaGFzKGlkKSkgY29udGludWU7XG4gICAgcmVhY2hlZC5hZGQoaWQpO1xuICAgIHdhaXRpbmcucHVzaCguLi5ncmFwaC5nZXQoaWQpID8/IFtdKTtcbiAgfVxuICByZXR1cm4gcmVhY2hlZDtcbn1cblxuLyoqIFZpdGUncyBwbHVnaW4gdGhhdCBsZWFybnMgdGhlIGltcG9ydHMsIGFuZCB0aGUgZ3JvdXBzIHRoYXQgZm9sbG93IGZyb20gdGhlbS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBjaHVua3MoKSB7XG4gIGxldCBmaXJzdDogUmVhZG9ubHlTZXQ8c3RyaW5nPiA9IG5ldyBTZXQoKTtcbiAgbGV0IGZvcm1zOiBSZWFkb25seVNldDxzdHJpbmc+ID0gbmV3IFNldCgpO1xuICBjb25zdCBwbHVnaW46IFBsdWdpbiA9IHtcbiAgICBuYW1lOiBcImVzdGF0ZS1jaHVua3NcIixcbiAgICBhcHBseTogXCJidWlsZFwiLFxuICAgIGJ1aWxkRW5kKCkge1xuICAgICAgY29uc3QgaWRzID0gWy4uLnRoaXMuZ2V0TW9kdWxlSWRzKCldO1xuICAgICAgY29uc3QgZ3JhcGggPSBuZXcgTWFwKGlkcy5tYXAoKGlkKSA9PiBbaWQsIHRoaXMuZ2V0TW9kdWxlSW5mbyhpZCk/LmltcG9ydGVkSWRzID8/IFtdXSkpO1xuICAgICAgZmlyc3QgPSByZWFjaChncmFwaCwgaWRzLmZpbHRlcigoaWQpID0+IFtlbnRyeSwgLi4ucGFnZU1vZHVsZXNdLnNvbWUoKGl0KSA9PiBpdC50ZXN0KGlkKSkpKTtcbiAgICAgIC8vIFdoYXQgaXMgdHlwZWQgaW50bywgY2hvc2VuIGFuZCBsaXN0ZWQ6IG5vIGZpcnN0IHNjcmVlbiBoYXMgaXQsIG1vc3Qgb3RoZXJzIGRvLlxuICAgICAgZm9ybXMgPSBuZXcgU2V0KFxuICAgICAgICBpZHMuZmlsdGVyKChpZCkgPT5cbiAgICAgICAgICBwbGFpbi50ZXN0KGlkKSAmJiAhZmlyc3QuaGFzKGlkKSAmJiAhWy4uLnJlYWNoKGdyYXBoLCBbaWRdKV0uc29tZSgoaXQpID0+IGxhcmdlLnRlc3QoaXQpKVxuICAgICAgICApLFxuICAgICAgKTtcbiAgICB9LFxuICB9O1xuICBjb25zdCBncm91cHMgPSBbXG4gICAgeyBuYW1lOiBcImNvcmVcIiwgdGVzdDogY29yZSwgcHJpb3JpdHk6IDIgfSxcbiAgICB7XG4gICAgICBuYW1lOiBcInNoZWxsXCIsXG4gICAgICB0ZXN0OiAoaWQ6IHN0cmluZykgPT4gZmlyc3QuaGFzKGlkKSAmJiAob3Vycy50ZXN0KGlkKSB8fCBwaWN0dXJlcy50ZXN0KGlkKSksXG4gICAgICBwcmlvcml0eTogMSxcbiAgICB9LFxuICAgIHsgbmFtZTogXCJmb3Jtc1wiLCB0ZXN0OiAoaWQ6IHN0cmluZykgPT4gZm9ybXMuaGFzKGlkKSwgcHJpb3JpdHk6IDAgfSxcbiAgXTtcbiAgcmV0dXJuIHsgcGx1Z2luLCBncm91cHMgfTtcbn1cbiIsIi8qKiBTYXlzIGluIGluZGV4Lmh0bWwgd2hlcmUgdGhlIHByb2plY3QgaXMsIHdoaWxlIG9uZSB3b3JrcyBvbiB0aGUgYXBwOyBpbiBhIGJ1aWxkIHRoZSBwbGFjZXMgc3RheSBmcmVlIChsb2NhbC90b29scy93ZWIpLiAqL1xuaW1wb3J0IHR5cGUgeyBQbHVnaW4gfSBmcm9tIFwidml0ZVwiO1xuXG4vKiogVml0ZSdzIHBsdWdpbiBmb3IgaXQuICovXG5leHBvcnQgZnVuY3Rpb24gc2V0dGluZ3MoKTogUGx1Z2luIHtcbiAgY29uc3QgdmFsdWUgPSAobmFtZTogc3RyaW5nLCBvdGhlcndpc2U6IHN0cmluZykgPT4gRGVuby5lbnYuZ2V0KG5hbWUpID8/IG90aGVyd2lzZTtcbiAgcmV0dXJuIHtcbiAgICBuYW1lOiBcImVzdGF0ZS1zZXR0aW5nc1wiLFxuICAgIGFwcGx5OiBcInNlcnZlXCIsXG4gICAgdHJhbnNmb3JtSW5kZXhIdG1sOiAoaHRtbCkgPT5cbiAgICAgIGh0bWwucmVwbGFjZUFsbChcbiAgICAgICAgXCJfX0VTVEFURV9QUk9KRUNUX1VSTF9fXCIsXG4gICAgICAgIHZhbHVlKFwiVklURV9TVVBBQkFTRV9VUkxcIiwgXCJodHRwOi8vMTI3LjAuMC4xOjU0MzIxXCIpLFxuICAgICAgKS5yZXBsYWNlQWxsKFxuICAgICAgICBcIl9fRVNUQVRFX1BVQkxJU0hBQkxFX0tFWV9fXCIsXG4gICAgICAgIHZhbHVlKFwiVklURV9TVVBBQkFTRV9QVUJMSVNIQUJMRV9LRVlcIiwgXCJzYl9wdWJsaXNoYWJsZV9lc3RhdGVfbG9jYWxfZGV2ZWxvcG1lbnRcIiksXG4gICAgICApLnJlcGxhY2VBbGwoXCJfX0VTVEFURV9CQVNFTUFQX1VSTF9fXCIsIHZhbHVlKFwiVklURV9CQVNFTUFQX1VSTFwiLCBcIlwiKSksXG4gIH07XG59XG4iLCIvKiogQnVpbGRzIHRoZSB3b3JrZXIgKHNyYy9zdykgb25jZSB0aGUgYXBwIGlzIGJ1aWx0LCBmb3IgaXQga25vd3MgYWxsIGZpbGVzIG9mIGl0LiBJdCBsaWVzIGF0IHRoZSByb290OiBpdHMgc2NvcGUgaXMgdGhlIGFwcC4gKi9cbmltcG9ydCB7IGNyZWF0ZUhhc2ggfSBmcm9tIFwibm9kZTpjcnlwdG9cIjtcbmltcG9ydCB7IGJ1aWxkLCB0eXBlIFBsdWdpbiwgdHlwZSBSb2xsZG93biB9IGZyb20gXCJ2aXRlXCI7XG5pbXBvcnQgeyBwYWdlTW9kdWxlcyB9IGZyb20gXCIuL2ZpcnN0X3NjcmVlbi50c1wiO1xuXG5jb25zdCBoZXJlID0gKHBhdGg6IHN0cmluZykgPT4gZGVjb2RlVVJJQ29tcG9uZW50KG5ldyBVUkwocGF0aCwgaW1wb3J0Lm1ldGEudXJsKS5wYXRobmFtZSk7XG5cbi8qKiBWaXRlJ3MgcGx1Z2luIGZvciBpdC4gKi9cbmV4cG9ydCBmdW5jdGlvbiB3b3JrZXIoKTogUGx1Z2luIHtcbiAgcmV0dXJuIHtcbiAgICBuYW1lOiBcImVzdGF0ZS13b3JrZXJcIixcbiAgICBhcHBseTogXCJidWlsZFwiLFxuICAgIHdyaXRlQnVuZGxlOiB7XG4gICAgICBvcmRlcjogXCJwb3N0XCIsXG4gICAgICBoYW5kbGVyOiBhc3luYyAoeyBkaXIgfSwgYnVuZGxlKSA9PiB7XG4gICAgICAgIGF3YWl0IGJ1aWxkKHtcbiAgICAgICAgICBjb25maWdGaWxlOiBmYWxzZSxcbiAgICAgICAgICByb290OiBoZXJlKFwiLi5cIiksXG4gICAgICAgICAgbG9nTGV2ZWw6IFwid2FyblwiLFxuICAgICAgICAgIHB1YmxpY0RpcjogZmFsc2UsXG4gICAgICAgICAgZGVmaW5lOiB7IF9fQlVJTERfXzogSlNPTi5zdHJpbmdpZnkoYXdhaXQgZGVzY3JpYmVkKGJ1bmRsZSkpIH0sXG4gICAgICAgICAgYnVpbGQ6IHtcbiAgICAgICAgICAgIG91dERpcjogU3RyaW5nKGRpciksXG4gICAgICAgICAgICBlbXB0eU91dERpcjogZmFsc2UsXG4gICAgICAgICAgICB0YXJnZXQ6IFtcImNocm9tZTExMVwiLCBcInNhZmFyaTE2LjRcIiwgXCJmaXJlZm94MTI4XCJdLFxuICAgICAgICAgICAgcm9sbHVwT3B0aW9uczoge1xuICAgICAgICAgICAgICBpbnB1dDogaGVyZShcIi4uL3NyYy9zdy9zdy50c1wiKSxcbiAgICAgICAgICAgICAgb3V0cHV0OiB7IGZvcm1hdDogXCJpaWZlXCIsIGVudHJ5RmlsZU5hbWVzOiBcInN3LmpzXCIgfSxcbiAgICAgICAgICAgIH0sXG4gICAgICAgICAgfSxcbiAgICAgICAgfSk7XG4gICAgICB9LFxuICAgIH0sXG4gIH07XG59XG5cbi8qKiBXaGF0IHRoZSB3b3JrZXIga25vd3Mgb2YgdGhlIGJ1aWxkOiBzcmMvc3cvYnVpbGQudHMuICovXG5hc3luYyBmdW5jdGlvbiBkZXNjcmliZWQoYnVuZGxlOiBSb2xsZG93bi5PdXRwdXRCdW5kbGUpIHtcbiAgY29uc3QgY2h1bmtzID0gT2JqZWN0LnZhbHVlcyhidW5kbGUpLmZpbHRlcigoaXQpID0+IGl0LnR5cGUgPT09IFwiY2h1bmtcIik7XG4gIGNvbnN0IGFzc2V0cyA9IE9iamVjdC5rZXlzKGJ1bmRsZSkuZmlsdGVyKChpdCkgPT4gaXQuc3RhcnRzV2l0aChcImFzc2V0cy9cIikpLm1hcCgoaXQpID0+IGAvJHtpdH1gKTtcbiAgY29uc3QgZmlyc3QgPSBuZXcgU2V0PHN0cmluZz4oKTtcbiAgY29uc3QgdGFrZSA9IChuYW1lOiBzdHJpbmcpID0+IHtcbiAgICBpZiAoZmlyc3QuaGFzKG5hbWUpKSByZXR1cm47XG4gICAgZmlyc3QuYWRkKG5hbWUpO1xuICAgIGNodW5rcy5maW5kKChpdCkgPT4gaXQuZmlsZU5hbWUgPT09IG5hbWUpPy5pbXBvcnRzLmZvckVhY2godGFrZSk7XG4gIH07XG4gIGNvbnN0IHBhZ2UgPSBidW5kbGVbXCJpbmRleC5odG1sXCJdO1xuICBjb25zdCBodG1sID0gcGFnZT8udHlwZSA9PT0gXCJhc3NldFwiID8gU3RyaW5nKHBhZ2Uuc291cmNlKSA6IFwiXCI7XG4gIC8vIFRoZSBsYXN0IG9mIHRoZW0gaXMgb2Ygb3VyIG93biBjb2RlOiBpdCBkaWZmZXJzIGluIGVhY2ggYnVpbGQuXG4gIGNvbnN0IGVudHJ5ID0gWy4uLmh0bWwubWF0Y2hBbGwoLzxzY3JpcHQgdHlwZT1cIm1vZHVsZVwiW14+XSogc3JjPVwiXFwvKFteXCJdKylcIi9nKV0uYXQoLTEpPy5bMV07XG4gIGlmIChlbnRyeSA9PT0gdW5kZWZpbmVkKSB0aHJvdyBuZXcgRXJyb3IoXCJUaGUgYXBwIGhhcyBubyBlbnRyeVwiKTtcbiAgdGFrZShlbnRyeSk7XG4gIGZvciAoY29uc3QgbW9kdWxlIG9mIHBhZ2VNb2R1bGVzKSB7XG4gICAgY2h1bmtzLmZpbHRlcigoaXQpID0+IGl0Lm1vZHVsZUlkcy5zb21lKChpZCkgPT4gbW9kdWxlLnRlc3QoaWQpKSkuZm9yRWFjaCgoaXQpID0+XG4gICAgICB0YWtlKGl0LmZpbGVOYW1lKVxuICAgICk7XG4gIH1cbiAgY29uc3QgaGFzaCA9IGNyZWF0ZUhhc2goXCJzaGEyNTZcIikudXBkYXRlKGh0bWwpLnVwZGF0ZShhc3NldHMuam9pbigpKS5kaWdlc3QoXCJoZXhcIikuc2xpY2UoMCwgMTYpO1xuICByZXR1cm4ge1xuICAgIC8vIFRoZSBwbGFjZXMgYXJlIGZpbGxlZCBpbiB3aGVuIHRoZSBmaWxlcyBhcmUgcHV0IHVwOiBmb3IgYW5vdGhlciBwcm9qZWN0IGl0IGlzIGFub3RoZXIgdmVyc2lvbi5cbiAgICB2ZXJzaW9uOiBgJHtoYXNofSBfX0VTVEFURV9QUk9KRUNUX1VSTF9fIF9fRVNUQVRFX1BVQkxJU0hBQkxFX0tFWV9fIF9fRVNUQVRFX0JBU0VNQVBfVVJMX19gLFxuICAgIHByb2plY3Q6IFwiX19FU1RBVEVfUFJPSkVDVF9VUkxfX1wiLFxuICAgIGVudHJ5OiBgLyR7ZW50cnl9YCxcbiAgICBmaXJzdDogWy4uLmZpcnN0XS5tYXAoKGl0KSA9PiBgLyR7aXR9YCksXG4gICAgYXNzZXRzLFxuICAgIHJvb3RzOiBhd2FpdCByb290cygpLFxuICB9O1xufVxuXG4vKiogRmlyc3QgcGFydHMgb2YgdGhlIGFkZHJlc3NlcyBvZiB0aGUgYXBwJ3Mgc2NyZWVucy4gKi9cbmFzeW5jIGZ1bmN0aW9uIHJvb3RzKCk6IFByb21pc2U8cmVhZG9ubHkgc3RyaW5nW10+IHtcbiAgY29uc3QgbmFtZXMgPSBuZXcgU2V0PHN0cmluZz4oKTtcbiAgZm9yIGF3YWl0IChjb25zdCB7IG5hbWUgfSBvZiBEZW5vLnJlYWREaXIoaGVyZShcIi4uL3NyYy9yb3V0ZXNcIikpKSB7XG4gICAgY29uc3Qgcm9vdCA9IG5hbWUuc3BsaXQoXCIuXCIpWzBdID8/IFwiXCI7XG4gICAgaWYgKHJvb3QgIT09IFwiX19yb290XCIpIG5hbWVzLmFkZChyb290ID09PSBcImluZGV4XCIgPyBcIlwiIDogcm9vdCk7XG4gIH1cbiAgcmV0dXJuIFsuLi5uYW1lc10uc29ydCgpO1xufVxuIiwiLyoqIEJ1aWxkcyB0aGUgYXBwLCBhbmQgc2VydmVzIGl0IHdoaWxlIG9uZSB3b3JrcyBvbiBpdC4gbG9jYWwvdG9vbHMvd2ViIHNheXMgd2hlcmUgdGhlIHByb2plY3QgaXMuICovXG5pbXBvcnQgeyBsaW5ndWkgfSBmcm9tIFwiQGxpbmd1aS92aXRlLXBsdWdpblwiO1xuaW1wb3J0IG9wdGltaXplTG9jYWxlcyBmcm9tIFwiQHJlYWN0LWFyaWEvb3B0aW1pemUtbG9jYWxlcy1wbHVnaW5cIjtcbmltcG9ydCB0YWlsd2luZGNzcyBmcm9tIFwiQHRhaWx3aW5kY3NzL3ZpdGVcIjtcbmltcG9ydCB7IHRhbnN0YWNrUm91dGVyIH0gZnJvbSBcIkB0YW5zdGFjay9yb3V0ZXItcGx1Z2luL3ZpdGVcIjtcbmltcG9ydCByZWFjdCBmcm9tIFwiQHZpdGVqcy9wbHVnaW4tcmVhY3RcIjtcbmltcG9ydCB7IGRlZmluZUNvbmZpZyB9IGZyb20gXCJ2aXRlXCI7XG5pbXBvcnQgeyBjaHVua3MgfSBmcm9tIFwiLi90b29scy9jaHVua3MudHNcIjtcbmltcG9ydCB7IGZpcnN0U2NyZWVuIH0gZnJvbSBcIi4vdG9vbHMvZmlyc3Rfc2NyZWVuLnRzXCI7XG5pbXBvcnQgeyBzZXR0aW5ncyB9IGZyb20gXCIuL3Rvb2xzL3NldHRpbmdzLnRzXCI7XG5pbXBvcnQgeyB3b3JrZXIgfSBmcm9tIFwiLi90b29scy93b3JrZXIudHNcIjtcblxuY29uc3QgaGVyZSA9IChwYXRoOiBzdHJpbmcpID0+IGRlY29kZVVSSUNvbXBvbmVudChuZXcgVVJMKHBhdGgsIGltcG9ydC5tZXRhLnVybCkucGF0aG5hbWUpO1xuXG5jb25zdCB7IHBsdWdpbjogbGVhcm5DaHVua3MsIGdyb3VwcyB9ID0gY2h1bmtzKCk7XG5cbmV4cG9ydCBkZWZhdWx0IGRlZmluZUNvbmZpZyh7XG4gIHJvb3Q6IGhlcmUoXCIuXCIpLFxuICByZXNvbHZlOiB7XG4gICAgYWxpYXM6IFtcbiAgICAgIHsgZmluZDogXCJAZXN0YXRlL3Nkay9jYXRhbG9ndWVcIiwgcmVwbGFjZW1lbnQ6IGhlcmUoXCIuLi9zZGsvc3JjL2NhdGFsb2d1ZS50c1wiKSB9LFxuICAgICAgeyBmaW5kOiBcIkBlc3RhdGUvc2RrXCIsIHJlcGxhY2VtZW50OiBoZXJlKFwiLi4vc2RrL3NyYy9tb2QudHNcIikgfSxcbiAgICAgIC8vIEFzIHRoZSByb290J3MgaW1wb3J0IG1hcCBoYXMgaXQuXG4gICAgICB7IGZpbmQ6IC9eQHN0ZFxcLyguKykkLywgcmVwbGFjZW1lbnQ6IFwiZGVuby1zdGQvJDEuanNcIiB9LFxuICAgIF0sXG4gIH0sXG4gIHBsdWdpbnM6IFtcbiAgICBzZXR0aW5ncygpLFxuICAgIHRhbnN0YWNrUm91dGVyKHtcbiAgICAgIHRhcmdldDogXCJyZWFjdFwiLFxuICAgICAgYXV0b0NvZGVTcGxpdHRpbmc6IHRydWUsXG4gICAgICBhZGRFeHRlbnNpb25zOiB0cnVlLFxuICAgICAgcm91dGVzRGlyZWN0b3J5OiBoZXJlKFwic3JjL3JvdXRlc1wiKSxcbiAgICAgIGdlbmVyYXRlZFJvdXRlVHJlZTogaGVyZShcInNyYy9yb3V0ZVRyZWUuZ2VuLnRzXCIpLFxuICAgICAgcXVvdGVTdHlsZTogXCJkb3VibGVcIixcbiAgICAgIHNlbWljb2xvbnM6IHRydWUsXG4gICAgfSksXG4gICAgbGluZ3VpKHsgbWFjcm9UcmFuc2Zvcm06IHRydWUgfSksXG4gICAgcmVhY3QoKSxcbiAgICB7IC4uLm9wdGltaXplTG9jYWxlcy52aXRlKHsgbG9jYWxlczogW1wiZW4tVVNcIl0gfSksIGVuZm9yY2U6IFwicHJlXCIgfSxcbiAgICB0YWlsd2luZGNzcygpLFxuICAgIGxlYXJuQ2h1bmtzLFxuICAgIGZpcnN0U2NyZWVuKCksXG4gICAgd29ya2VyKCksXG4gIF0sXG4gIGJ1aWxkOiB7XG4gICAgdGFyZ2V0OiBbXCJjaHJvbWUxMTFcIiwgXCJzYWZhcmkxNi40XCIsIFwiZmlyZWZveDEyOFwiXSxcbiAgICAvLyAwOiBhIHBpY3R1cmUgaW5zaWRlIHRoZSB0ZXh0IGNhbm5vdCBiZSBrZXB0IGJ5IHRoZSBicm93c2VyLlxuICAgIGFzc2V0c0lubGluZUxpbWl0OiAwLFxuICAgIG1vZHVsZVByZWxvYWQ6IHsgcG9seWZpbGw6IGZhbHNlIH0sXG4gICAgcm9sbHVwT3B0aW9uczoge1xuICAgICAgb3V0cHV0OiB7XG4gICAgICAgIGNvZGVTcGxpdHRpbmc6IHsgZ3JvdXBzIH0sXG4gICAgICB9LFxuICAgIH0sXG4gIH0sXG59KTtcbiJdLCJtYXBwaW5ncyI6Ijs7Ozs7Ozs7OztBQVNBLE1BQU0sUUFBMEM7Q0FDOUMsS0FBSztDQUNMLFdBQVc7Q0FDWCxPQUFPO0FBQ1Q7O0FBR0EsTUFBYSxjQUFpQyxPQUFPLE9BQU8sS0FBSzs7QUFHakUsTUFBTSxTQUFTOzs7Ozs7Ozs7Ozs7O0FBY2YsU0FBZ0IsY0FBc0I7Q0FDcEMsSUFBSSxPQUFPO0NBQ1gsT0FBTztFQUNMLE1BQU07RUFDTixPQUFPO0VBQ1AsU0FBUztFQUNULG9CQUFvQjtHQUNsQixPQUFPO0dBQ1AsVUFBVSxNQUFNLEVBQUUsYUFBYTtJQUM3QixJQUFJLFdBQVcsUUFBVyxPQUFPO0lBQ2pDLE1BQU0sU0FBUyxPQUNaLFFBQVEsYUFBYSxLQUFLLFVBQVUsVUFBVSxNQUFNLENBQUMsQ0FBQyxDQUFDLENBQ3ZELFFBQVEsYUFBYSxLQUFLLFVBQVUsVUFBVSxRQUFRLElBQUksQ0FBQyxDQUFDLENBQUMsQ0FDN0QsV0FBVyxNQUFNLEVBQUU7SUFDdEIsT0FBTyxXQUFXLFdBQVcsUUFBUSxDQUFDLENBQUMsT0FBTyxNQUFNLENBQUMsQ0FBQyxPQUFPLFFBQVEsRUFBRTtJQUV2RSxPQUFPLFVBQVUsTUFBTSxNQUFNLENBQUMsQ0FBQyxRQUM3QixzQkFDQSxXQUFXLE9BQU8saUNBQ3BCO0dBQ0Y7RUFDRjtFQUNBLGFBQWEsT0FBTyxFQUFFLFVBQVU7R0FDOUIsTUFBTSxPQUFPLEdBQUcsSUFBSTtHQUNwQixNQUFNLE9BQU8sTUFBTSxLQUFLLGFBQWEsSUFBSTtHQUN6QyxNQUFNLEtBQUssY0FBYyxNQUFNLEtBQUssUUFBUSxxQkFBcUIsSUFBSSxDQUFDO0VBQ3hFO0NBQ0Y7QUFDRjs7QUFHQSxTQUFTLFVBQVUsUUFBaUU7Q0FDbEYsTUFBTSxRQUFnQyxDQUFDO0NBQ3ZDLEtBQUssTUFBTSxRQUFRLE9BQU8sT0FBTyxNQUFNLEdBQUc7RUFDeEMsTUFBTSxXQUFXLEtBQUssU0FBUyxVQUMzQix3QkFBd0IsS0FBSyxLQUFLLGtCQUFrQixFQUFFLENBQUMsR0FBRyxLQUMxRDtFQUNKLElBQUksYUFBYSxRQUFXLE1BQU0sWUFBWSxLQUFLO0NBQ3JEO0NBQ0EsT0FBTztBQUNUOztBQUdBLFNBQVMsVUFDUCxRQUNBLE1BQzZDO0NBQzdDLE1BQU0sU0FBUyxPQUFPLE9BQU8sTUFBTSxDQUFDLENBQUMsUUFBUSxPQUFPLEdBQUcsU0FBUyxPQUFPO0NBQ3ZFLE9BQU8sT0FBTyxZQUNaLE9BQU8sUUFBUSxLQUFLLENBQUMsQ0FBQyxLQUFLLENBQUMsTUFBTSxZQUFZO0VBQzVDLE1BQU0sUUFBUSxPQUFPLE1BQU0sT0FBTyxHQUFHLFVBQVUsTUFBTSxPQUFPLE9BQU8sS0FBSyxFQUFFLENBQUMsQ0FBQztFQUU1RSxPQUFPLENBQUMsT0FETyxVQUFVLFNBQVksQ0FBQyxJQUFJLENBQUMsTUFBTSxVQUFVLEdBQUcsTUFBTSxPQUFPLEVBQzdELENBQU8sUUFBUSxPQUFPLENBQUMsS0FBSyxTQUFTLEVBQUUsQ0FBQyxDQUFDO0NBQ3pELENBQUMsQ0FDSDtBQUNGOztBQUdBLFNBQVMsVUFBVSxNQUFjLFFBQXVDO0NBQ3RFLE9BQU8sS0FBSyxRQUFRLHNEQUFzRCxPQUFPLFNBQVM7RUFDeEYsTUFBTSxRQUFRLE9BQU87RUFDckIsSUFBSSxPQUFPLFNBQVMsU0FBUyxPQUFPO0VBSXBDLE9BQU8sV0FISyxPQUFPLE1BQU0sV0FBVyxXQUNoQyxNQUFNLFNBQ05HLFNBQU8sS0FBSyxNQUFNLE1BQU0sQ0FBQyxDQUFDLFNBQVMsTUFBTSxFQUM1QixDQUFJLEtBQUssRUFBRTtDQUM5QixDQUFDO0FBQ0g7QUM1RkEsTUFBTSxPQUNKO0FBQ0YsTUFBTSxPQUNKOztBQUVGLE1BQU0sV0FBVztBQUNqQixNQUFNLFFBQVE7O0FBRWQsTUFBTSxRQUFRO0FBQ2QsTUFBTSxRQUFROztBQUtkLFNBQVMsTUFBTSxPQUFjLE1BQTZDO0NBQ3hFLE1BQU0sMEJBQVUsSUFBSSxJQUFZO0NBQ2hDLE1BQU0sVUFBVSxDQUFDLEdBQUcsSUFBSTtDQUN4QixLQUFLLElBQUksS0FBSyxRQUFRLElBQUksR0FBRyxPQUFPLFFBQVcsS0FBSyxRQUFRLElBQUksR0FBRztFQUNqRSxJQUFJLFFBQVEsSUFBSSxFQUFFLEdBQUc7RUFDckIsUUFBUSxJQUFJLEVBQUU7RUFDZCxRQUFRLEtBQUssR0FBRyxNQUFNLElBQUksRUFBRSxLQUFLLENBQUMsQ0FBQztDQUNyQztDQUNBLE9BQU87QUFDVDs7QUFHQSxTQUFnQixTQUFTO0NBQ3ZCLElBQUksd0JBQTZCLElBQUksSUFBSTtDQUN6QyxJQUFJLHdCQUE2QixJQUFJLElBQUk7Q0F5QnpDLE9BQU87RUFBRTtHQXZCUCxNQUFNO0dBQ04sT0FBTztHQUNQLFdBQVc7SUFDVCxNQUFNLE1BQU0sQ0FBQyxHQUFHLEtBQUssYUFBYSxDQUFDO0lBQ25DLE1BQU0sUUFBUSxJQUFJLElBQUksSUFBSSxLQUFLLE9BQU8sQ0FBQyxJQUFJLEtBQUssY0FBYyxFQUFFLENBQUMsRUFBRSxlQUFlLENBQUMsQ0FBQyxDQUFDLENBQUM7SUFDdEYsUUFBUSxNQUFNLE9BQU8sSUFBSSxRQUFRLE9BQU8sQ0FBQyxPQUFPLEdBQUcsV0FBVyxDQUFDLENBQUMsTUFBTSxPQUFPLEdBQUcsS0FBSyxFQUFFLENBQUMsQ0FBQyxDQUFDO0lBRTFGLFFBQVEsSUFBSSxJQUNWLElBQUksUUFBUSxPQUNWLE1BQU0sS0FBSyxFQUFFLEtBQUssQ0FBQyxNQUFNLElBQUksRUFBRSxLQUFLLENBQUMsQ0FBQyxHQUFHLE1BQU0sT0FBTyxDQUFDLEVBQUUsQ0FBQyxDQUFDLENBQUMsQ0FBQyxNQUFNLE9BQU8sTUFBTSxLQUFLLEVBQUUsQ0FBQyxDQUMxRixDQUNGO0dBQ0Y7RUFXTztFQUFRO0dBUmY7SUFBRSxNQUFNO0lBQVEsTUFBTTtJQUFNLFVBQVU7R0FBRTtHQUN4QztJQUNFLE1BQU07SUFDTixPQUFPLE9BQWUsTUFBTSxJQUFJLEVBQUUsTUFBTSxLQUFLLEtBQUssRUFBRSxLQUFLLFNBQVMsS0FBSyxFQUFFO0lBQ3pFLFVBQVU7R0FDWjtHQUNBO0lBQUUsTUFBTTtJQUFTLE9BQU8sT0FBZSxNQUFNLElBQUksRUFBRTtJQUFHLFVBQVU7R0FBRTtFQUVuRDtDQUFPO0FBQzFCOztBQzFEQSxTQUFnQixXQUFtQjtDQUNqQyxNQUFNLFNBQVMsTUFBYyxjQUFzQixLQUFLLElBQUksSUFBSSxJQUFJLEtBQUs7Q0FDekUsT0FBTztFQUNMLE1BQU07RUFDTixPQUFPO0VBQ1AscUJBQXFCLFNBQ25CLEtBQUssV0FDSCwwQkFDQSxNQUFNLHFCQUFxQix3QkFBd0IsQ0FDckQsQ0FBQyxDQUFDLFdBQ0EsOEJBQ0EsTUFBTSxpQ0FBaUMseUNBQXlDLENBQ2xGLENBQUMsQ0FBQyxXQUFXLDBCQUEwQixNQUFNLG9CQUFvQixFQUFFLENBQUM7Q0FDeEU7QUFDRjtBQ2xCbUssTUFBTVMsNkNBQTJDO0FBS3BOLE1BQU1DLFVBQVEsU0FBaUIsbUJBQW1CLElBQUksSUFBSSxNQUFBLDBDQUFxQixDQUFDLENBQUMsUUFBUTs7QUFHekYsU0FBZ0IsU0FBaUI7Q0FDL0IsT0FBTztFQUNMLE1BQU07RUFDTixPQUFPO0VBQ1AsYUFBYTtHQUNYLE9BQU87R0FDUCxTQUFTLE9BQU8sRUFBRSxPQUFPLFdBQVc7SUFDbEMsTUFBTSxNQUFNO0tBQ1YsWUFBWTtLQUNaLE1BQU1BLE9BQUssSUFBSTtLQUNmLFVBQVU7S0FDVixXQUFXO0tBQ1gsUUFBUSxFQUFFLFdBQVcsS0FBSyxVQUFVLE1BQU0sVUFBVSxNQUFNLENBQUMsRUFBRTtLQUM3RCxPQUFPO01BQ0wsUUFBUSxPQUFPLEdBQUc7TUFDbEIsYUFBYTtNQUNiLFFBQVE7T0FBQztPQUFhO09BQWM7TUFBWTtNQUNoRCxlQUFlO09BQ2IsT0FBT0EsT0FBSyxpQkFBaUI7T0FDN0IsUUFBUTtRQUFFLFFBQVE7UUFBUSxnQkFBZ0I7T0FBUTtNQUNwRDtLQUNGO0lBQ0YsQ0FBQztHQUNIO0VBQ0Y7Q0FDRjtBQUNGOztBQUdBLGVBQWUsVUFBVSxRQUErQjtDQUN0RCxNQUFNLFNBQVMsT0FBTyxPQUFPLE1BQU0sQ0FBQyxDQUFDLFFBQVEsT0FBTyxHQUFHLFNBQVMsT0FBTztDQUN2RSxNQUFNLFNBQVMsT0FBTyxLQUFLLE1BQU0sQ0FBQyxDQUFDLFFBQVEsT0FBTyxHQUFHLFdBQVcsU0FBUyxDQUFDLENBQUMsQ0FBQyxLQUFLLE9BQU8sSUFBSSxJQUFJO0NBQ2hHLE1BQU0sd0JBQVEsSUFBSSxJQUFZO0NBQzlCLE1BQU0sUUFBUSxTQUFpQjtFQUM3QixJQUFJLE1BQU0sSUFBSSxJQUFJLEdBQUc7RUFDckIsTUFBTSxJQUFJLElBQUk7RUFDZCxPQUFPLE1BQU0sT0FBTyxHQUFHLGFBQWEsSUFBSSxDQUFDLEVBQUUsUUFBUSxRQUFRLElBQUk7Q0FDakU7Q0FDQSxNQUFNLE9BQU8sT0FBTztDQUNwQixNQUFNLE9BQU8sTUFBTSxTQUFTLFVBQVUsT0FBTyxLQUFLLE1BQU0sSUFBSTtDQUU1RCxNQUFNLFFBQVEsQ0FBQyxHQUFHLEtBQUssU0FBUyw2Q0FBNkMsQ0FBQyxDQUFDLENBQUMsR0FBRyxFQUFFLENBQUMsR0FBRztDQUN6RixJQUFJLFVBQVUsUUFBVyxNQUFNLElBQUksTUFBTSxzQkFBc0I7Q0FDL0QsS0FBSyxLQUFLO0NBQ1YsS0FBSyxNQUFNLFVBQVUsYUFDbkIsT0FBTyxRQUFRLE9BQU8sR0FBRyxVQUFVLE1BQU0sT0FBTyxPQUFPLEtBQUssRUFBRSxDQUFDLENBQUMsQ0FBQyxDQUFDLFNBQVMsT0FDekUsS0FBSyxHQUFHLFFBQVEsQ0FDbEI7Q0FHRixPQUFPO0VBRUwsU0FBUyxHQUhFLFdBQVcsUUFBUSxDQUFDLENBQUMsT0FBTyxJQUFJLENBQUMsQ0FBQyxPQUFPLE9BQU8sS0FBSyxDQUFDLENBQUMsQ0FBQyxPQUFPLEtBQUssQ0FBQyxDQUFDLE1BQU0sR0FBRyxFQUc5RSxFQUFLO0VBQ2pCLFNBQVM7RUFDVCxPQUFPLElBQUk7RUFDWCxPQUFPLENBQUMsR0FBRyxLQUFLLENBQUMsQ0FBQyxLQUFLLE9BQU8sSUFBSSxJQUFJO0VBQ3RDO0VBQ0EsT0FBTyxNQUFNLE1BQU07Q0FDckI7QUFDRjs7QUFHQSxlQUFlLFFBQW9DO0NBQ2pELE1BQU0sd0JBQVEsSUFBSSxJQUFZO0NBQzlCLFdBQVcsTUFBTSxFQUFFLFVBQVUsS0FBSyxRQUFRQSxPQUFLLGVBQWUsQ0FBQyxHQUFHO0VBQ2hFLE1BQU0sT0FBTyxLQUFLLE1BQU0sR0FBRyxDQUFDLENBQUMsTUFBTTtFQUNuQyxJQUFJLFNBQVMsVUFBVSxNQUFNLElBQUksU0FBUyxVQUFVLEtBQUssSUFBSTtDQUMvRDtDQUNBLE9BQU8sQ0FBQyxHQUFHLEtBQUssQ0FBQyxDQUFDLEtBQUs7QUFDekI7QUM3RTRKLE1BQU0sMkNBQTJDO0FBWTdNLE1BQU0sUUFBUSxTQUFpQixtQkFBbUIsSUFBSSxJQUFJLE1BQUEsd0NBQXFCLENBQUMsQ0FBQyxRQUFRO0FBRXpGLE1BQU0sRUFBRSxRQUFRLGFBQWEsV0FBVyxPQUFPO0FBRS9DLElBQUEsc0JBQWUsYUFBYTtDQUMxQixNQUFNLEtBQUssR0FBRztDQUNkLFNBQVMsRUFDUCxPQUFPO0VBQ0w7R0FBRSxNQUFNO0dBQXlCLGFBQWEsS0FBSyx5QkFBeUI7RUFBRTtFQUM5RTtHQUFFLE1BQU07R0FBZSxhQUFhLEtBQUssbUJBQW1CO0VBQUU7RUFFOUQ7R0FBRSxNQUFNO0dBQWdCLGFBQWE7RUFBaUI7Q0FDeEQsRUFDRjtDQUNBLFNBQVM7RUFDUCxTQUFTO0VBQ1QsZUFBZTtHQUNiLFFBQVE7R0FDUixtQkFBbUI7R0FDbkIsZUFBZTtHQUNmLGlCQUFpQixLQUFLLFlBQVk7R0FDbEMsb0JBQW9CLEtBQUssc0JBQXNCO0dBQy9DLFlBQVk7R0FDWixZQUFZO0VBQ2QsQ0FBQztFQUNELE9BQU8sRUFBRSxnQkFBZ0IsS0FBSyxDQUFDO0VBQy9CLE1BQU07RUFDTjtHQUFFLEdBQUcsZ0JBQWdCLEtBQUssRUFBRSxTQUFTLENBQUMsT0FBTyxFQUFFLENBQUM7R0FBRyxTQUFTO0VBQU07RUFDbEUsWUFBWTtFQUNaO0VBQ0EsWUFBWTtFQUNaLE9BQU87Q0FDVDtDQUNBLE9BQU87RUFDTCxRQUFRO0dBQUM7R0FBYTtHQUFjO0VBQVk7RUFFaEQsbUJBQW1CO0VBQ25CLGVBQWUsRUFBRSxVQUFVLE1BQU07RUFDakMsZUFBZSxFQUNiLFFBQVEsRUFDTixlQUFlLEVBQUUsT0FBTyxFQUMxQixFQUNGO0NBQ0Y7QUFDRixDQUFDIn0=