/** Serves the API pages of clients/api-pages at /docs and /redoc: made when somebody first asks for them. */
import { getMimeType } from "hono/utils/mime";
import { taskLine } from "../../command_line.ts";
import { apiPagesFolder, buildApiPages } from "../../tools/api_pages.ts";
import type { Handler } from "./gateway.ts";
import { headersOf } from "./pages.ts";

/** The path prefixes that belong to the API pages. */
export const apiPagePrefixes = ["/docs", "/redoc"] as const;

/** The API pages; with `publishableKey`, that is filled in where a call is tried out. */
export function createApiPages(publishableKey: string, log: (line: string) => void): Handler {
  let made: Promise<void> | undefined;
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const { pathname } = new URL(request.url);
    if (pathname === "/docs" || pathname === "/redoc") {
      return new Response(null, { status: 308, headers: { location: `${pathname}/` } });
    }
    try {
      await (made ??= buildApiPages());
    } catch (error) {
      // Tried again when somebody asks again.
      made = undefined;
      const message = error instanceof Error ? error.message : String(error);
      log(`The API pages could not be made: ${message}`);
      return new Response(
        `The API pages are not made yet. ${message}\nTry ${taskLine("build:docs")}.\n`,
        {
          status: 503,
          headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
        },
      );
    }
    const headers = new Headers(headersOf(await Deno.readTextFile(`${apiPagesFolder}_headers`)));
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    // A static file is named by plain letters: nothing climbs out of the folder.
    const named = /^(\/[a-z0-9-]+)+(\.[a-z]+)+$/.test(path);
    const file = named
      ? await Deno.readFile(`${apiPagesFolder}${path.slice(1)}`).catch(() => undefined)
      : undefined;
    if (file === undefined) return new Response("Nothing is here", { status: 404, headers });
    headers.set("content-type", getMimeType(path) ?? "application/octet-stream");
    const body = path.endsWith("/settings.json")
      ? JSON.stringify({
        ...JSON.parse(new TextDecoder().decode(file)),
        publishable_key: publishableKey,
      })
      : file;
    return new Response(request.method === "HEAD" ? null : body, { headers });
  };
}
