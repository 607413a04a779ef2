/** Reads JSON bodies without trusting them. */
import type { Context } from "hono";

/** The body when it is a JSON object; anything else, or nothing, reads as an empty object. */
export async function readObject(c: Context): Promise<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(await c.req.text());
    const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
    return isObject ? body as Record<string, unknown> : {};
  } catch {
    return {};
  }
}
