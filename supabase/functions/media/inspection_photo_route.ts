/** What is sent and answered when a photo is added to an inspection. */
import { createRoute, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";

const newInspectionPhoto = z.object({
  upload_path: z.string().min(1).max(400).describe(
    "Where you uploaded the original in bucket uploads: inspections/<inspection id>/<your user id>/<file name>",
  ),
  item_id: z.uuid().optional().describe("The item that it shows; without, it shows the whole"),
  caption: z.string().max(200).optional().describe("What it shows"),
  taken_at: z.iso.datetime({ offset: true }).optional().describe("When it was taken"),
}).strict().openapi("NewInspectionPhoto");

const inspectionPhoto = z.object({
  id: z.uuid(),
  inspection_id: z.uuid(),
  item_id: z.uuid().nullable(),
  side: z.enum(["owner", "tenant"]).describe("For whom it speaks"),
  round: z.number().int().describe("The offer of which it is part, or which it answers"),
  caption: z.string().nullable(),
  taken_at: z.string().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  path: z.string().describe("The large file in the private bucket inspection-photos"),
  thumbnail_path: z.string().describe("The small file in the same bucket"),
  sha256: z.string().describe("SHA-256 in hex of the large file"),
  created_at: z.string(),
}).openapi("InspectionPhoto");

/** A photo as the caller gets it. */
export type InspectionPhoto = z.infer<typeof inspectionPhoto>;

/** The columns that the caller gets. */
export const inspectionPhotoColumns = inspectionPhoto.keyof().options;

/** Members add photos while the inspection is recorded or corrected, its tenants while it is offered to them. */
export const addInspectionPhotoRoute = createRoute({
  method: "post",
  path: "/inspections/{inspection_id}/photos",
  summary: "Add an uploaded photo to an inspection, or to your remarks on it",
  security: [{ bearer: [] }],
  request: {
    params: z.object({ inspection_id: z.uuid() }),
    headers: z.object({
      "idempotency-key": z.string().optional().describe(
        "16 to 255 characters, new for each photo",
      ),
    }),
    body: { required: true, content: { "application/json": { schema: newInspectionPhoto } } },
  },
  responses: {
    201: {
      description: "The photo; the same original again gets the same one",
      content: { "application/json": { schema: inspectionPhoto } },
    },
    400: problemResponse("inspection.bad_fact, malformed, or no Idempotency-Key"),
    401: problemResponse("Not signed in"),
    403: problemResponse("auth.forbidden: you may not change inspections of the organization"),
    404: problemResponse("inspection.not_found or media.upload_not_found"),
    409: problemResponse(
      "inspection.frozen, inspection.not_ready, inspection.too_many_photos, or idempotency.in_progress",
    ),
    422: problemResponse(
      "media.wrong_type, media.too_large, media.unreadable, media.bad_path, request.invalid, or idempotency.payload_mismatch",
    ),
    429: problemResponse("rate_limit.exceeded"),
    503: problemResponse("upstream.unavailable or database.busy"),
  },
});
