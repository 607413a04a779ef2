import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { as } from "../actor.ts";
import { refusals } from "../ground/refusals.ts";
import { openWorld } from "../test_database.ts";

/** Numbers as JSON writes them: a double cannot hold all of them. */
const degree = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: 2, max: 15, noNaN: true }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        "0",
        "-0",
        "90",
        "-90",
        "180",
        "-180",
        "180.0000000000000000001",
        "90.0000001",
        "360",
        "-181",
      ],
      ...["1e400", "-1e400", "1e-400", "5e-324", "1e308", "-1e308", "9007199254740993"],
      `3.${"0".repeat(400)}1`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"3"', '"NaN"', '"Infinity"', "null", "true", "{}", "[]", "[3]"),
  },
);
const list = (of: fc.Arbitrary<string>, least: number, most: number) =>
  fc.array(of, { minLength: least, maxLength: most }).map((items) => `[${items.join(",")}]`);
const point = fc.oneof(
  { weight: 8, arbitrary: list(degree, 2, 2) },
  { weight: 1, arbitrary: list(degree, 0, 4) },
  { weight: 1, arbitrary: degree },
);
const ring = fc.oneof(
  // Closed, whether or not it crosses itself, lies on a line or on one point.
  fc.array(point, { minLength: 0, maxLength: 8 }).map((points) =>
    `[${[...points, ...points.slice(0, 1)].join(",")}]`
  ),
  list(point, 0, 6),
  fc.tuple(fc.integer({ min: 400, max: 600 }), degree).map(([count, at]) =>
    `[${Array(count).fill(`[${at},6]`).join(",")}]`
  ),
  fc.constantFrom("null", "7", '"ring"', "{}", "[[]]"),
);
const whole = fc.constantFrom(
  "[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]",
  "[[[-90,-90],[90,-90],[90,90],[-90,90],[-90,-90]]]",
  "[[[0,0],[180,0],[180,1],[0,1],[0,0]]]",
  "[[[179,6],[-179,6],[-179,7],[179,7],[179,6]]]",
  "[[[0,90],[90,90],[180,90],[0,90]]]",
  "[]",
  "[[]]",
  "[[],[]]",
);
const coordinates = fc.oneof(
  list(ring, 0, 3),
  list(list(ring, 0, 2), 0, 2),
  whole,
  whole.map((it) => `[${it}]`),
);
const polygon = fc.tuple(
  fc.constantFrom(
    ...[
      '"Polygon"',
      '"MultiPolygon"',
      '"Point"',
      '"LineString"',
      '"GeometryCollection"',
      '"Feature"',
    ],
    ...['"CurvePolygon"', '"POLYGON EMPTY"', "null", "7", "[]"],
  ),
  coordinates,
  fc.constantFrom(
    "",
    ',"crs":{"type":"name","properties":{"name":"EPSG:3857"}}',
    ',"crs":{"type":"name","properties":{"name":"nonsense"}}',
    ',"crs":7',
    ',"bbox":[1,2]',
    ',"geometries":[{"type":"Point","coordinates":[]}]',
  ),
).map(([type, at, more]) => `{"type":${type},"coordinates":${at}${more}}`);
const near = fc.oneof(
  fc.tuple(degree, degree).map(([x, y]) => `{"longitude":${x},"latitude":${y}}`),
  fc.constantFrom("{}", "[]", "7", '"POINT EMPTY"', '{"longitude":3}', '{"latitude":null}', "null"),
);
const viewport = fc.oneof(
  list(degree, 4, 4),
  list(degree, 0, 5),
  fc.constantFrom(
    ...["[-180,-90,180,90]", "[-90,-90,90,90]", "[0,0,180,90]", "[-180,-90,0,0]", "[3,6,3,6]"],
    ...["[3,6,3.0000000000000000000000000000001,7]", "[4,7,3,6]", "{}", "[[3,6],[4,7]]", "null"],
  ),
);
const place = fc.oneof(
  polygon.map((it) => `"polygon":${it}`),
  near.map((it) => `"near":${it}`),
  fc.tuple(near, degree).map(([at, radius]) => `"near":${at},"radius_m":${radius}`),
  viewport.map((it) => `"viewport":${it}`),
  fc.tuple(viewport, near).map(([box, at]) => `"viewport":${box},"near":${at}`),
);
const criteria = place.map((it) => `{"purpose":"rent",${it}}`);

const entries = {
  search_listings: "select count(*) from search_listings($1::jsonb)",
  "search_listings by price": "select count(*) from search_listings($1::jsonb, 'price')",
  listing_facets: "select listing_facets($1::jsonb)",
  listing_tile: "select listing_tile(6, 32, 30, $1::jsonb)",
  save_search: "select save_search($1::jsonb, 'Here')",
};

