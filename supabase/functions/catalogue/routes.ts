/** The catalogue's addresses and what they take. */
import { createRoute, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";
import { criteria, typedText } from "./criteria.ts";

const answers = {
  200: {
    description: "With ETag and Cache-Control",
    content: { "application/json": { schema: z.any() } },
  },
  304: { description: "Still what If-None-Match names" },
  400: problemResponse("search.bad_criteria, search.bad_tile and their like"),
  422: problemResponse("request.invalid"),
  429: problemResponse("rate_limit.exceeded"),
};

/** A page of search. */
export const searchRoute = createRoute({
  method: "get",
  path: "/listings",
  summary: "Published listings",
  request: {
    query: z.strictObject({
      criteria,
      sort_by: z.enum(["distance", "price", "price_desc", "newest", "move_in", "move_in_desc"])
        .optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  },
  responses: answers,
});

/** A page of search with what was understood of its words. */
export const findRoute = createRoute({
  method: "get",
  path: "/search",
  summary: "Published listings for words as people type them, and what was understood",
  request: { query: searchRoute.request.query },
  responses: answers,
});

/** Counts by facet. */
export const facetsRoute = createRoute({
  method: "get",
  path: "/facets",
  summary: "How many listings each choice would find",
  request: { query: z.strictObject({ criteria }) },
  responses: answers,
});

/** The last of a row or a column, at the largest zoom; how many a zoom has the database knows. */
const lastTile = 2 ** 22 - 1;

/** A tile of the map. */
export const tileRoute = createRoute({
  method: "get",
  path: "/tiles/{zoom}/{x}/{y}",
  summary: "Clusters and points of one Web Mercator tile",
  request: {
    params: z.object({
      zoom: z.coerce.number().int().min(0).max(22),
      x: z.coerce.number().int().min(0).max(lastTile),
      y: z.coerce.number().int().min(0).max(lastTile),
    }),
    query: z.strictObject({ criteria }),
  },
  responses: answers,
});

/** Names of areas. */
export const areasRoute = createRoute({
  method: "get",
  path: "/areas",
  summary: "Areas whose name is like what was typed",
  request: {
    query: z.strictObject({
      typed: typedText(80).default(""),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
  },
  responses: answers,
});

/** The public page of a listing. */
export const listingRoute = createRoute({
  method: "get",
  path: "/listings/{listing_id}",
  summary: "What everyone may read of a listing",
  request: { params: z.object({ listing_id: z.uuid() }) },
  responses: { ...answers, 404: problemResponse("listing.not_found") },
});
