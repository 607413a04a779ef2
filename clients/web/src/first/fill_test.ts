import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { FoundListing } from "@estate/sdk/catalogue";
import { cardKind, filled, firstView } from "./fill.ts";
import type { FirstTemplate } from "./template.ts";

const card = "<li>{{title}} {{price}} {{facts}} {{ago}} {{loading}} {{on}}</li>";
const template: FirstTemplate = {
  full: "<p>first</p><ul><!--cards--></ul>",
  few: "<p>{{homes}}</p><ul><!--cards--></ul>",
  cards: { "plain ": card, "plain dated": card },
  words: {
    kinds: { flat: "Flat" },
    periods: { year: "a year" },
    bedrooms: ["none", "1 bedroom", "2 bedrooms"],
    bathrooms: ["none", "1 bathroom"],
    homes: ["", "1 home", "2 homes"],
    months: ["Jan", "Feb"],
    now: "just now",
    yesterday: "yesterday",
    ago: {
      minute: ["# minute ago", "# minutes ago"],
      hour: ["# hour ago", "# hours ago"],
      day: ["# day ago", "# days ago"],
      month: ["# month ago", "# months ago"],
      year: ["# year ago", "# years ago"],
    },
  },
};
const now = Date.parse("2026-06-15T11:00:00Z");
const home = {
  id: "1",
  title: 'Flat <b>by</b> the "lagoon"',
  price_kobo: 120_000_000,
  price_per: "year",
  move_in_kobo: 150_000_000,
  kind: "flat",
  bedrooms: 2,
  bathrooms: 0,
  area: "Yaba",
  lga: "Yaba",
  cover: null,
  checked: [],
  confirmed_at: "2026-06-12T11:00:00Z",
} as unknown as FoundListing;
const given = { project: "https://a.example", pageSize: 3, isLow: false, now };

Deno.test("the first view says what the listings say, and nothing of them becomes markup", () => {
  const checked = [{ what: "title", found: "clean", on: "2026-02-03" }] as const;
  const view = firstView(template, [home, { ...home, checked }], given) ?? "";
  assertStringIncludes(view, "<p>2 homes</p>");
  assertStringIncludes(view, "Flat &lt;b&gt;by&lt;/b&gt; the &quot;lagoon&quot; ₦1,200,000");
  assertStringIncludes(view, "Flat · 2 bedrooms 3 days ago eager </li>");
  assertStringIncludes(view, "3 Feb 2026</li>");
  const three = firstView(template, [home, home, home], given) ?? "";
  assertStringIncludes(three, "<p>first</p>");
  assertStringIncludes(three, "lazy");
});

Deno.test("where a listing has no card, or nothing was found, the app is waited for", () => {
  assertEquals(firstView(template, [], given), undefined);
  const two = [1, 2].map(() => ({ what: "title", found: "clean", on: null } as const));
  assertEquals(cardKind({ cover: null, checked: two }), undefined);
  assertEquals(firstView(template, [{ ...home, checked: two }], given), undefined);
  const daily = { ...home, price_per: "decade" } as unknown as FoundListing;
  assertEquals(firstView(template, [daily], given), undefined);
});

Deno.test("what is put into a place is not read for places again", () => {
  assertEquals(filled("{{a}} {{b}}", { a: "{{b}}", b: "$&" }), "{{b}} $&amp;");
  assert(filled("{{none}}", {}) === "");
});
