/** Media: photos of listings and inspections, made out of uploads. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Principal } from "../_shared/auth.ts";
import { idempotent } from "../_shared/idempotent.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { enforceRateLimit } from "../_shared/rate_limit.ts";
import { requireUser } from "../_shared/require_caller.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import { addInspectionPhoto } from "./add_inspection_photo.ts";
import { addPhoto } from "./add_photo.ts";
import type { MediaDeps } from "./deps.ts";
import { addInspectionPhotoRoute } from "./inspection_photo_route.ts";

const newPhoto = z.object({
  upload_path: z.string().min(1).max(300).describe(
    "Where you uploaded the original in bucket uploads: <organization id>/<file name>",
  ),
  alt: z.string().max(200).optional().describe("What it shows, for those who do not see it"),
}).strict().openapi("NewPhoto");

const photo = z.object({
  id: z.uuid(),
  listing_id: z.uuid(),
  position: z.number().int().describe("1 is the cover"),
  alt_text: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  color: z.string().nullable().describe("Mean colour as #rrggbb"),
  sizes: z.array(z.object({
    width: z.number().int(),
    height: z.number().int(),
    path: z.string().describe("In the public bucket listing-media"),
    bytes: z.number().int(),
  })).describe("Narrowest first"),
}).openapi("Photo");

const addPhotoRoute = createRoute({
  method: "post",
  path: "/listings/{listing_id}/photos",
  summary: "Add an uploaded photo to a listing of yours",
  security: [{ bearer: [] }],
  request: {
    params: z.object({ listing_id: z.uuid() }),
    headers: z.object({
      "idempotency-key": z.string().optional().describe(
        "16 to 255 characters, new for each photo",
      ),
    }),
    body: { required: true, content: { "application/json": { schema: newPhoto } } },
  },
  responses: {
    201: {
      description: "The photo; the same original again gets the same one",
      content: { "application/json": { schema: photo } },
    },
    400: problemResponse("Malformed, or no Idempotency-Key"),
    401: problemResponse("Not signed in"),
    403: problemResponse("auth.forbidden: you may not change listings of the organization"),
    404: problemResponse("listing.not_found or media.upload_not_found"),
    409: problemResponse("media.too_many, or idempotency.in_progress"),
    422: problemResponse(
      "media.wrong_type, media.too_large, media.unreadable, media.bad_path, request.invalid, or idempotency.payload_mismatch",
    ),
    429: problemResponse("rate_limit.exceeded"),
    503: problemResponse("upstream.unavailable or database.busy"),
  },
});

/** A listing full of photos at once, then one every five seconds for each person. */
const photoLimit = { name: "media.photo", capacity: 30, refillPerSecond: 1 / 5 };

/** The app of the media function. */
export function createApp(deps: MediaDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "media",
    title: "Estate media",
    description: "Photos of listings and inspections: clean, upright and in several sizes.",
    log: deps.log,
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
  });
  // Who is calling comes before what they send.
  app.use("/listings/*", requireUser(deps.verifyToken));
  app.use("/inspections/*", requireUser(deps.verifyToken));
  const callerOf = (context: Context) => (context.get("principal") as Principal).userId;
  app.openapi(
    addPhotoRoute,
    idempotent(addPhotoRoute, { database: deps.database, caller: callerOf }, async (context) => {
      const userId = callerOf(context);
      await enforceRateLimit(deps.database, photoLimit, userId);
      const { upload_path: uploadPath, alt } = context.req.valid("json");
      const { listing_id: listingId } = context.req.valid("param");
      const row = await addPhoto(deps, { userId, listingId, uploadPath, alt }, context.get("log"));
      const { id, listing_id, position, alt_text, width, height, color, sizes } = row;
      return context.json(
        { id, listing_id, position, alt_text, width, height, color, sizes: [...sizes] },
        201,
      );
    }),
  );
  app.openapi(
    addInspectionPhotoRoute,
    idempotent(
      addInspectionPhotoRoute,
      { database: deps.database, caller: callerOf },
      async (context) => {
        const userId = callerOf(context);
        await enforceRateLimit(deps.database, photoLimit, userId);
        const { inspection_id: inspectionId } = context.req.valid("param");
        const photo = { userId, inspectionId, ...context.req.valid("json") };
        return context.json(await addInspectionPhoto(deps, photo, context.get("log")), 201);
      },
    ),
  );
  return app;
}
