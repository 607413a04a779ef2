/**
 * The catalogue: what every visitor asks for alike. Answers depend on the address alone, never on the caller,
 * so browsers and proxies may keep them too.
 */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { etag } from "hono/etag";
import { enforceRateLimit } from "../_shared/rate_limit.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { CatalogueDeps } from "./deps.ts";
import { areasRoute, facetsRoute, listingRoute, searchRoute, tileRoute } from "./routes.ts";

type Kind = "search" | "facets" | "tile" | "areas" | "listing";

/** For how many seconds an answer may be shown without asking again, and while asking again. */
const lifetimes: Readonly<Record<Kind, readonly [fresh: number, stale: number]>> = {
  search: [10, 30],
  facets: [15, 60],
  tile: [15, 60],
  areas: [300, 3600],
  listing: [10, 30],
};

/** A person who drags a map asks for a dozen tiles at a time. */
const limit = { name: "catalogue", capacity: 300, refillPerSecond: 20 };

/** The app of the catalogue function. */
export function createApp(deps: CatalogueDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "catalogue",
    title: "Estate catalogue",
    description: "Published listings, facets, map tiles and areas, for everyone and cached.",
    log: deps.log,
  });
  // The limit comes first: what is refused costs nothing. Its headers tell of the caller, so no answer has them.
  app.use(async (context, next) => {
    await enforceRateLimit(deps.database, limit, await deps.nameCaller(context));
    await next();
  });
  app.use(etag({ weak: true }));

  const answer = async (
    context: Context<ServiceEnv>,
    kind: Kind,
    parameters: Readonly<Record<string, unknown>>,
  ) => {
    const { body, is_hit } = await deps.database.call<{ body: unknown; is_hit: boolean }>(
      "catalogue",
      { kind, parameters },
    );
    const [fresh, stale] = lifetimes[kind];
    context.header("cache-control", `public, max-age=${fresh}, stale-while-revalidate=${stale}`);
    context.header("x-cache", is_hit ? "hit" : "miss");
    return context.json(body, 200);
  };

  app.openapi(searchRoute, (context) => {
    const { criteria, sort_by = null, after = null, limit } = context.req.valid("query");
    return answer(context, "search", { criteria, sort_by, after, max_results: limit });
  });
  app.openapi(facetsRoute, (context) => answer(context, "facets", context.req.valid("query")));
  app.openapi(
    tileRoute,
    (context) =>
      answer(context, "tile", { ...context.req.valid("param"), ...context.req.valid("query") }),
  );
  app.openapi(areasRoute, (context) => {
    const { typed, limit } = context.req.valid("query");
    return answer(context, "areas", { typed, max_results: limit });
  });
  app.openapi(listingRoute, (context) => answer(context, "listing", context.req.valid("param")));
  return app;
}
