/** How the build is served: as any static host would, with the headers that it brings. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { World } from "./world.ts";

async function ask(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init);
  return { response, headers: response.headers, text: await response.text() };
}

/** Addresses, compression, headers, and the links that went out before there was an app. */
export async function serving(world: World): Promise<void> {
  const { url, stack } = world;
  const front = await ask(`${url}/org/anything/at/all`, { headers: { "accept-encoding": "gzip" } });
  assertEquals([front.response.status, front.headers.get("cache-control")], [200, "no-cache"]);
  assertStringIncludes(front.text, `content="${stack.url}"`);
  assert(!front.text.includes("__ESTATE"), "a place was not filled in");
  assertMatch(
    front.headers.get("content-security-policy") ?? "",
    new RegExp(
      `^default-src 'self'; script-src 'self' 'sha256-[\\w+/]+='; .*connect-src 'self' ${stack.url} ws:`,
    ),
  );
  const kept = await ask(`${url}/`, {
    headers: { "if-none-match": front.headers.get("etag") ?? "" },
  });
  assertEquals(kept.response.status, 304);

  const script = /src="(\/assets\/[^"]+\.js)"/.exec(front.text)?.[1];
  assert(script !== undefined, "the page loads nothing");
  const asset = await ask(url + script);
  assertEquals(asset.headers.get("cache-control"), "public, max-age=31536000, immutable");
  for (const nothing of ["/assets/none.js", "/_headers", "/_redirects", "/../deno.json"]) {
    const { response, text } = await ask(url + nothing);
    // The client itself makes /../deno.json /deno.json.
    assertEquals([response.status, text], [404, "Nothing is here"], nothing);
  }
  assertEquals((await ask(url, { method: "POST" })).response.status, 405);

  // The codes on receipts, and the links of messages.
  const receipt = await ask(`${url}/r/none`);
  assertEquals(receipt.headers.get("referrer-policy"), "no-referrer");
  const { page, complaints, close } = await world.open("visitor");
  try {
    await page.goto(`${url}/r/none`);
    await page.getByText("There is no such receipt").waitFor();
    await page.goto(`${url}/unsubscribe/nothing`);
    await page.getByRole("heading", { name: "Fewer e-mails" }).waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
