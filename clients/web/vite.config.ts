/** Builds the app, and serves it while one works on it. local/tools/web says where the project is. */
import { lingui } from "@lingui/vite-plugin";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstScreen } from "./tools/first_screen.ts";
import { settings } from "./tools/settings.ts";

const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** What every first screen needs: one file, for round trips cost more than bytes. */
const core =
  /node_modules\/(\.deno\/[^/]+\/node_modules\/)?(react|react-dom|scheduler|@tanstack|@lingui|idb-keyval)\//;

/** Our own part of it: the shell and the plain components. */
const shell =
  /clients\/web\/src\/(main|routeTree|(shell|session|offline|i18n|ui|format)\/[a-z_]+\.tsx?)/;

/** Fetched when it is first needed, though it stands beside the shell. */
const later =
  /\/(hat_sheet|more_page|link_list|sheet|role_names|client|says_who|sign_out|tokens|read_field|money_field|phone_field|home_gate|home_queries|home_name|money_words|tenancy_words|paid_through|file_button|step_up_sheet|step_up_code|code_field|qr_code|read_day|day_field)\.tsx?/;

/** What is typed into, chosen and listed: no first screen of a visitor has it, most others do. */
const forms =
  /clients\/web\/src\/ui\/(form|field|text_field|select|checkbox|choice_group|table|progress|read_field|read_day|day_field|money_field|phone_field)\.tsx?/;

export default defineConfig({
  root: here("."),
  resolve: {
    alias: [
      { find: "@estate/sdk/catalogue", replacement: here("../sdk/src/catalogue.ts") },
      { find: "@estate/sdk", replacement: here("../sdk/src/mod.ts") },
      // As the root's import map has it.
      { find: /^@std\/(.+)$/, replacement: "deno-std/$1.js" },
    ],
  },
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
    lingui({ macroTransform: true }),
    react(),
    { ...optimizeLocales.vite({ locales: ["en-US"] }), enforce: "pre" },
    tailwindcss(),
    firstScreen(),
  ],
  build: {
    target: ["chrome111", "safari16.4", "firefox128"],
    // 0: a picture inside the text cannot be kept by the browser.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "core", test: core, priority: 2 },
            {
              name: "shell",
              test: (id) => shell.test(id) && !later.test(id) && !forms.test(id),
              priority: 1,
            },
            { name: "forms", test: forms, priority: 0 },
          ],
        },
      },
    },
  },
});
