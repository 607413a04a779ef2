/** Which pictures a home of the demo has: one from outside, and two rooms where somebody lives. */

const outside: Readonly<Record<string, readonly string[]>> = {
  bungalow: ["bungalow"],
  terrace: ["duplex-white", "duplex-peach"],
  semi_detached: ["duplex-white", "duplex-peach"],
  detached: ["duplex-peach", "duplex-white"],
  maisonette: ["duplex-white", "flats-blue"],
  shop: ["shops"],
  office: ["offices"],
};
const flats = ["flats-cream", "flats-white", "flats-blue"];
const rooms = [
  ["living-green", "bedroom-blue"],
  ["living-sand", "kitchen"],
  ["bedroom-rose", "bathroom"],
  ["living-green", "kitchen"],
  ["living-sand", "bedroom-blue"],
] as const;

/** Names of scenes for a home of `kind`, cover first; the same for the same `turn`. */
export function scenesFor(kind: string, turn: number): readonly string[] {
  const fronts = outside[kind] ?? flats;
  const front = fronts[turn % fronts.length] as string;
  if (kind === "shop" || kind === "office") return [front];
  return [front, ...(rooms[turn % rooms.length] ?? [])];
}
