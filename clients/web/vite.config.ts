/** Builds the app, and serves it while one works on it. local/tools/web says where the project is. */
import { lingui } from "@lingui/vite-plugin";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { chunks } from "./tools/chunks.ts";
import { firstScreen } from "./tools/first_screen.ts";
import { settings } from "./tools/settings.ts";
import { worker } from "./tools/worker.ts";

const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);

const { plugin: learnChunks, groups } = chunks();

/** What the app's sources are built with, for a browser and for the first view that is written at build. */
const sources = () => ({
  root: here("."),
  resolve: {
    alias: [
      { find: "@estate/sdk/catalogue", replacement: here("../sdk/src/catalogue.ts") },
      { find: "@estate/sdk", replacement: here("../sdk/src/mod.ts") },
      // As the root's import map has it.
      { find: /^@std\/(.+)$/, replacement: "deno-std/$1.js" },
    ],
  },
  plugins: [lingui({ macroTransform: true }), react()],
});

export default defineConfig({
  ...sources(),
  plugins: [
    settings(),
    tanstackRouter({
      target: "react",
      autoCodeSplitting: true,
      addExtensions: true,
      routesDirectory: here("src/routes"),
      generatedRouteTree: here("src/routeTree.gen.ts"),
      quoteStyle: "double",
      semicolons: true,
    }),
    ...sources().plugins,
    { ...optimizeLocales.vite({ locales: ["en-US"] }), enforce: "pre" },
    tailwindcss(),
    learnChunks,
    firstScreen(sources()),
    worker(),
  ],
  build: {
    target: ["chrome111", "safari16.4", "firefox128"],
    // 0: a picture inside the text cannot be kept by the browser.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        codeSplitting: { groups },
      },
    },
  },
});
