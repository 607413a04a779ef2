import { assert, assertEquals, assertRejects } from "@std/assert";
import { developPhoto, TooManyPixels, UnreadablePhoto } from "./photo.ts";
import { claimingJpeg, claimingPng, look, picture, withExif } from "./testing/pictures.ts";

/** Where metadata would show in a file: the names of its containers. */
function traces(bytes: Uint8Array): string[] {
  const text = new TextDecoder("latin1").decode(bytes);
  return ["Exif", "EXIF", "GPS", "XMP ", "ICCP", "http://ns.adobe.com", "MM\0*", "II*\0"]
    .filter((trace) => text.includes(trace));
}

Deno.test("a phone's photo comes out upright, in three sizes, without place or camera", async () => {
  const original = withExif(await picture("jpeg", 2400, 1800), 6);
  assert(traces(original).length > 0, "the original must hold what is to be removed");
  const photo = await developPhoto(original, "image/jpeg");
  assertEquals([photo.width, photo.height], [1800, 2400]);
  assertEquals(photo.renditions.map(({ width, height }) => [width, height]), [
    [320, 427],
    [800, 1067],
    [1600, 2133],
  ]);
  for (const { bytes, width, height } of photo.renditions) {
    assertEquals(traces(bytes), []);
    // Orientation 6: the camera's left is up.
    assertEquals(look(bytes, 0.5, 0.1), { width, height, color: "red" });
    assertEquals(look(bytes, 0.5, 0.9), { width, height, color: "blue" });
    assertEquals(look(bytes, 0.1, 0.5).color, look(bytes, 0.9, 0.5).color);
  }
});

Deno.test("every orientation is applied", async () => {
  const jpeg = await picture("jpeg", 400, 200);
  const sides = {
    left: [0.1, 0.5],
    right: [0.9, 0.5],
    top: [0.5, 0.1],
    bottom: [0.5, 0.9],
  } as const;
  const redSide = ["left", "right", "right", "left", "top", "top", "bottom", "bottom"] as const;
  for (const [i, side] of redSide.entries()) {
    const photo = await developPhoto(withExif(jpeg, i + 1), "image/jpeg");
    assertEquals([photo.width, photo.height], i < 4 ? [400, 200] : [200, 400], `of ${i + 1}`);
    const [x, y] = sides[side];
    const bytes = photo.renditions[0]?.bytes ?? new Uint8Array();
    assertEquals(
      [look(bytes, x, y).color, look(bytes, 1 - x, 1 - y).color],
      ["red", "blue"],
      `${i + 1}`,
    );
  }
});

Deno.test("PNG and WebP are taken, and small photos are not enlarged", async () => {
  for (const format of ["png", "webp"] as const) {
    const photo = await developPhoto(await picture(format, 200, 100), `image/${format}`);
    assertEquals(photo.renditions.map(({ width, height }) => [width, height]), [[200, 100]]);
    assert(/^#[0-9a-f]{6}$/.test(photo.color), photo.color);
  }
});

Deno.test("what is damaged, cut off or another format is unreadable", async () => {
  const jpeg = await picture("jpeg", 800, 600);
  const junk = new TextEncoder().encode("this is no photo at all");
  for (
    const [bytes, type] of [
      [junk, "image/jpeg"],
      [new Uint8Array([0xff, 0xd8, 0xff, ...junk]), "image/jpeg"],
      [jpeg.subarray(0, 300), "image/jpeg"],
      [jpeg.subarray(0, jpeg.length / 2), "image/jpeg"],
      [jpeg, "image/png"],
      [new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>"), "image/webp"],
    ] as const
  ) await assertRejects(() => developPhoto(bytes, type), UnreadablePhoto);
  // The library is none the worse for it.
  assertEquals((await developPhoto(jpeg, "image/jpeg")).width, 800);
});

Deno.test("a small file that unpacks to too many pixels is refused before it is unpacked", async () => {
  const [jpeg, png] = [await picture("jpeg", 80, 60), await picture("png", 80, 60)];
  for (
    const [bytes, type] of [
      [claimingJpeg(jpeg, 60_000, 60_000), "image/jpeg"],
      [claimingJpeg(jpeg, 10_000, 5_001), "image/jpeg"],
      [claimingPng(png, 40_000, 40_000), "image/png"],
      [claimingPng(png, 5_000, 2_501), "image/png"],
    ] as const
  ) await assertRejects(() => developPhoto(bytes, type), TooManyPixels, "million are the most");
  for (
    const [bytes, type] of [
      [claimingJpeg(jpeg, 20_001, 10), "image/jpeg"],
      [claimingPng(png, 1, 1_000_000), "image/png"],
    ] as const
  ) await assertRejects(() => developPhoto(bytes, type), TooManyPixels, "20000 a side");
});
