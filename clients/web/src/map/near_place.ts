/** Where a map of a home begins: at its area, else at its local government, else at the city or state, else all of Nigeria. */

/** A place of ground.json. */
export type KnownPlace = readonly [name: string, longitude: number, latitude: number];

/** Where to look, and how near. */
export interface Near {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

/** Cities whose name is not their state's. */
const cities: Readonly<Record<string, string>> = {
  fct: "abuja",
  rivers: "port harcourt",
  oyo: "ibadan",
  ogun: "abeokuta",
  edo: "benin city",
  delta: "asaba",
  anambra: "awka",
  imo: "owerri",
  abia: "umuahia",
  "akwa ibom": "uyo",
  "cross river": "calabar",
  kwara: "ilorin",
  plateau: "jos",
  osun: "osogbo",
  ondo: "akure",
  ekiti: "ado-ekiti",
  niger: "minna",
  benue: "makurdi",
  kogi: "lokoja",
  borno: "maiduguri",
  adamawa: "yola",
};

/** The nearest place that the map knows of these, the smallest first; undefined where it knows none. */
export function nearPlace(
  places: readonly KnownPlace[],
  of: { readonly area: string; readonly lga: string; readonly state: string },
): Near | undefined {
  const known = new Map(places.map((it) => [it[0].toLowerCase(), it]));
  const state = of.state.trim().toLowerCase();
  const wanted = [of.area, of.lga, cities[state] ?? "", state];
  for (const [at, name] of wanted.entries()) {
    const place = known.get(name.trim().toLowerCase());
    if (place !== undefined) {
      return { longitude: place[1], latitude: place[2], zoom: at < 2 ? 13 : 10 };
    }
  }
  return undefined;
}
