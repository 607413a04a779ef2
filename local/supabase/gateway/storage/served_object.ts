/** What Storage adds when it serves an object: parts of it, "not modified", and a name to save it by. */
import { refuse } from "./storage_error.ts";

/** The answer to `request` made from `whole`, which has the whole object. */
export async function serveObject(request: Request, whole: Response): Promise<Response> {
  if (!whole.ok) return whole;
  const headers = new Headers(whole.headers);
  const etag = headers.get("etag");
  if (etag !== null && request.headers.get("if-none-match") === etag) {
    await whole.body?.cancel();
    return new Response(null, { status: 304, headers: { etag } });
  }
  // A page of somebody's making must not run under the project's address.
  if (headers.get("content-type")?.includes("text/html")) headers.set("content-type", "text/plain");
  const download = new URL(request.url).searchParams.get("download");
  if (download !== null) headers.set("content-disposition", disposition(download));
  const range = request.headers.get("range");
  if (range !== null) return await servePart(whole, headers, range);
  if (request.method !== "HEAD") return new Response(whole.body, { headers });
  await whole.body?.cancel();
  return new Response(null, { headers });
}

function disposition(name: string): string {
  if (name === "") return "attachment;";
  const encoded = encodeURIComponent(name);
  return `attachment; filename=${encoded}; filename*=UTF-8''${encoded}`;
}

async function servePart(whole: Response, headers: Headers, range: string): Promise<Response> {
  const bytes = await whole.bytes();
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const start = from === "" ? bytes.length - Number(to) : Number(from);
  const end = from === "" || to === "" ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
  if ((from === "" && to === "") || start > end) {
    return refuse({
      status: 400,
      code: "InvalidRange",
      error: "invalid_range",
      message: "invalid range provided",
    });
  }
  const first = Math.max(start, 0);
  headers.set("content-range", `bytes ${first}-${end}/${bytes.length}`);
  headers.set("content-length", String(end - first + 1));
  return new Response(bytes.slice(first, end + 1), { status: 206, headers });
}
