/**
 * The catalogue: what every visitor asks for alike. Answers depend on the address alone, never on the caller,
 * so browsers and proxies may keep them too.
 */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { etag } from "hono/etag";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { CatalogueDeps } from "./deps.ts";
import {
  areasRoute,
  facetsRoute,
  findRoute,
  listingRoute,
  searchRoute,
  tileRoute,
} from "./routes.ts";

/** What counts over many listings takes a hundred times as long as a page of search: so much more of the limit. */
const dear = 9;

/** Whether words found nothing, so that the database looked for which of them was to blame. */
function foundNothing(value: unknown): boolean {
  const found = value as { listings?: unknown; understood?: { parts?: unknown } } | null;
  const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0;
  return isEmpty(found?.listings) && !isEmpty(found?.understood?.parts ?? []);
}

/** The app of the catalogue function. */
export function createApp(deps: CatalogueDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "catalogue",
    title: "Estate catalogue",
    description:
      "Published listings, facets, map tiles and areas, for everyone and to be kept for a while.",
    log: deps.log,
  });
  // The limit comes first: what is refused costs nothing. Its headers tell of the caller, so no answer has them.
  app.use(async (context, next) => {
    deps.limiter.enforce(await deps.nameCaller(context));
    await next();
  });
  app.use(etag({ weak: true }));

  const answer = async (
    context: Context<ServiceEnv>,
    name: string,
    parameters: Readonly<Record<string, unknown>>,
    more = 0,
  ) => {
    if (more > 0) deps.limiter.enforce(await deps.nameCaller(context), more);
    const { value, cacheControl } = await deps.reads.read(name, parameters);
    // Why nothing was found is found out by more searches, at most eight.
    if (foundNothing(value)) deps.limiter.charge(await deps.nameCaller(context), dear);
    if (cacheControl !== null) context.header("cache-control", cacheControl);
    return context.json(value, 200);
  };

  app.openapi(searchRoute, (context) => {
    const { criteria, sort_by, after, limit } = context.req.valid("query");
    return answer(context, "search_listings", { criteria, sort_by, after, max_results: limit });
  });
  app.openapi(findRoute, (context) => {
    const { criteria, sort_by, after, limit } = context.req.valid("query");
    return answer(context, "find_listings", { criteria, sort_by, after, max_results: limit });
  });
  app.openapi(
    facetsRoute,
    (context) => answer(context, "listing_facets", context.req.valid("query"), dear),
  );
  app.openapi(tileRoute, (context) => {
    const { zoom, x, y } = context.req.valid("param");
    const { criteria } = context.req.valid("query");
    return answer(context, "listing_tile", { zoom, x, y, criteria }, zoom < 11 ? dear : 0);
  });
  app.openapi(areasRoute, (context) => {
    const { typed, limit } = context.req.valid("query");
    return answer(context, "suggest_areas", { typed, max_results: limit });
  });
  app.openapi(
    listingRoute,
    (context) => answer(context, "listing_page", context.req.valid("param")),
  );
  return app;
}
