/** What is asked of a sandbox's levers over HTTP: a field that no lever has is refused by its name, not passed over. */
import type { Context } from "hono";
import { z } from "zod";
import { ControlError } from "./control.ts";

/** Of a lever that takes nothing. */
export const nothing = z.strictObject({});

/** The body; one that is empty asks for nothing in particular. @throws {ControlError} naming what is wrong */
export async function readRequest<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new ControlError(400, "Cannot read the body: it is not JSON");
  }
  return parsed(body, schema, "the body");
}

/** What stands behind the question mark. @throws {ControlError} naming what is wrong */
export function readQuery<T>(c: Context, schema: z.ZodType<T>): T {
  return parsed(c.req.query(), schema, "the query");
}

function parsed<T>(value: unknown, schema: z.ZodType<T>, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ControlError(400, `Cannot use ${what}: ${z.prettifyError(result.error)}`);
}

/** Answers what a lever refuses as `{error: message}`. */
export function refuseControl(error: Error, c: Context): Response {
  if (error instanceof ControlError) return c.json({ error: error.message }, error.status);
  throw error;
}
