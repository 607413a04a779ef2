import { assertEquals } from "@std/assert";
import type { Listing, ListingCosts } from "@estate/sdk";
import type { ListingPage } from "@estate/sdk/catalogue";
import { pageOf } from "./page_of.ts";

const now = Date.parse("2026-11-29T10:00:00Z");
const listing = {
  id: "l",
  title: "Two rooms, painted",
  published_at: null,
  is_verified: false,
} as unknown as Listing;
const rest = { costs: {} as ListingCosts, photos: [], listedBy: "Okafor Properties" };

Deno.test("of a draft what only the public page knows is left out, and publishing would confirm it", () => {
  const page = pageOf(listing, rest, now);
  assertEquals([page.listed_by, page.confirmed_at, page.checked], [
    "Okafor Properties",
    "2026-11-29T10:00:00.000Z",
    [],
  ]);
  assertEquals(["longitude", "latitude", "listed_by_checked"].filter((it) => it in page), []);
});

Deno.test("what is written now is shown, however old the public page is", () => {
  const open = {
    title: "Two rooms",
    listed_by: "Okafor & Sons",
    longitude: 3.4,
    latitude: 6.5,
    listed_by_checked: [],
    is_tenanted: true,
    confirmed_at: "2026-11-01T10:00:00Z",
  } as unknown as ListingPage;
  const page = pageOf(listing, { ...rest, open }, now);
  assertEquals([page.title, page.listed_by, page.longitude, page.is_tenanted, page.confirmed_at], [
    "Two rooms, painted",
    "Okafor & Sons",
    3.4,
    true,
    "2026-11-01T10:00:00Z",
  ]);
});
