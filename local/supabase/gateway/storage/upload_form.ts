/** Uploads in a form, as supabase-js sends a Blob: its file part has no name, where @supabase/lite looks for `file`. */

/** The request with the form's file part as its body, with the part's type; other requests as they are. */
export async function unwrapForm(request: Request): Promise<Request> {
  if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) return request;
  const boundary = /boundary="?([^";]+)/.exec(request.headers.get("content-type") ?? "")?.[1];
  const bytes = new Uint8Array(await request.arrayBuffer());
  const headers = new Headers(request.headers);
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
    return upload(request, headers, part.body);
  }
  return upload(request, headers, bytes);
}

/** Its length tells Storage whether it is too large for the bucket. */
function upload(request: Request, headers: Headers, body: Uint8Array<ArrayBuffer>): Request {
  headers.set("content-length", String(body.length));
  return new Request(request.url, { method: request.method, headers, body });
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
