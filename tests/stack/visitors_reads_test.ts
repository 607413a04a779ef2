/** Where reads go: visitors' by GET to a standby, to be kept for a while; everybody else's to the project. */
import { assertEquals, assertMatch } from "@std/assert";
import {
  createEstate,
  getFacets,
  getListingCosts,
  getListingPage,
  getTile,
  listTakenDays,
  listViewingTimes,
  nigerianDate,
  searchListings,
  signUp,
  suggestAreas,
} from "@estate/sdk";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

interface Passed {
  method: string;
  path: string;
  cacheControl: string | null;
}

/** A standby's address: passes everything on to the project, and remembers it. */
function startRelay(projectUrl: string) {
  const passed: Passed[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const response = await fetch(projectUrl + pathname + search, {
        method: request.method,
        headers: request.headers,
        body: await request.bytes().then((bytes) => bytes.length > 0 ? bytes : null),
      });
      passed.push({
        method: request.method,
        path: pathname.replace("/rest/v1/rpc/", ""),
        cacheControl: response.headers.get("cache-control"),
      });
      return new Response(await response.bytes(), response);
    },
  );
  return { passed, url: `http://127.0.0.1:${server.addr.port}`, close: () => server.shutdown() };
}

Deno.test({
  name: "visitors read from the standby by GET, whoever is signed in from the project",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack({ seed: true });
    const relay = startRelay(stack.url);
    try {
      const visitor = createEstate(stack.url, stack.publishableKey, { readUrl: relay.url });
      const near = { longitude: 3.379, latitude: 6.512 };
      const [found] = await searchListings(visitor, { near, radius_m: 5000 });
      const id = found?.id as string;

      await t.step("each read of the catalogue goes there, and may be kept", async () => {
        relay.passed.length = 0;
        await searchListings(visitor, { near, words: "flat & co" }, { limit: 5 });
        await getFacets(visitor, { near, radius_m: 3000 });
        await getTile(visitor, { zoom: 12, x: 2086, y: 1973 }, { min_bedrooms: 2 });
        await suggestAreas(visitor, "Yáb");
        assertEquals((await getListingPage(visitor, id)).id, id);
        await getListingCosts(visitor, id);
        await listViewingTimes(visitor, id);
        await listTakenDays(visitor, id, { fromOn: nigerianDate(), untilOn: nigerianDate(10) });
        assertEquals(relay.passed.map(({ method, path }) => `${method} ${path}`), [
          "GET search_listings",
          "GET listing_facets",
          "GET listing_tile",
          "GET suggest_areas",
          "GET listing_page",
          "GET listing_costs",
          "GET viewing_times",
          "GET availability",
        ]);
        for (const { cacheControl } of relay.passed) {
          assertMatch(cacheControl ?? "", /^public, max-age=\d+, stale-while-revalidate=\d+$/);
        }
      });

      await t.step("what is refused is refused alike, and kept by nobody", async () => {
        relay.passed.length = 0;
        const refused = await getListingPage(visitor, crypto.randomUUID()).catch((error) => error);
        assertEquals([refused.status, refused.code, refused.field], [
          404,
          "listing.not_found",
          "listing_id",
        ]);
        assertEquals(relay.passed[0]?.cacheControl ?? "", "");
      });

      await t.step("criteria too long for an address go to the project in a body", async () => {
        relay.passed.length = 0;
        const corners = Array.from({ length: 400 }, (_, n) => {
          const angle = n / 400 * 2 * Math.PI;
          return [near.longitude + 0.05 * Math.cos(angle), near.latitude + 0.05 * Math.sin(angle)];
        });
        const polygon = { type: "Polygon" as const, coordinates: [[...corners, corners[0]]] };
        const drawn = await searchListings(visitor, { polygon }, { limit: 100 });
        assertEquals(drawn.some((listing) => listing.id === id), true);
        assertEquals(relay.passed, []);
      });

      await t.step("signed in, reads go to the project, and nobody may keep them", async () => {
        await signUp(visitor, {
          email: `${crypto.randomUUID()}@example.ng`,
          password: "correct-horse-battery",
          displayName: "Ngozi",
        });
        relay.passed.length = 0;
        assertEquals((await getListingPage(visitor, id)).id, id);
        assertEquals(relay.passed, []);
        const { data } = await visitor.auth.getSession();
        const response = await fetch(`${stack.url}/rest/v1/rpc/listing_page?listing_id=${id}`, {
          headers: {
            apikey: stack.publishableKey,
            authorization: `Bearer ${data.session?.access_token}`,
          },
        });
        assertEquals([response.status, (await response.json()).id], [200, id]);
        assertEquals(response.headers.get("cache-control"), null);
        await visitor.auth.signOut();
        await getListingPage(visitor, id);
        assertEquals(relay.passed.length, 1);
      });
    } finally {
      await relay.close();
      await stack.close();
    }
  },
});
