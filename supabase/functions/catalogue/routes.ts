/** The catalogue's addresses and what they take. */
import { createRoute, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";

/** Longer addresses do not get through every gateway: an area drawn with more points goes by POST to the Data API. */
const longestCriteria = 6_000;

/** A JSON object in the query string; the database checks what is in it. */
const criteria = z.string().max(longestCriteria).default("{}").transform((text, context) => {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: "custom", message: "must be a JSON object" });
    return z.NEVER;
  }
}).openapi({
  type: "string",
  description: "Criteria of search_listings as JSON",
  example: '{"near":{"longitude":3.379,"latitude":6.51},"radius_m":3000}',
});

const answers = {
  200: {
    description: "With ETag and Cache-Control",
    content: { "application/json": { schema: z.any() } },
  },
  304: { description: "Still what If-None-Match names" },
  400: problemResponse("search.bad_criteria"),
  429: problemResponse("rate_limit.exceeded"),
};

/** A page of search. */
export const searchRoute = createRoute({
  method: "get",
  path: "/listings",
  summary: "Published listings",
  request: {
    query: z.object({
      criteria,
      sort_by: z.enum(["distance", "price", "price_desc", "newest"]).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  },
  responses: answers,
});

/** Counts by facet. */
export const facetsRoute = createRoute({
  method: "get",
  path: "/facets",
  summary: "How many listings each choice would find",
  request: { query: z.object({ criteria }) },
  responses: answers,
});

/** A tile of the map. */
export const tileRoute = createRoute({
  method: "get",
  path: "/tiles/{zoom}/{x}/{y}",
  summary: "Clusters and points of one Web Mercator tile",
  request: {
    params: z.object({
      zoom: z.coerce.number().int().min(0).max(22),
      x: z.coerce.number().int().min(0),
      y: z.coerce.number().int().min(0),
    }),
    query: z.object({ criteria }),
  },
  responses: answers,
});

/** Names of areas. */
export const areasRoute = createRoute({
  method: "get",
  path: "/areas",
  summary: "Areas whose name is like what was typed",
  request: {
    query: z.object({
      typed: z.string().max(80).default(""),
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
