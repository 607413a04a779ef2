/** Request bodies whose integers are too long for JavaScript: lite would round them before the database sees them. */
import { digitsOf, parseExactly } from "./exact_json.ts";

/** The request with such integers of a row or of arguments as text, which the database reads as numbers. */
export async function keepDigits(request: Request): Promise<Request> {
  const json = /^application\/(\S+\+)?json\b/.test(request.headers.get("content-type") ?? "");
  if (!json || request.body === null) return request;
  const text = await request.text();
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new Request(request.url, {
    method: request.method,
    headers,
    body: /\d{16}/.test(text) ? digitsAsText(text) : text,
  });
}

function digitsAsText(text: string): string {
  let parsed: unknown;
  try {
    parsed = parseExactly(text);
  } catch {
    // Lite names what is wrong with it.
    return text;
  }
  const mend = (row: unknown): unknown =>
    typeof row === "object" && row !== null && !Array.isArray(row) && digitsOf(row) === undefined
      ? Object.fromEntries(Object.entries(row).map(([key, it]) => [key, digitsOf(it) ?? it]))
      : row;
  return JSON.stringify(Array.isArray(parsed) ? parsed.map(mend) : mend(parsed));
}
