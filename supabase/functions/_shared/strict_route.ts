/** What a route does not know it refuses by name: nobody believes that a filter was heard which was not. */
import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";

/**
 * The same route, which takes no query where it describes none.
 * @throws {TypeError} when an object that it takes, however deep, would pass over fields it does not know
 */
export function strictRoute<Route extends RouteConfig>(route: Route): Route {
  const { request = {} } = route;
  const query = request.query ?? z.strictObject({});
  const taken = [
    query,
    ...Object.values(request.body?.content ?? {})
      .map((media) => media !== undefined && "schema" in media ? media.schema : undefined),
  ];
  for (const schema of taken) {
    if (schema instanceof z.ZodType && !isStrict(schema)) {
      throw new TypeError(
        `${route.method.toUpperCase()} ${route.path} passes over fields it does not know: describe every object it takes by z.strictObject()`,
      );
    }
  }
  return createRoute({ ...route, request: { ...request, query } }) as unknown as Route;
}

function isStrict(schema: z.ZodType): boolean {
  const inner = schema as unknown;
  if (inner instanceof z.ZodObject) {
    return inner._zod.def.catchall instanceof z.ZodNever &&
      Object.values(inner.shape).every((field) => isStrict(field as z.ZodType));
  }
  if (inner instanceof z.ZodRecord) return false;
  return partsOf(inner).every((part) => isStrict(part as z.ZodType));
}

/** What a schema is made of. */
function partsOf(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodTuple) return schema._zod.def.items;
  if (schema instanceof z.ZodUnion) return schema.options;
  if (schema instanceof z.ZodPipe) return [schema.in, schema.out];
  if (
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly
  ) return [schema.unwrap()];
  return [];
}
