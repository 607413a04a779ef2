/** A WGS 84 point as PostGIS reads it (EWKT). @throws {RangeError} for a place off the earth */
export function pointOf(longitude: number, latitude: number): string {
  if (!(Math.abs(longitude) <= 180)) throw new RangeError(`Cannot use longitude ${longitude}`);
  if (!(Math.abs(latitude) <= 90)) throw new RangeError(`Cannot use latitude ${latitude}`);
  return `SRID=4326;POINT(${longitude} ${latitude})`;
}
