/**
 * Where the words are. English is in the code; the catalogues are made from it by `deno task words:web`: one of what visitors see,
 * which comes with the first screen, and one of the rest.
 */
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

const locales = Deno.env.get("ESTATE_LOCALES") ?? "<rootDir>/src/i18n/locales";

/** Features whose screens need no words but those of visitors: src/i18n/activate.ts names their addresses. */
const visitors = [
  "home",
  "search",
  "listing",
  "enquiry",
  "viewing",
  "saved",
  "sign_in",
];

/** Beside features: files that only screens of somebody's own use. */
const own = [
  "format/money_words.ts",
  "format/tenancy_words.ts",
  "format/home_name.ts",
  "format/listing_words.ts",
  "map/pick_map.tsx",
  "session/home_gate.tsx",
  "session/step_up_code.tsx",
  "session/step_up_sheet.tsx",
  "ui/paid_through.tsx",
  "ui/code_field.tsx",
  "ui/file_button.tsx",
  "ui/qr_code.tsx",
  "ui/refused/refusal_words.ts",
];

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
    exclude: [`**/features/@(${visitors.join("|")})/**`, "**/*_test.ts"],
  }],
  // Line numbers change with every edit above them; who translates looks for the file.
  format: formatter({ lineNumbers: false }),
});
