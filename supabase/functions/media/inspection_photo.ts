/** What is sent and answered when a photo is added to an inspection. */
import { z } from "@hono/zod-openapi";

/** What is sent. */
export const newInspectionPhoto = z.strictObject({
  upload_path: z.string().min(1).max(400).describe(
    "Where you uploaded the original in bucket uploads: inspections/<inspection id>/<your user id>/<file name>",
  ),
  item_id: z.uuid().optional().describe("The item that it shows; without, it shows the whole"),
  caption: z.string().max(200).optional().describe("What it shows"),
  taken_at: z.iso.datetime({ offset: true }).optional().describe("When it was taken"),
}).openapi("NewInspectionPhoto");

/** What is answered. */
export const inspectionPhoto = z.object({
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
