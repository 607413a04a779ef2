import { assert, assertEquals, assertRejects } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { EstateError } from "../ground/estate_error.ts";
import {
  findListings,
  getFacets,
  getListingPage,
  getTile,
  searchListings,
  suggestAreas,
} from "./catalogue.ts";

/** A client of a project that answers nothing but lists, or as told, and what it asked. */
function asking(
  options: { signedIn?: boolean; answer?: (url: URL) => Response } = {},
) {
  const asked: { method: string; url: URL }[] = [];
  const session = { access_token: "a.b.c", refresh_token: "r", expires_at: 9_999_999_999 };
  const kept = JSON.stringify({ ...session, token_type: "bearer", expires_in: 3600, user: {} });
  const estate: Estate = createClient<Database>("https://p.test", "sb_publishable_x", {
    auth: {
      persistSession: options.signedIn ?? false,
      autoRefreshToken: false,
      storageKey: "session",
      storage: {
        getItem: (key) => options.signedIn && key === "session" ? kept : null,
        setItem: () => {},
        removeItem: () => {},
      },
    },
    global: {
      fetch: (input, init) => {
        const { method, url } = new Request(input, init);
        asked.push({ method, url: new URL(url) });
        return Promise.resolve(options.answer?.(new URL(url)) ?? Response.json([]));
      },
    },
  });
  return { estate, asked };
}

const listingId = "0190a6f0-0000-7000-8000-000000000001";
const near = { longitude: 3.379, latitude: 6.51 };

/** Asks everything that visitors ask alike. */
async function askAll(estate: Estate): Promise<void> {
  await searchListings(estate, { near, radius_m: 3000 }, { sortBy: "price", limit: 5 });
  await findListings(estate, { words: "2 bedroom & bq" });
  await getFacets(estate, { area: "Yaba & Surulere" });
  await getTile(estate, { zoom: 12, x: 1, y: 2 });
  await suggestAreas(estate, "ya ba?");
  await getListingPage(estate, listingId);
}

function told(asked: readonly { method: string; url: URL }[], below: string) {
  return asked.map(({ method, url }) => [
    method,
    url.pathname.replace(below, ""),
    Object.fromEntries(url.searchParams),
  ]);
}

Deno.test("what visitors read comes from the catalogue, by GET, so that everybody on the way keeps it", async () => {
  const { estate, asked } = asking();
  await askAll(estate);
  assertEquals(told(asked, "/functions/v1/catalogue/"), [
    ["GET", "listings", {
      criteria: JSON.stringify({ near, radius_m: 3000 }),
      sort_by: "price",
      limit: "5",
    }],
    ["GET", "search", { criteria: '{"words":"2 bedroom & bq"}' }],
    ["GET", "facets", { criteria: '{"area":"Yaba & Surulere"}' }],
    ["GET", "tiles/12/1/2", { criteria: "{}" }],
    ["GET", "areas", { typed: "ya ba?" }],
    ["GET", `listings/${listingId}`, {}],
  ]);
});

Deno.test("who is signed in reads from the project itself", async () => {
  const { estate, asked } = asking({ signedIn: true });
  await askAll(estate);
  assertEquals(told(asked, "/rest/v1/rpc/"), [
    ["GET", "search_listings", {
      criteria: JSON.stringify({ near, radius_m: 3000 }),
      sort_by: "price",
      max_results: "5",
    }],
    ["GET", "find_listings", { criteria: '{"words":"2 bedroom & bq"}' }],
    ["GET", "listing_facets", { criteria: '{"area":"Yaba & Surulere"}' }],
    ["GET", "listing_tile", { zoom: "12", x: "1", y: "2", criteria: "{}" }],
    ["GET", "suggest_areas", { typed: "ya ba?" }],
    ["GET", "listing_page", { listing_id: listingId }],
  ]);
});

Deno.test("while the catalogue is away, visitors are answered by the project; its refusals stand", async () => {
  const away = asking({
    answer: (url) =>
      url.pathname.includes("/functions/")
        ? new Response("Bad Gateway", { status: 502 })
        : Response.json([{ name: "Yaba", state: "Lagos", listings: 3 }]),
  });
  assertEquals((await suggestAreas(away.estate, "yab")).length, 1);
  assertEquals(away.asked.length, 2);
  const refusing = asking({
    answer: () =>
      Response.json(
        { code: "listing.not_found", detail: "Gone", errors: [{ pointer: "/listing_id" }] },
        { status: 404, headers: { "content-type": "application/problem+json" } },
      ),
  });
  const refused = await assertRejects(
    () => getListingPage(refusing.estate, listingId),
    EstateError,
  );
  assertEquals([refused.code, refused.status, refused.field], [
    "listing.not_found",
    404,
    "listing_id",
  ]);
  assertEquals(refusing.asked.length, 1);
});

Deno.test("a drawing too long for an address is searched for by POST", async () => {
  const { estate, asked } = asking();
  const ring = Array.from({ length: 400 }, (_, i) => [3 + i / 1e4, 6.123456]);
  await searchListings(estate, { polygon: { type: "Polygon", coordinates: [ring] } });
  assertEquals([asked[0]?.method, asked[0]?.url.pathname], [
    "POST",
    "/rest/v1/rpc/search_listings",
  ]);
  await searchListings(estate, {
    polygon: { type: "Polygon", coordinates: [ring.slice(0, 200)] },
  });
  assertEquals(asked[1]?.method, "GET");
  assert((asked[1]?.url.href.length ?? 0) < 16_000, "proxies take addresses of 16 kB");
});
