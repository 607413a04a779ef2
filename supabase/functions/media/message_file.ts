/** What is sent and answered when a file is added to a conversation. */
import { z } from "@hono/zod-openapi";

/** What is sent. */
export const newMessageFile = z.strictObject({
  upload_path: z.string().min(1).max(300).describe(
    "Where you uploaded the file in bucket uploads: <your user id>/<file name>",
  ),
  name: z.string().trim().min(1).max(160).describe("What people call it"),
}).openapi("NewMessageFile");

/** What is answered. */
export const messageFile = z.object({
  id: z.uuid().describe("To be sent with a message: send_message, file_ids"),
  conversation_id: z.uuid(),
  message_id: z.uuid().nullable().describe("Null until it is sent"),
  name: z.string(),
  mime_type: z.enum(["image/webp", "application/pdf"]),
  size_bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  path: z.string().describe("In the private bucket message-files"),
  thumbnail_path: z.string().nullable().describe("Of a photo: the small file in the same bucket"),
  sha256: z.string(),
  created_at: z.string(),
}).openapi("MessageFile");

/** A file as the caller gets it. */
export type MessageFile = z.infer<typeof messageFile>;
