/** Media: photos of listings and inspections, and files of conversations, made out of uploads. */
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { RateLimit } from "../_shared/rate_limit.ts";
import type { ServiceEnv } from "../_shared/service_app.ts";
import { createUserApp } from "../_shared/user_app.ts";
import { addLogo } from "./add_logo.ts";
import { addInspectionPhoto } from "./add_inspection_photo.ts";
import { addMessageFile } from "./add_message_file.ts";
import { addPhoto } from "./add_photo.ts";
import type { MediaDeps } from "./deps.ts";
import { inspectionPhoto, newInspectionPhoto } from "./inspection_photo.ts";
import { logo, newLogo } from "./logo.ts";
import { messageFile, newMessageFile } from "./message_file.ts";
import { prepareUpload } from "./prepare_upload.ts";

const newPhoto = z.strictObject({
  upload_path: z.string().min(1).max(300).describe(
    "Where you uploaded the original in bucket uploads: <organization id>/<file name>",
  ),
  alt: z.string().max(200).optional().describe("What it shows, for those who do not see it"),
}).openapi("NewPhoto");

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
    path: z.string().describe("In the public bucket listing-media, unless url says where it is"),
    bytes: z.number().int(),
    url: z.url().optional().describe("Where it is shown, where photos are kept elsewhere"),
  })).describe("Narrowest first"),
}).openapi("Photo");

const newUpload = z.strictObject({
  type: z.enum(["image/jpeg", "image/png", "image/webp"]).describe("What the file is"),
}).openapi("NewUpload");

const ticket = z.object({
  upload_path: z.string().describe("What to name it by when it is there: the photo's upload_path"),
  store: z.enum(["storage", "cloudinary"]),
  bucket: z.string().optional().describe(
    "storage: upload it there, under upload_path, by your token",
  ),
  url: z.url().optional().describe("cloudinary: post a form there"),
  fields: z.record(z.string(), z.string()).optional()
    .describe("cloudinary: the form's fields, as they are, with the file as `file`"),
  expires_at: z.iso.datetime().optional().describe("cloudinary: until when it is taken"),
}).openapi("UploadTicket");

/** A listing full of photos at once, then one every five seconds. */
const limit: RateLimit = { name: "media.photo", capacity: 30, refillPerSecond: 1 / 5 };

/** The app of the media function. */
export function createApp(deps: MediaDeps): OpenAPIHono<ServiceEnv> {
  const { app, post } = createUserApp(deps, {
    name: "media",
    title: "Estate media",
    description:
      "Photos of listings and inspections, and files of conversations: clean, upright and in several sizes.",
  });
  const wrongUploads = "media.wrong_type, media.too_large, media.unreadable, media.bad_path";
  post(
    {
      path: "/listings/{listing_id}/photos",
      summary: "Add an uploaded photo to a listing of yours",
      params: z.object({ listing_id: z.uuid() }),
      body: newPhoto,
      made: photo,
      madeDescription: "The photo; the same original again gets the same one",
      refusals: {
        403: "auth.forbidden: you may not change listings of the organization",
        404: "listing.not_found or media.upload_not_found",
        409: "media.too_many",
        422: wrongUploads,
      },
      limit,
    },
    ({ caller, params, body, log }) =>
      addPhoto(deps, {
        userId: caller.userId,
        listingId: params.listing_id,
        uploadPath: body.upload_path,
        alt: body.alt,
      }, log),
  );
  post(
    {
      path: "/listings/{listing_id}/uploads",
      summary: "Ask where to send the original of a photo of a listing of yours",
      params: z.object({ listing_id: z.uuid() }),
      body: newUpload,
      made: ticket,
      madeDescription: "Where and how; then add the photo by its upload_path",
      refusals: {
        403: "auth.forbidden: you may not change listings of the organization",
        404: "listing.not_found",
        409: "media.too_many",
      },
      limit,
    },
    ({ caller, params, body }) =>
      prepareUpload(deps, { userId: caller.userId, listingId: params.listing_id, ...body }),
  );
  // Members add photos while the inspection is recorded or corrected, its tenants while it is offered to them.
  post(
    {
      path: "/inspections/{inspection_id}/photos",
      summary: "Add an uploaded photo to an inspection, or to your remarks on it",
      params: z.object({ inspection_id: z.uuid() }),
      body: newInspectionPhoto,
      made: inspectionPhoto,
      madeDescription: "The photo; the same original again gets the same one",
      refusals: {
        400: "inspection.bad_fact",
        403: "auth.forbidden: you may not change inspections of the organization",
        404: "inspection.not_found or media.upload_not_found",
        409: "inspection.frozen, inspection.not_ready, inspection.too_many_photos",
        422: wrongUploads,
      },
      limit,
    },
    ({ caller, params, body, log }) =>
      addInspectionPhoto(
        deps,
        { userId: caller.userId, inspectionId: params.inspection_id, ...body },
        log,
      ),
  );
  post(
    {
      path: "/conversations/{conversation_id}/files",
      summary: "Add an uploaded photo or PDF to a conversation, to be sent with a message",
      params: z.object({ conversation_id: z.uuid() }),
      body: newMessageFile,
      made: messageFile,
      madeDescription: "The file; the same upload again gets the same one",
      refusals: {
        400: "message.bad_fact",
        404: "conversation.not_found or media.upload_not_found",
        409: "message.too_many_files",
        422: wrongUploads,
      },
      limit,
    },
    ({ caller, params, body, log }) =>
      addMessageFile(
        deps,
        { userId: caller.userId, conversationId: params.conversation_id, ...body },
        log,
      ),
  );
  post(
    {
      path: "/organizations/{org_id}/logos",
      summary: "Add an uploaded picture as a logo for your organization's letterhead",
      params: z.object({ org_id: z.uuid() }),
      body: newLogo,
      made: logo,
      madeDescription: "The logo, as PNG; the same upload again gets the same one",
      refusals: {
        403: "auth.forbidden: you may not change the organization",
        404: "organization.not_found or media.upload_not_found",
        409: "letterhead.too_many_logos",
        422: wrongUploads,
      },
      limit,
    },
    ({ caller, params, body, log }) =>
      addLogo(
        deps,
        { userId: caller.userId, orgId: params.org_id, uploadPath: body.upload_path },
        log,
      ),
  );
  return app;
}
