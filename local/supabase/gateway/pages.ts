/**
 * Serves the static pages of clients/pages as a static host would: files as they are, the addresses of `_redirects`,
 * and with every answer the headers of `_headers`.
 */
import { getMimeType } from "hono/utils/mime";
import type { Handler } from "./gateway.ts";

const folder = new URL("../../../clients/pages/", import.meta.url);

/** The path prefixes that belong to the pages. */
export const pagePrefixes = [
  "/r",
  "/payments",
  "/check",
  "/unsubscribe",
  "/account",
  "/tenancies",
  "/announcements",
  "/invitations",
  "/guarantees",
] as const;

/** Headers of the block of a `_headers` file that is for every path. */
export function headersOf(text: string): [string, string][] {
  return text.split("\n").filter((line) => line.startsWith("  ")).map((line) => {
    const [name = "", ...value] = line.trim().split(": ");
    return [name, value.join(": ")];
  });
}

/** Where to look instead, by prefix: lines such as "/r/* /r/index.html 200". */
function redirectsOf(text: string): [prefix: string, file: string][] {
  return text.split("\n").filter((line) => line !== "").map((line) => {
    const [pattern = "", file = ""] = line.split(" ");
    return [pattern.replace(/\*$/, ""), file];
  });
}

/** The pages; with `publishableKey`, that is what they sign people in with. */
export async function createPages(publishableKey: string): Promise<Handler> {
  const read = (name: string) => Deno.readTextFile(new URL(name, folder));
  const headers = headersOf(await read("_headers"));
  const redirects = redirectsOf(await read("_redirects"));
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const { pathname } = new URL(request.url);
    const redirected = redirects.find(([prefix]) => `${pathname}/`.startsWith(prefix))?.[1];
    // A static file is named by plain letters: nothing climbs out of the folder.
    const path = redirected ?? (/^(\/[a-z0-9_-]+)+\.[a-z]+$/.test(pathname) ? pathname : "/none");
    const file = await Deno.readFile(new URL(`.${path}`, folder)).catch(() => undefined);
    const answer = new Headers(headers);
    if (file === undefined) {
      answer.set("content-type", "text/plain; charset=utf-8");
      return new Response("Nothing is here", { status: 404, headers: answer });
    }
    answer.set(
      "content-type",
      getMimeType(path) ?? "application/octet-stream",
    );
    const body = path === "/check/settings.json"
      ? JSON.stringify({
        ...JSON.parse(new TextDecoder().decode(file)),
        publishable_key: publishableKey,
      })
      : file;
    return new Response(request.method === "HEAD" ? null : body, { headers: answer });
  };
}
