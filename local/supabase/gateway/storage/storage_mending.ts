/**
 * Two answers of @supabase/lite's Storage that supabase-js reads otherwise: signed URLs come under another
 * name and with the gateway's path, and a Blob upload arrives as a form whose file has no field name.
 */
import type { Handler } from "../gateway.ts";

/** Storage as supabase-js expects it. */
export function mendedStorage(storage: Handler): Handler {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname.startsWith("/storage/v1/object/sign/")) {
      return await renameSignedUrls(await storage(request));
    }
    const upload = (request.method === "POST" || request.method === "PUT") &&
      request.headers.get("content-type")?.startsWith("multipart/form-data");
    return await storage(upload ? await unwrapForm(request) : request);
  };
}

async function renameSignedUrls(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const body: unknown = await response.json();
  const mend = (item: unknown) => {
    const { signedUrl, ...rest } = item as { signedUrl?: string };
    return signedUrl === undefined
      ? rest
      : { ...rest, signedURL: signedUrl.replace(/^.*?\/storage\/v1/, "") };
  };
  return Response.json(Array.isArray(body) ? body.map(mend) : mend(body), {
    status: response.status,
  });
}

/** The bytes of the form's file part as the body, with the part's type. */
async function unwrapForm(request: Request): Promise<Request> {
  const boundary = /boundary="?([^";]+)/.exec(request.headers.get("content-type") ?? "")?.[1];
  const bytes = new Uint8Array(await request.arrayBuffer());
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  for (const part of parts(bytes, `--${boundary}`)) {
    const disposition = /content-disposition:[^\r\n]*/i.exec(part.head)?.[0] ?? "";
    const cacheControl = /name="cacheControl"/.test(disposition);
    if (cacheControl) {
      headers.set("cache-control", `max-age=${new TextDecoder().decode(part.body)}`);
      continue;
    }
    if (!/filename=/.test(disposition) && !/name=""/.test(disposition)) continue;
    headers.set(
      "content-type",
      /content-type:\s*([^\r\n]+)/i.exec(part.head)?.[1] ?? "application/octet-stream",
    );
    return new Request(request.url, { method: request.method, headers, body: part.body });
  }
  return new Request(request.url, { method: request.method, headers, body: bytes });
}

interface FormPart {
  readonly head: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

function* parts(bytes: Uint8Array<ArrayBuffer>, boundary: string): Generator<FormPart> {
  // One character for each byte, so that positions in the text are positions in the bytes.
  const text = new TextDecoder("latin1").decode(bytes);
  for (let at = text.indexOf(boundary); at >= 0;) {
    const next = text.indexOf(`\r\n${boundary}`, at);
    const headEnd = text.indexOf("\r\n\r\n", at);
    if (next < 0 || headEnd < 0 || headEnd > next) return;
    yield {
      head: text.slice(at + boundary.length, headEnd),
      body: bytes.slice(headEnd + 4, next),
    };
    at = next + 2;
  }
}
