/** What the database cannot hold is refused before it gets there, by name: the database says only that something is. */
import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { unholdable, unholdableIn } from "./holdable_text.ts";
import { pointerTo, Problem } from "./problem.ts";

/** The same route, which refuses texts that cannot be held: after its own middleware, before anything is read of them. */
export function holdableRoute<Route extends RouteConfig>(route: Route): Route {
  const takesJson = "application/json" in (route.request?.body?.content ?? {});
  const own = [route.middleware ?? []].flat();
  return createRoute({
    ...route,
    middleware: [...own, refuseUnholdable(takesJson)],
  }) as unknown as Route;
}

function refuseUnholdable(takesJson: boolean): MiddlewareHandler {
  return async function refuseUnholdable(context, next) {
    const { req } = context;
    const parts = [req.param(), req.queries(), ...(takesJson ? [await jsonOf(context)] : [])];
    for (const [index, part] of parts.entries()) {
      const path = unholdableIn(part);
      if (path === undefined) continue;
      // Of a parameter that comes once nobody counts.
      const pointer = pointerTo(index === 1 ? path.slice(0, 1) : path);
      throw Problem.of("request.invalid", { errors: [{ pointer, detail: unholdable }] });
    }
    await next();
  };
}

/** Read once, for those who come later too; what is none they refuse. */
async function jsonOf({ req }: Context): Promise<unknown> {
  if (!req.header("content-type")?.includes("json")) return undefined;
  try {
    return await req.json();
  } catch {
    return undefined;
  }
}