Deno.test("no place from outside is more than refused", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;

    for (const [entry, statement] of Object.entries(entries)) {
      await t.step(entry, async () => {
        let taken = 0;
        let refused = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.array(criteria, { minLength: 50, maxLength: 100 }),
            async (places) => {
              for (
                const [at, it] of (await refusals(database, people.tenant, statement, places))
                  .entries()
              ) {
                if (it === undefined) taken++;
                else {
                  refused++;
                  const [state, code, field] = it;
                  assert(
                    state === "PT400" && code.startsWith("search.") &&
                      field?.startsWith("criteria."),
                    `${it}: ${places[at]}`,
                  );
                }
              }
            },
          ),
          { numRuns: 12, endOnFailure: true },
        );
        assert(taken > 20 && refused > 20, `${taken} taken, ${refused} refused`);
      });
    }

    await t.step("tiles that are none", async () => {
      const tile = fc.tuple(
        ...Array(3).fill(fc.oneof(
          fc.integer({ min: -3, max: 25 }),
          fc.constantFrom(-2147483648, 2147483647, 4194303, 4194304),
        )),
      ).map((numbers) => JSON.stringify(numbers));
      await fc.assert(
        fc.asyncProperty(fc.array(tile, { minLength: 100, maxLength: 100 }), async (tiles) => {
          const drawn = await refusals(
            database,
            "visitor",
            `select listing_tile(($1::jsonb ->> 0)::int, ($1::jsonb ->> 1)::int, ($1::jsonb ->> 2)::int)`,
            tiles,
          );
          for (const [at, it] of drawn.entries()) {
            if (it === undefined) continue;
            assertEquals(it.slice(0, 2), ["PT400", "search.bad_tile"], tiles[at]);
            assert(["zoom", "x", "y"].includes(it[2] ?? ""));
          }
        }),
        { numRuns: 5, endOnFailure: true },
      );
    });

    await t.step("coordinates of properties, written and imported", async () => {
      const number = fc.oneof(
        fc.double().map(String),
        fc.double({ min: 2, max: 15, noNaN: true }).map(String),
        fc.constantFrom("NaN", "Infinity", "-Infinity", "1e308", "-0", "5e-324"),
      );
      const pair = fc.tuple(number, number).map((it) => JSON.stringify(it));
      await fc.assert(
        fc.asyncProperty(fc.array(pair, { minLength: 50, maxLength: 100 }), async (pairs) => {
          const written = await refusals(
            database,
            people.owner,
            `update properties set longitude = ($1::jsonb ->> 0)::float8, latitude = ($1::jsonb ->> 1)::float8`,
            pairs,
          );
          for (const [at, it] of written.entries()) {
            if (it === undefined) continue;
            assertEquals(it.slice(0, 2), ["PT400", "property.bad_place"], pairs[at]);
            assert(["longitude", "latitude"].includes(it[2] ?? ""));
          }
          const imported = await refusals(
            database,
            people.owner,
            `select import_properties('${org}', jsonb_build_array(jsonb_build_object(
               'property_name', 'Here', 'kind', 'house', 'street', '1 Street', 'area', 'Yaba', 'lga', 'Mainland',
               'state', 'Lagos', 'unit_label', 'A', 'unit_kind', 'flat',
               'longitude', $1::jsonb -> 0, 'latitude', $1::jsonb -> 1)))`,
            pairs,
          );
          assertEquals(imported.filter((it) => it !== undefined), []);
        }),
        { numRuns: 10, endOnFailure: true },
      );
    });

    await t.step("what was saved of half the world is matched too", async () => {
      for (
        const kept of [
          '"viewport":[-90,-90,90,90]',
          '"viewport":[-180,-90,180,90]',
          '"viewport":[-180,-90,0,0]',
          '"polygon":{"type":"Polygon","coordinates":[[[-170,-80],[170,-80],[170,80],[-170,80],[-170,-80]]]}',
          '"near":{"longitude":180,"latitude":90},"radius_m":50000',
        ]
      ) {
        await as(database, people.stranger, "select save_search($1::text::jsonb, $2)", [
          `{"purpose":"rent",${kept}}`,
          kept.slice(0, 60),
        ]);
      }
      await database.query(
        "update listings set title = 'A flat that is new to all' where status = 'published' and $1",
        [true],
      );
      await database.query("select private.match_saved_searches(2000) where $1", [true]);
      const met = await as<{ name: string }>(
        database,
        people.stranger,
        `select search.name from search_alerts as alert join saved_searches as search on search.id = alert.search_id
         order by 1`,
      );
      assertEquals(new Set(met.map((it) => it.name)).size, 3, JSON.stringify(met));
    });
  } finally {
    await close();
  }
});
