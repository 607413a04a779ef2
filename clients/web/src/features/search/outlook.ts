/** Where a map of what was found begins: with all of it in sight. */

interface At {
  readonly longitude: number;
  readonly latitude: number;
}

/** Centre and zoom for points; all of Nigeria for none. */
export function outlookOf(
  points: readonly At[],
): { readonly longitude: number; readonly latitude: number; readonly zoom: number } {
  if (points.length === 0) return { longitude: 8.3, latitude: 9.2, zoom: 6 };
  const ends = (of: (it: At) => number) => {
    const all = points.map(of);
    return [Math.min(...all), Math.max(...all)] as const;
  };
  const [west, east] = ends((it) => it.longitude);
  const [south, north] = ends((it) => it.latitude);
  const span = Math.max(east - west, north - south, 0.01);
  return {
    longitude: (west + east) / 2,
    latitude: (south + north) / 2,
    zoom: Math.max(5.5, Math.min(14, Math.log2(360 / span) - 0.5)),
  };
}
