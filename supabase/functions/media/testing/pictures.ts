/** Real image files, made for tests. */
import { ImageMagick, MagickFormat, MagickReadSettings } from "@imagemagick/magick-wasm";
import { developPhoto } from "../photo.ts";

/** A colour as red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

export const red: Color = [220, 20, 20];
export const blue: Color = [20, 20, 220];

const formats = {
  jpeg: MagickFormat.Jpeg,
  png: MagickFormat.Png,
  webp: MagickFormat.WebP,
} as const;

/** A picture whose left half has one colour and whose right half the other. */
export function picture(
  format: keyof typeof formats,
  width: number,
  height: number,
  [left, right]: readonly [Color, Color] = [red, blue],
): Promise<Uint8Array<ArrayBuffer>> {
  return paint(format, width, height, (x) => x < 0.5 ? left : right);
}

/** A room of light and dark places, told apart by `seed`, saved in that quality. */
export function room(
  format: keyof typeof formats,
  width: number,
  height: number,
  { seed, quality = 92 }: { seed: number; quality?: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const cells = Array.from({ length: 72 }, (_, cell): Color => {
    const grey = Math.round(Math.abs(Math.sin(seed * 97 + cell * 78.233) * 43758.5453) % 1 * 255);
    return [grey, grey, grey];
  });
  return paint(
    format,
    width,
    height,
    (x, y) => cells[Math.floor(y * 8) * 9 + Math.floor(x * 9)] as Color,
    quality,
  );
}

async function paint(
  format: keyof typeof formats,
  width: number,
  height: number,
  colorAt: (x: number, y: number) => Color,
  quality = 92,
): Promise<Uint8Array<ArrayBuffer>> {
  await startMagick();
  const head = new TextEncoder().encode(`P6 ${width} ${height} 255\n`);
  const file = new Uint8Array(head.length + width * height * 3);
  file.set(head);
  for (let at = 0; at < width * height; at++) {
    const color = colorAt(at % width / width, Math.floor(at / width) / height);
    file.set(color, head.length + at * 3);
  }
  return ImageMagick.read(
    file,
    new MagickReadSettings({ format: MagickFormat.Ppm }),
    (image) => {
      image.quality = quality;
      return image.write(formats[format], (data) => new Uint8Array(data));
    },
  );
}

/** What a decoder sees in a WebP: its size and the colour at a point given in fractions of it. */
export function look(webp: Uint8Array, x: number, y: number) {
  return ImageMagick.read(
    webp,
    new MagickReadSettings({ format: MagickFormat.WebP }),
    (image) => {
      const { width, height } = image;
      const color = image.getPixels((pixels) =>
        [...pixels.getPixel(Math.floor(x * width), Math.floor(y * height))].slice(0, 3)
      );
      return { width, height, color: nearest(color) };
    },
  );
}

function nearest([r = 0, , b = 0]: readonly number[]): "red" | "blue" {
  return r > b ? "red" : "blue";
}

/** Puts the Exif of a phone into a JPEG: turned a quarter, taken at 6.5 degrees north, 3.375 degrees east. */
export function withExif(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = new DataView(new ArrayBuffer(140));
  let at = 0;
  const u16 = (value: number) => (tiff.setUint16(at, value), at += 2);
  const u32 = (value: number) => (tiff.setUint32(at, value), at += 4);
  const entry = (tag: number, type: number, count: number, value: () => void) => {
    u16(tag), u16(type), u32(count);
    const end = at + 4;
    value();
    at = end;
  };
  // Big-endian TIFF; the first directory holds the orientation and where the GPS directory is.
  u16(0x4d4d), u16(42), u32(8);
  u16(2);
  entry(0x0112, 3, 1, () => u16(orientation));
  entry(0x8825, 4, 1, () => u32(38));
  u32(0);
  // Latitude and longitude as degrees, minutes and seconds, each a fraction.
  u16(4);
  entry(1, 2, 2, () => tiff.setUint8(at, "N".charCodeAt(0)));
  entry(2, 5, 3, () => u32(92));
  entry(3, 2, 2, () => tiff.setUint8(at, "E".charCodeAt(0)));
  entry(4, 5, 3, () => u32(116));
  u32(0);
  for (const part of [6, 30, 0, 3, 22, 30]) u32(part), u32(1);
  const name = new TextEncoder().encode("Exif\0\0");
  const length = 2 + name.length + tiff.byteLength;
  return new Uint8Array([
    ...jpeg.subarray(0, 2),
    ...[0xff, 0xe1, length >> 8, length & 0xff],
    ...name,
    ...new Uint8Array(tiff.buffer),
    ...jpeg.subarray(2),
  ]);
}

/** The PNG, saying that it has this many pixels. */
export function claimingPng(
  png: Uint8Array,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(png);
  const view = new DataView(file.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  view.setUint32(29, crc32(file.subarray(12, 29)));
  return file;
}

/** The JPEG, saying that it has this many pixels. */
export function claimingJpeg(
  jpeg: Uint8Array,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(jpeg);
  const frame = file.findIndex((byte, at) => byte === 0xff && file[at + 1] === 0xc0);
  const view = new DataView(file.buffer);
  view.setUint16(frame + 5, height);
  view.setUint16(frame + 7, width);
  return file;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The library starts with its first photo, here one that cannot be read. */
async function startMagick(): Promise<void> {
  await developPhoto(new Uint8Array(), "image/png").catch(() => {});
}
