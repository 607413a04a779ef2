/** Photos out of originals: upright, in several sizes, with nothing left of what the camera wrote into them. */
import {
  ColorSpace,
  FilterType,
  type IMagickImage,
  initializeImageMagick,
  MagickFormat,
  MagickGeometry,
  MagickImage,
  MagickImageInfo,
  MagickReadSettings,
  Orientation,
  ResourceLimits,
} from "@imagemagick/magick-wasm";
import type { PhotoType } from "../_shared/file_type.ts";
import { lookOf, lookSize } from "./look.ts";
import { type Size, targetSizes, widest } from "./sizes.ts";

/** One size of a photo. */
export interface Rendition extends Size {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A photo that may be shown. */
export interface Photo extends Size {
  /** Mean colour as #rrggbb. */
  readonly color: string;
  /** How it looks, in 16 hex figures: look.ts. */
  readonly look: string;
  /** WebP, narrowest first. */
  readonly renditions: readonly Rendition[];
}

/** Makes a photo out of an original of that type. @throws {UnreadablePhoto | TooManyPixels} */
export type DevelopPhoto = (original: Uint8Array, type: PhotoType) => Promise<Photo>;

/** Damaged or cut off. */
export class UnreadablePhoto extends Error {
  override readonly name = "UnreadablePhoto";
}

/** More pixels than one request may take. */
export class TooManyPixels extends Error {
  override readonly name = "TooManyPixels";
}

/** What ImageMagick calls the types. */
export const formats = {
  "image/jpeg": MagickFormat.Jpeg,
  "image/png": MagickFormat.Png,
  "image/webp": MagickFormat.WebP,
} as const;

/**
 * Most pixels of an original. An edge function has 2 s of CPU and 256 MB of memory. A JPEG is decoded at a
 * fraction of its size: 48 million pixels take 1.1 s and 150 MB. The others are decoded whole: 12.5 million take
 * 1.8 s and 206 MB, 24 million 2.2 s and 340 MB (measured on Deno 2.1.4, first request, 2 cores).
 */
const mostPixels: Readonly<Record<PhotoType, number>> = {
  "image/jpeg": 50_000_000,
  "image/png": 12_500_000,
  "image/webp": 12_500_000,
};

/** Longest side of an original in pixels. No camera makes a longer one; a longer strip shows no room. */
const longestSide = 20_000;

/** @throws {TooManyPixels} naming the limit */
export function requireFewPixels({ width, height }: Size, type: PhotoType): void {
  const size = `has ${width} by ${height} pixels`;
  if (width * height > mostPixels[type]) {
    const most = mostPixels[type] / 1_000_000;
    throw new TooManyPixels(`${size}: ${most} million are the most of type ${type}`);
  }
  if (Math.max(width, height) > longestSide) {
    throw new TooManyPixels(`${size}: ${longestSide} a side are the most`);
  }
}

let ready: Promise<void> | undefined;

/** Makes ImageMagick ready, once for each isolate. */
export function startMagick(): Promise<void> {
  ready ??= (async () => {
    // Beside the module itself, whose address is a file's everywhere. The package's own name for it,
    // /magick.wasm, is no module: Deno 2.1 knows its file only where there is a node_modules folder.
    const module = import.meta.resolve("@imagemagick/magick-wasm");
    await initializeImageMagick(await Deno.readFile(new URL("x86/magick.wasm", module)));
    // In memory only: a file that asks for more is no photo.
    ResourceLimits.disk = 0n;
    ResourceLimits.memory = 192n * 1024n * 1024n;
  })().catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** Develops with ImageMagick, told which format to read so that it guesses none. */
export const developPhoto: DevelopPhoto = async (original, type) => {
  await startMagick();
  try {
    const settings = new MagickReadSettings({
      format: formats[type],
      frameIndex: 0,
      frameCount: 1,
    });
    const stored = MagickImageInfo.create(original, settings);
    requireFewPixels(stored, type);
    // Decoding no larger than needed saves most of the time and memory.
    if (type === "image/jpeg") settings.setDefine(MagickFormat.Jpeg, "size", `${widest}x${widest}`);
    const image = MagickImage.create();
    try {
      // A JPEG that was cut off is decoded all the same, with grey for what is missing.
      image.onWarning = ({ error }) => {
        if (/premature end/i.test(error.message)) throw new UnreadablePhoto("is cut off");
      };
      image.read(original, settings);
      return develop(image, stored);
    } finally {
      image.dispose();
    }
  } catch (error) {
    if (error instanceof UnreadablePhoto || error instanceof TooManyPixels) throw error;
    throw new UnreadablePhoto("cannot be decoded: it is damaged or cut off", { cause: error });
  }
};

function develop(image: IMagickImage, stored: Size): Photo {
  // From LeftTop on, showing it upright takes a quarter turn.
  const turned = image.orientation >= Orientation.LeftTop;
  image.autoOrient();
  const size = turned
    ? { width: stored.height, height: stored.width }
    : { width: stored.width, height: stored.height };
  // A print's CMYK is nothing that a browser shows.
  image.colorSpace = ColorSpace.sRGB;
  image.strip();
  const renditions = targetSizes(size).toReversed().map((target) => render(image, target));
  const look = lookOf(shrunkTo(image, lookSize));
  return { ...size, color: meanColor(image), look, renditions: renditions.toReversed() };
}

/** Shrinks the image to the size, so that the next smaller one starts from there. */
function render(image: IMagickImage, size: Size): Rendition {
  if (image.width !== size.width || image.height !== size.height) {
    const geometry = new MagickGeometry(size.width, size.height);
    geometry.ignoreAspectRatio = true;
    image.resize(geometry, FilterType.Triangle);
  }
  image.quality = 78;
  image.settings.setDefine(MagickFormat.WebP, "method", "2");
  return { ...size, bytes: image.write(MagickFormat.WebP, (data) => new Uint8Array(data)) };
}

/** The image's bytes, three a pixel, once it is that small. */
function shrunkTo(image: IMagickImage, size: Size): Uint8Array {
  const geometry = new MagickGeometry(size.width, size.height);
  geometry.ignoreAspectRatio = true;
  image.resize(geometry, FilterType.Triangle);
  // A PNG of two colours has one bit for each, and would be written so.
  image.depth = 8;
  return image.write(MagickFormat.Rgb, (data) => new Uint8Array(data));
}

function meanColor(image: IMagickImage): string {
  const [red = 0, green = red, blue = red] = shrunkTo(image, { width: 1, height: 1 });
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
