/**
 * Where the words are. English is in the code; the catalogues are made from it by `deno task words:web`: one of what visitors see,
 * which comes with the first screen, one of what is somebody's own, and one of the work, which may stay English at first.
 */
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";
import { own, visitors, work } from "./src/i18n/word_sets.ts";

const locales = Deno.env.get("ESTATE_LOCALES") ?? "<rootDir>/src/i18n/locales";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "pcm", "yo", "ha", "ig"],
  catalogs: [{
    path: `${locales}/{locale}`,
    include: ["<rootDir>/src"],
    exclude: [
      `**/features/!(${visitors.join("|")})/**`,
      "**/*_test.ts",
      "**/routeTree.gen.ts",
      ...own.map((it) => `**/src/${it}`),
    ],
  }, {
    path: `${locales}/own/{locale}`,
    include: ["<rootDir>/src/features", ...own.map((it) => `<rootDir>/src/${it}`)],
    exclude: [`**/features/@(${[...visitors, ...work].join("|")})/**`, "**/*_test.ts"],
  }, {
    path: `${locales}/work/{locale}`,
    include: work.map((it) => `<rootDir>/src/features/${it}`),
    exclude: ["**/*_test.ts"],
  }],
  // Line numbers change with every edit above them; who translates looks for the file.
  format: formatter({ lineNumbers: false }),
});
