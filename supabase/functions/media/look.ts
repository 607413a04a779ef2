/**
 * How a photo looks, in 64 bits (dHash): for each of 8 rows, whether each of 8 places is brighter than the one to its right.
 * It stays the same when a photo is made smaller or saved again, and is used for nothing but finding such ones.
 */

/** Width and height of the picture of which it is made. */
export const lookSize = { width: 9, height: 8 } as const;

/** @param pixels the picture of that size: red, green and blue of each pixel, or one grey */
export function lookOf(pixels: Uint8Array): string {
  const { width, height } = lookSize;
  const channels = pixels.length / (width * height);
  if (channels !== 3 && channels !== 1) {
    throw new RangeError(`Cannot take ${pixels.length} bytes`);
  }
  const brightness = (row: number, column: number) => {
    const at = (row * width + column) * channels;
    const [red = 0, green = red, blue = red] = pixels.subarray(
      at,
      at + channels,
    );
    return 299 * red + 587 * green + 114 * blue;
  };
  let hash = "";
  for (let row = 0; row < height; row++) {
    let bits = 0;
    for (let column = 0; column + 1 < width; column++) {
      bits = bits << 1 |
        (brightness(row, column) > brightness(row, column + 1) ? 1 : 0);
    }
    hash += bits.toString(16).padStart(2, "0");
  }
  return hash;
}
