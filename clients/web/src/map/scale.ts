/** How long something is on the map. */

/** The longest round length that is no wider than `most` pixels. */
export function scaleOf(
  metresPerPixel: number,
  most: number,
): { readonly metres: number; readonly pixels: number } {
  const longest = metresPerPixel * most;
  const ten = 10 ** Math.floor(Math.log10(longest));
  const metres = ([5, 2, 1].find((it) => it * ten <= longest) ?? 1) * ten;
  return { metres, pixels: Math.round(metres / metresPerPixel) };
}
