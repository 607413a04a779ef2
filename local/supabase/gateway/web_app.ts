/**
 * Serves a build of the web app as a static host would: compressed, files by their names, other addresses by `_redirects`,
 * and with the headers of `_headers`.
 */
import { encodeHex } from "@std/encoding/hex";
import { join, toFileUrl } from "@std/path";
import { getMimeType } from "hono/utils/mime";
import { compressed, isCompressible } from "../../tools/web/compress.ts";
import { hasPlaces, settled, type WebProject } from "../../tools/web/settle.ts";
import { walk } from "../../tools/web/walk.ts";
import type { Handler } from "./gateway.ts";

interface Served {
  readonly type: string;
  readonly etag: string;
  /** By encoding; identity is the file as it is. */
  readonly forms: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

const endings = { br: ".br", gzip: ".gz" } as const;

/** The app of `project`, from the build in `folder`. */
export async function createWebApp(folder: string, project: WebProject): Promise<Handler> {
  const files = new Map<string, Served>();
  for (const path of await walk(toFileUrl(`${folder}/`))) {
    if (/\.(br|gz)$/.test(path)) continue;
    files.set(`/${path}`, await readServed(folder, path, project));
  }
  const text = (name: string) =>
    new TextDecoder().decode(files.get(`/${name}`)?.forms.get("identity"));
  const headers = headerBlocks(text("_headers"));
  const redirects = text("_redirects").split("\n").filter((it) => it !== "")
    .map((line) => line.split(" ") as [string, string]);
  return (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const { pathname } = new URL(request.url);
    const target = redirects.find(([pattern]) =>
      `${pathname}/`.startsWith(pattern.replace(/\*$/, ""))
    )?.[1];
    // An address with an ending is a file, and a missing file is missing: never the app in its place.
    const file = files.get(pathname) ??
      (/\.[a-z0-9]+$/.test(pathname) ? undefined : files.get(target ?? ""));
    const answer = new Headers({ "cache-control": "no-cache" });
    for (const [pattern, block] of headers) {
      if (pathname.startsWith(pattern.replace(/\*$/, ""))) {
        for (const [name, value] of block) answer.set(name, value);
      }
    }
    if (file === undefined || pathname.startsWith("/_")) {
      answer.set("content-type", "text/plain; charset=utf-8");
      answer.set("cache-control", "no-store");
      return new Response("Nothing is here", { status: 404, headers: answer });
    }
    answer.set("content-type", file.type);
    answer.set("vary", "accept-encoding");
    answer.set("etag", file.etag);
    if (request.headers.get("if-none-match") === file.etag) {
      return new Response(null, { status: 304, headers: answer });
    }
    const accepted = request.headers.get("accept-encoding") ?? "";
    const form = (["br", "gzip"] as const).find((it) =>
      accepted.includes(it) && file.forms.has(it)
    );
    if (form !== undefined) answer.set("content-encoding", form);
    const body = file.forms.get(form ?? "identity") ?? new Uint8Array();
    answer.set("content-length", String(body.length));
    return new Response(request.method === "HEAD" ? null : body, { headers: answer });
  };
}

async function readServed(folder: string, path: string, project: WebProject): Promise<Served> {
  let content = await Deno.readFile(join(folder, path));
  const forms = new Map<string, Uint8Array<ArrayBuffer>>();
  if (hasPlaces(path)) {
    content = new TextEncoder().encode(
      settled(path, new TextDecoder().decode(content), project),
    );
    const [br, gz] = compressed(content, 5);
    if (br !== undefined) forms.set("br", new Uint8Array(br[1]));
    if (gz !== undefined) forms.set("gzip", new Uint8Array(gz[1]));
  } else if (isCompressible(path)) {
    for (const [name, ending] of Object.entries(endings)) {
      const smaller = await Deno.readFile(join(folder, path + ending)).catch(() => undefined);
      if (smaller !== undefined) forms.set(name, smaller);
    }
  }
  forms.set("identity", content);
  const digest = encodeHex(await crypto.subtle.digest("SHA-256", content)).slice(0, 20);
  return {
    type: path.endsWith(".webmanifest")
      ? "application/manifest+json"
      : getMimeType(path) ?? "application/octet-stream",
    etag: `W/"${digest}"`,
    forms,
  };
}

/** The blocks of a `_headers` file. */
function headerBlocks(text: string): readonly [pattern: string, [string, string][]][] {
  const blocks: [string, [string, string][]][] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("/")) blocks.push([line, []]);
    const [name = "", ...value] = line.trim().split(": ");
    if (line.startsWith("  ")) blocks.at(-1)?.[1].push([name, value.join(": ")]);
  }
  return blocks;
}
