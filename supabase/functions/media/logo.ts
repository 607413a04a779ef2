/** Logos out of originals: PNGs as papers take them, small, upright, with nothing left of what was written into them. */
import {
  ColorSpace,
  MagickFormat,
  MagickGeometry,
  MagickImage,
  MagickImageInfo,
  MagickReadSettings,
} from "@imagemagick/magick-wasm";
import { z } from "@hono/zod-openapi";
import type { PhotoType } from "../_shared/file_type.ts";
import { formats, requireFewPixels, startMagick, TooManyPixels, UnreadablePhoto } from "./photo.ts";
import type { Size } from "./sizes.ts";

/** A logo that may stand on papers. */
export interface Logo extends Size {
  /** PNG. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Makes a logo out of an original of that type. @throws {UnreadablePhoto | TooManyPixels} */
export type DevelopLogo = (original: Uint8Array, type: PhotoType) => Promise<Logo>;

/** Largest side lengths: three times what a letterhead shows. */
const most: Size = { width: 600, height: 240 };

/** Develops with ImageMagick, told which format to read so that it guesses none. */
export const developLogo: DevelopLogo = async (original, type) => {
  await startMagick();
  try {
    const settings = new MagickReadSettings({
      format: formats[type],
      frameIndex: 0,
      frameCount: 1,
    });
    requireFewPixels(MagickImageInfo.create(original, settings), type);
    const image = MagickImage.create();
    try {
      image.onWarning = ({ error }) => {
        if (/premature end/i.test(error.message)) throw new UnreadablePhoto("is cut off");
      };
      image.read(original, settings);
      image.autoOrient();
      image.colorSpace = ColorSpace.sRGB;
      image.strip();
      const scale = Math.min(1, most.width / image.width, most.height / image.height);
      if (scale < 1) {
        const geometry = new MagickGeometry(
          Math.max(1, Math.round(image.width * scale)),
          Math.max(1, Math.round(image.height * scale)),
        );
        geometry.ignoreAspectRatio = true;
        image.resize(geometry);
      }
      // Eight bits and no interlacing: what every reader of papers takes.
      image.depth = 8;
      const bytes = image.write(MagickFormat.Png32, (data) => new Uint8Array(data));
      return { width: image.width, height: image.height, bytes };
    } finally {
      image.dispose();
    }
  } catch (error) {
    if (error instanceof UnreadablePhoto || error instanceof TooManyPixels) throw error;
    throw new UnreadablePhoto("cannot be decoded: it is damaged or cut off", { cause: error });
  }
};

/** What is sent. */
export const newLogo = z.strictObject({
  upload_path: z.string().min(1).max(300).describe(
    "Where you uploaded the original in bucket uploads: <your user id>/<file name>",
  ),
}).openapi("NewLogo");

/** What is answered. */
export const logo = z.object({
  id: z.uuid().describe("To be named by set_letterhead, logo_id"),
  org_id: z.uuid(),
  path: z.string().describe("In the private bucket letterheads"),
  width: z.number().int(),
  height: z.number().int(),
  size_bytes: z.number().int(),
  sha256: z.string(),
  created_at: z.string(),
}).openapi("Logo");

/** A logo as the caller gets it. */
export type LogoRow = z.infer<typeof logo>;
