/** Where the words are. English is in the code; the catalogues are made from it by `deno task words:web`. */
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "pcm", "yo", "ha", "ig"],
  catalogs: [{
    path: `${Deno.env.get("ESTATE_LOCALES") ?? "<rootDir>/src/i18n/locales"}/{locale}`,
    include: ["<rootDir>/src"],
    exclude: ["**/*_test.ts", "**/routeTree.gen.ts"],
  }],
  // Line numbers change with every edit above them; who translates looks for the file.
  format: formatter({ lineNumbers: false }),
});
