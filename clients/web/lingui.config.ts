/**
 * Where the words are. English is in the code; the catalogues are made from it by `deno task words:web`: one of what visitors see,
 * which comes with the first screen, and one of the rest.
 */
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

const locales = Deno.env.get("ESTATE_LOCALES") ?? "<rootDir>/src/i18n/locales";

/** Features whose screens need no words but those of visitors: src/i18n/activate.ts names their addresses. */
const visitors = ["home", "search", "listing", "enquiry", "viewing", "saved", "sign_in"];

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "pcm", "yo", "ha", "ig"],
  catalogs: [{
    path: `${locales}/{locale}`,
    include: ["<rootDir>/src"],
    exclude: [`**/features/!(${visitors.join("|")})/**`, "**/*_test.ts", "**/routeTree.gen.ts"],
  }, {
    path: `${locales}/own/{locale}`,
    include: ["<rootDir>/src/features"],
    exclude: [`**/features/@(${visitors.join("|")})/**`, "**/*_test.ts"],
  }],
  // Line numbers change with every edit above them; who translates looks for the file.
  format: formatter({ lineNumbers: false }),
});
