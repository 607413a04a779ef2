/** Which words belong together: what visitors see, what is somebody's own, and the work. */

/** A set of words; each is a catalogue for each language. */
export type WordSet = "visitor" | "own" | "work";

/** Features whose screens need no words but those of visitors. */
export const visitors = [
  "home",
  "search",
  "listing",
];

/** Features of those who work here: screens below /org and /staff. */
export const work = [
  "books",
  "home_import",
  "homes",
  "lettings",
  "listings_admin",
  "mandates",
  "money_in",
  "office",
  "organization",
  "payee",
  "people",
  "reports",
  "sales_admin",
  "settings",
  "staff",
  "team",
  "today",
];

/** Beside features: files that only screens of somebody's own use. */
export const own = [
  "format/money_words.ts",
  "format/tenancy_words.ts",
  "format/home_name.ts",
  "format/listing_words.ts",
  "format/shown_name.ts",
  "map/pick_map.tsx",
  "session/booked_line.tsx",
  "session/home_gate.tsx",
  "session/install_card.tsx",
  "session/news/account_news.ts",
  "session/news/home_news.ts",
  "session/news/money_news.ts",
  "session/news/news_words.ts",
  "session/step_up_code.tsx",
  "session/step_up_sheet.tsx",
  "session/tenancy_facts.tsx",
  "session/viewing_facts.tsx",
  "shell/hat_sheet.tsx",
  "ui/paid_through.tsx",
  "ui/amount_or_percent_fields.tsx",
  "ui/code_field.tsx",
  "ui/file_button.tsx",
  "ui/qr_code.tsx",
  "ui/time_field.tsx",
  "ui/refused/refusal_words.ts",
];

/** Addresses whose screens are made of visitors' words alone. */
const visitorAddresses = /^\/(search|l\/[^/]+)?\/?$/;
/** Addresses of the work. */
const workAddresses = /^\/(org|staff)(\/|$)/;

/** Which words the screen of an address needs beside those of visitors. */
export function wordSetsOf(pathname: string): readonly WordSet[] {
  return visitorAddresses.test(pathname)
    ? []
    : workAddresses.test(pathname)
    ? ["own", "work"]
    : ["own"];
}
