import { assert, assertEquals } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { getFacets, getListingPage, getTile, searchListings, suggestAreas } from "./catalogue.ts";

/** A client of a project that answers nothing but lists, and what it asked. */
function asking() {
  const asked: { method: string; url: URL }[] = [];
  const estate: Estate = createClient<Database>("https://p.test", "sb_publishable_x", {
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      fetch: (input, init) => {
        const { method, url } = new Request(input, init);
        asked.push({ method, url: new URL(url) });
        return Promise.resolve(Response.json([]));
      },
    },
  });
  return { estate, asked };
}

Deno.test("what visitors read goes by GET, so that browsers keep it", async () => {
  const { estate, asked } = asking();
  const near = { longitude: 3.379, latitude: 6.51 };
  await searchListings(estate, { near, radius_m: 3000 }, { sortBy: "price", limit: 5 });
  await getFacets(estate, { area: "Yaba & Surulere" });
  await getTile(estate, { zoom: 12, x: 1, y: 2 });
  await suggestAreas(estate, "ya ba?");
  await getListingPage(estate, "0190a6f0-0000-7000-8000-000000000001");
  assertEquals(
    asked.map(({ method, url }) => [
      method,
      url.pathname.replace("/rest/v1/rpc/", ""),
      Object.fromEntries(url.searchParams),
    ]),
    [
      ["GET", "search_listings", {
        criteria: JSON.stringify({ near, radius_m: 3000 }),
        sort_by: "price",
        max_results: "5",
      }],
      ["GET", "listing_facets", { criteria: '{"area":"Yaba & Surulere"}' }],
      ["GET", "listing_tile", { zoom: "12", x: "1", y: "2", criteria: "{}" }],
      ["GET", "suggest_areas", { typed: "ya ba?" }],
      ["GET", "listing_page", { listing_id: "0190a6f0-0000-7000-8000-000000000001" }],
    ],
  );
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
