import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Told {
  row_number: number;
  outcome: string;
  property_id: string | null;
  unit_id: string | null;
  problems: { field: string; message: string }[];
}

const good = {
  property_name: "Iroko Court",
  kind: "Building",
  use: "residential",
  street: "12 Herbert Macaulay Way",
  area: "Yaba",
  lga: "Lagos Mainland",
  state: "Lagos State",
  landmark: "Opposite the market",
  longitude: "3.3792",
  latitude: "6.5095",
  unit_label: "Flat 1",
  unit_kind: "mini flat",
  bedrooms: "1",
  bathrooms: "1",
  floor_area_sqm: "46.5",
  features: "Borehole; prepaid meter;borehole",
  furnished: "Yes",
};

/** `n` units, ten to a property; every 25th has a bad cell. */
const file = (n: number, label = "Flat") =>
  Array.from({ length: n }, (_, i) => ({
    ...good,
    property_name: `Court ${label} ${Math.floor(i / 10)}`,
    unit_label: `${label} ${i}`,
    ...(i % 25 === 24 ? { bedrooms: "many" } : {}),
  }));

Deno.test("units are imported from a spreadsheet", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const send = (rows: unknown, by: Actor = people.owner) =>
      as<Told>(database, by, "select * from import_properties($1, $2::text::jsonb, 'homes.csv')", [
        org,
        JSON.stringify(rows),
      ]);
    const counted = async () => {
      const [row] = await database.query<{ properties: number; units: number }>(
        `select (select count(*)::int from properties where org_id = $1) as properties,
           (select count(*)::int from units where org_id = $1) as units`,
        [org],
      );
      return [row?.properties, row?.units];
    };
    const outcomes = (told: Told[]) => {
      const result: Record<string, number> = {};
      for (const { outcome } of told) result[outcome] = (result[outcome] ?? 0) + 1;
      return result;
    };

    await t.step("a row makes a unit and its property, read as people write", async () => {
      const [told] = await send([good]);
      assertEquals([told?.row_number, told?.outcome, told?.problems], [1, "created", []]);
      const [home] = await as(
        database,
        people.owner,
        `select p.kind, p.state, p.landmark, u.kind as unit_kind, u.bedrooms, u.floor_area_sqm::text,
           u.features::text, u.is_furnished, extensions.st_x(p.location::extensions.geometry) as longitude
         from units as u join properties as p on p.id = u.property_id where u.id = $1 and p.id = $2`,
        [told?.unit_id, told?.property_id],
      );
      assertEquals(home, {
        kind: "building",
        state: "Lagos",
        landmark: "Opposite the market",
        unit_kind: "mini_flat",
        bedrooms: 1,
        floor_area_sqm: "46.5",
        features: "{borehole,prepaid_meter}",
        is_furnished: true,
        longitude: 3.3792,
      });
    });

    await t.step("letter case does not make another property or unit", async () => {
      const before = await counted();
      const told = await send([
        { ...good, property_name: "IROKO court", unit_label: " flat 1 " },
        { ...good, unit_label: "Flat 2" },
        { ...good, unit_label: "FLAT 2" },
      ]);
      assertEquals(told.map((row) => row.outcome), ["already_there", "created", "already_there"]);
      assertEquals(told[1]?.unit_id, told[2]?.unit_id);
      assertEquals(await counted(), [before[0], (before[1] as number) + 1]);
    });

    await t.step("every bad cell of a row is named", async () => {
      const wrong: [Record<string, unknown>, string[]][] = [
        [{ property_name: " ", street: "x", lga: null }, ["property_name", "street", "lga"]],
        [{ state: "Texas", kind: "castle", use: "fun" }, ["state", "kind", "use"]],
        [{ longitude: "200", latitude: "-6.5" }, ["longitude", "latitude"]],
        [{ longitude: "", latitude: "6.5" }, ["longitude"]],
        [{ longitude: "3,37" }, ["longitude"]],
        [{ longitude: "NaN", latitude: "1e1" }, ["longitude", "latitude"]],
        [{ unit_label: "", unit_kind: "", bedrooms: "-1", bathrooms: "51" }, [
          "unit_label",
          "unit_kind",
          "bedrooms",
          "bathrooms",
        ]],
        [{ floor_area_sqm: "0", features: "borehole;moat;dragon", furnished: "maybe" }, [
          "floor_area_sqm",
          "features",
          "furnished",
        ]],
        [{ floor_area_sqm: "99999999999", landmark: "x".repeat(161) }, [
          "floor_area_sqm",
          "landmark",
        ]],
      ];
      const before = await counted();
      const told = await send([
        ...wrong.map(([cells]) => ({ ...good, property_name: "New House", ...cells })),
        "not a row",
        null,
        {},
      ]);
      assertEquals(
        told.slice(0, wrong.length).map((row) => row.problems.map((it) => it.field).sort()),
        wrong.map(([, fields]) => [...fields].sort()),
      );
      assertEquals(outcomes(told), { refused: wrong.length + 3 });
      assertEquals(told.at(-1)?.problems.length, 8, "all that a row needs");
      assertEquals(told.every((row) => row.unit_id === null && row.property_id === null), true);
      assertEquals(await counted(), before, "no property without its unit");
    });

    await t.step(
      "rows that disagree about one property are explained; the first counts",
      async () => {
        const rows = [
          { ...good, property_name: "Two Minds", unit_label: "A" },
          { ...good, property_name: "Two Minds", unit_label: "B", kind: "house", latitude: "6.6" },
        ];
        const told = await send(rows);
        assertEquals(told.map((row) => row.outcome), ["created", "refused"]);
        assertEquals(told[1]?.problems.map((it) => [it.field, it.message]), [
          ["kind", "Row 1 says otherwise of the same property"],
          ["latitude", "Row 1 says otherwise of the same property"],
        ]);
      },
    );

    await t.step(
      "500 rows with 20 bad ones: 480 go in, and once more changes nothing",
      async () => {
        const before = await counted() as [number, number];
        const first = await send(file(500));
        assertEquals(outcomes(first), { created: 480, refused: 20 });
        assertEquals(
          first.filter((row) => row.outcome === "refused").map((row) => row.row_number),
          Array.from({ length: 20 }, (_, i) => (i + 1) * 25),
        );
        assertEquals(await counted(), [before[0] + 50, before[1] + 480]);
        const again = await send(file(500));
        assertEquals(outcomes(again), { already_there: 480, refused: 20 });
        assertEquals(again.map((row) => row.unit_id), first.map((row) => row.unit_id));
        assertEquals(await counted(), [before[0] + 50, before[1] + 480]);
      },
    );

    await t.step("a property that was there is used, whatever the file says of it", async () => {
      const [told] = await send([{
        ...good,
        property_name: "Yaba Court",
        street: "5 Commercial Avenue",
        kind: "house",
        unit_label: "Flat 1",
      }]);
      assertEquals([told?.outcome, told?.property_id, told?.unit_id], [
        "already_there",
        world.property,
        world.unit,
      ]);
    });

    await t.step("what cannot be an import is refused by the field", async () => {
      const wrong: [unknown, string][] = [
        [[], "import.bad_rows"],
        [{}, "import.bad_rows"],
        [null, "import.bad_rows"],
        [Array.from({ length: 2001 }, () => ({})), "import.too_many_rows"],
      ];
      for (const [rows, code] of wrong) {
        const refused = await refusal(send(rows));
        assertEquals([refused.hint, JSON.parse(refused.detail).field], [code, "rows"]);
      }
      for (const by of [people.agent, people.accountant, people.otherOwner, people.tenant]) {
        assertEquals((await refusal(send([good], by))).hint, "auth.forbidden");
      }
      assertEquals((await refusal(send([good], "visitor"))).code, "42501");
    });

    await t.step("every import is on record, for members only", async () => {
      const read = (by: Actor) =>
        as<{ file_name: string; created_count: number; refused: string }>(
          database,
          by,
          `select file_name, created_count, already_there_count, refused_count, report -> 24 ->> 'outcome' as refused
           from property_imports where row_count = 500 order by id`,
        );
      assertEquals(await read(people.agent), [
        {
          file_name: "homes.csv",
          created_count: 480,
          already_there_count: 0,
          refused_count: 20,
          refused: "refused",
        },
        {
          file_name: "homes.csv",
          created_count: 0,
          already_there_count: 480,
          refused_count: 20,
          refused: "refused",
        },
      ] as never);
      assertEquals(await read(people.otherOwner), []);
      assertEquals(
        (await refusal(database.query("delete from property_imports where $1", [true])))
          .hint,
        "record.append_only",
      );
    });

    await t.step("the largest file takes seconds", async () => {
      const started = performance.now();
      assertEquals(outcomes(await send(file(2000, "Room"))), { created: 1920, refused: 80 });
      const seconds = (performance.now() - started) / 1000;
      if (Deno.env.get("DATABASE_URL") !== undefined) {
        assertEquals(seconds < 8, true, `${seconds} s`);
      }
    });

    await t.step({
      name: "the same file sent twice at the same moment makes everything once",
      ignore: Deno.env.get("DATABASE_URL") === undefined,
      fn: async () => {
        const before = await counted() as [number, number];
        const [one, other] = await Promise.all([
          send(file(500, "Shop")),
          send(file(500, "Shop"), people.manager),
        ]) as [Told[], Told[]];
        assertEquals(await counted(), [before[0] + 50, before[1] + 480]);
        const made = [one, other].map((told) => outcomes(told).created ?? 0).sort();
        assertEquals(made, [0, 480]);
        assertEquals(one.map((row) => row.unit_id), other.map((row) => row.unit_id));
      },
    });
  } finally {
    await close();
  }
});
