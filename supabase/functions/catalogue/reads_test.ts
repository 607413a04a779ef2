import { assertEquals, assertRejects } from "@std/assert";
import { Problem } from "../_shared/problem.ts";
import { createVisitorReads } from "./reads.ts";

/** Reads over a Data API that answers with `response`. */
function build(response: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  const reads = createVisitorReads(
    "https://standby.example/base",
    "sb_publishable_x",
    (to, init) => {
      asked.push(new Request(to, init));
      return Promise.resolve().then(response);
    },
  );
  return { asked, reads };
}

Deno.test("a read is a GET as a visitor, with what it asks for in the address", async () => {
  const { asked, reads } = build(() =>
    Response.json([1], { headers: { "cache-control": "public, max-age=10" } })
  );
  const criteria = { near: { longitude: 3.4, latitude: 6.5 } };
  assertEquals(
    await reads.read("search_listings", {
      criteria,
      after: "a~b",
      sort_by: undefined,
      max_results: 5,
    }),
    { value: [1], cacheControl: "public, max-age=10" },
  );
  const [request] = asked;
  const address = new URL(request?.url ?? "");
  assertEquals([request?.method, address.origin + address.pathname], [
    "GET",
    "https://standby.example/base/rest/v1/rpc/search_listings",
  ]);
  assertEquals(Object.fromEntries(address.searchParams), {
    criteria: JSON.stringify(criteria),
    after: "a~b",
    max_results: "5",
  });
  assertEquals(request?.headers.get("apikey"), "sb_publishable_x");
  assertEquals(request?.headers.get("authorization"), null);
});

Deno.test("what is too long for an address goes in a body", async () => {
  const { asked, reads } = build(() => Response.json([]));
  const criteria = { polygon: Array.from({ length: 2_000 }, (_, n) => n) };
  await reads.read("search_listings", { criteria, after: undefined });
  const [request] = asked;
  assertEquals([request?.method, request?.url, await request?.json()], [
    "POST",
    "https://standby.example/base/rest/v1/rpc/search_listings",
    { criteria },
  ]);
});

Deno.test("what the database refuses keeps its code; what does not answer is busy", async () => {
  const codeOf = async (response: () => Response | Promise<Response>) => {
    const problem = await assertRejects(
      () => build(response).reads.read("listing_page", {}),
      Problem,
    );
    return [problem.status, problem.code];
  };
  const raised = {
    code: "PT404",
    message: "Cannot find the listing",
    details: '{"field": "listing_id"}',
    hint: "listing.not_found",
  };
  assertEquals(await codeOf(() => Response.json(raised, { status: 404 })), [
    404,
    "listing.not_found",
  ]);
  assertEquals(await codeOf(() => new Response("<html>", { status: 502 })), [503, "database.busy"]);
  assertEquals(await codeOf(() => Promise.reject(new TypeError("refused"))), [
    503,
    "database.busy",
  ]);
  assertEquals(await codeOf(() => new Response("no", { status: 400 })), [
    500,
    "internal.unexpected",
  ]);
});
