/** The problem+json body in OpenAPI descriptions. */
import { z } from "@hono/zod-openapi";

/** RFC 9457 problem details with our stable code. */
export const problemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
    .optional(),
  alternatives: z.array(z.string()).optional()
    .describe("What may be chosen instead, where something else may"),
}).openapi("Problem");

/** A described problem response of a route. */
export function problemResponse(description: string) {
  return { description, content: { "application/problem+json": { schema: problemSchema } } };
}
