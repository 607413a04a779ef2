import { assert, assertEquals, assertThrows } from "@std/assert";
import { lookOf, lookSize } from "./look.ts";
import { developPhoto } from "./photo.ts";
import { room } from "./testing/pictures.ts";

/** In how many bits two looks differ. */
function apart(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
  return count;
}

const each = <Value>(of: (row: number, column: number) => Value) =>
  Array.from(
    { length: lookSize.height },
    (_, row) => Array.from({ length: lookSize.width }, (_, column) => of(row, column)),
  ).flat(2);

Deno.test("a look says where it gets darker to the right", () => {
  const { width, height } = lookSize;
  assertEquals(lookOf(new Uint8Array(width * height * 3)), "0000000000000000");
  const grey = (of: (row: number, column: number) => number) => lookOf(Uint8Array.from(each(of)));
  assertEquals(grey((_, column) => 200 - column), "ffffffffffffffff");
  assertEquals(grey((_, column) => column), "0000000000000000");
  assertEquals(
    grey((row, column) => row === 1 ? 200 - column : column),
    "00ff000000000000",
  );
  assertEquals(grey((_, column) => column === 0 ? 9 : 8), "8080808080808080");
  // Green weighs more than red and blue together.
  assertEquals(
    lookOf(
      Uint8Array.from(
        each((_, column) => column === 0 ? [0, 200, 0] : [200, 0, 200]).flat(),
      ),
    ),
    "8080808080808080",
  );
  assertThrows(() => lookOf(new Uint8Array(5)), RangeError);
});

Deno.test("a photo looks as it did when it is made smaller or saved again, and others do not", async () => {
  const looks = async (
    format: "jpeg" | "png" | "webp",
    width: number,
    height: number,
    how: { seed: number; quality?: number },
  ) =>
    (await developPhoto(
      await room(format, width, height, how),
      `image/${format}`,
    )).look;
  for (const seed of [1, 2]) {
    const original = await looks("jpeg", 450, 400, { seed });
    for (
      const copy of [
        await looks("jpeg", 360, 320, { seed, quality: 60 }),
        await looks("webp", 400, 355, { seed, quality: 70 }),
        await looks("png", 300, 267, { seed }),
      ]
    ) assert(apart(original, copy) <= 3, `${seed}: ${original} ${copy}`);
    const other = await looks("jpeg", 450, 400, { seed: seed + 10 });
    assert(apart(original, other) > 12, `${seed}: ${original} ${other}`);
  }
});
