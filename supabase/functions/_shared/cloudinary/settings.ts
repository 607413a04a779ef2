/** Settings of the Cloudinary adapter. */
import { z } from "zod";

/** Names and purposes of the variables. Without a cloud, photos lie in the project's own Storage. */
export const cloudinarySettings = z.object({
  CLOUDINARY_CLOUD_NAME: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/).optional()
    .describe("the Cloudinary account that keeps photos of listings"),
  CLOUDINARY_API_KEY: z.string().min(1).optional().describe("the account's key"),
  CLOUDINARY_API_SECRET: z.string().min(1).optional().describe("the account's secret: signs"),
  CLOUDINARY_SIGNATURE_ALGORITHM: z.enum(["sha1", "sha256"]).default("sha1")
    .describe("which digest the account is set to"),
  CLOUDINARY_API_URL: z.url().default("https://api.cloudinary.com")
    .describe("where uploads go; accounts in other regions have another"),
});

/** Settings as read. */
export type CloudinarySettings = z.infer<typeof cloudinarySettings>;
