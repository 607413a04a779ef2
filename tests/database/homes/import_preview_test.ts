import { assert, assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Told {
  row_number: number;
  outcome: string;
  property_id: string | null;
  unit_id: string | null;
  problems: { field: string; message: string }[];
}

interface Preview extends Told {
  makes_property: boolean;
}

const good = {
  property_name: "Iroko Court",
  kind: "building",
  street: "12 Herbert Macaulay Way",
  area: "Yaba",
  lga: "Lagos Mainland",
  state: "Lagos",
  unit_label: "Flat 1",
  unit_kind: "flat",
};

/** Two houses, one of them twice; one that is there; a unit that comes again; what is wrong; what disagrees. */
const rows = [
  good,
  { ...good, unit_label: "Flat 2" },
  { ...good, unit_label: "FLAT 2" },
  { ...good, property_name: "Obeche House" },
  { ...good, property_name: "Yaba Court", street: "5 Commercial Avenue", unit_label: "Flat 1" },
  { ...good, property_name: "Yaba Court", street: "5 Commercial Avenue", unit_label: "Attic" },
  { ...good, property_name: "Nowhere", state: "Texas", unit_kind: "castle" },
  { ...good, property_name: "Obeche House", unit_label: "Flat 2", kind: "house" },
  "not a row",
];

Deno.test("an import is looked at before it is done, and writes nothing", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const preview = async (given: unknown, by: Actor = people.owner) =>
      (await as<{ told: Preview[] }>(
        database,
        by,
        "select preview_property_import($1, $2::text::jsonb) as told",
        [org, JSON.stringify(given)],
      ))[0]?.told ?? [];
    /** How many rows each table of ours has. */
    const everything = async () => {
      const tables = await database.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class as c
         where c.relnamespace::regnamespace::text in ('public', 'private', 'realtime') and c.relkind = 'r' and $1
           and c.oid <> 'private.rate_limits'::regclass order by 1`,
        [true],
      );
      const counts = tables.map(({ name }) =>
        `select '${name}' as name, count(*)::int as n from ${name}`
      );
      return await database.query(
        `select * from (${counts.join(" union all ")}) as c where $1 order by name`,
        [
          true,
        ],
      );
    };

    const before = await everything();
    const seen = await preview(rows);

    await t.step("each row says what would become of it, and why not", () => {
      assertEquals(
        seen.map((it) => [it.row_number, it.outcome, it.makes_property]),
        [
          [1, "created", true],
          [2, "created", false],
          [3, "already_there", false],
          [4, "created", true],
          [5, "already_there", false],
          [6, "created", false],
          [7, "refused", false],
          [8, "refused", false],
          [9, "refused", false],
        ],
      );
      assertEquals(seen[6]?.problems.map(({ field }) => field), ["state", "unit_kind"]);
      assertEquals(seen[7]?.problems.map(({ field }) => field), ["kind"]);
      // Ids are of what is there; what is not made has none.
      assertEquals(
        seen.map((it) => [it.property_id, it.unit_id]),
        rows.map((_, at) =>
          at === 4 ? [world.property, world.unit] : at === 5 ? [world.property, null] : [null, null]
        ),
      );
    });

    await t.step("nothing is written, in any table", async () => {
      assertEquals(await everything(), before);
    });

    await t.step("the import does what was said", async () => {
      const done = await as<Told>(
        database,
        people.owner,
        "select * from import_properties($1, $2::text::jsonb)",
        [org, JSON.stringify(rows)],
      );
      const said = ({ row_number, outcome, problems }: Told) => [row_number, outcome, problems];
      assertEquals(done.map(said), seen.map(said));
      const again = await preview(rows);
      assertEquals(again.filter((it) => it.outcome === "created" || it.makes_property), []);
      assertEquals(again.map((it) => it.unit_id), done.map((it) => it.unit_id));
    });

    await t.step("who may not import may not look, and what is no import is refused", async () => {
      for (const by of [people.agent, people.accountant, people.otherOwner, people.tenant]) {
        assertEquals((await refusal(preview(rows, by))).hint, "auth.forbidden");
      }
      assertEquals((await refusal(preview(rows, "visitor"))).code, "42501");
      for (const none of [[], {}, null]) {
        assertEquals((await refusal(preview(none))).hint, "import.bad_rows");
      }
      const many = Array.from({ length: 2001 }, () => ({}));
      assertEquals((await refusal(preview(many))).hint, "import.too_many_rows");
    });

    await t.step("the largest file too, and the import after it waits for nobody", async () => {
      const many = Array.from({ length: 2000 }, (_, n) => ({
        ...good,
        property_name: `Court ${n % 100}`,
        unit_label: `Room ${n}`,
      }));
      const told = await preview(many);
      assertEquals(told.filter((it) => it.outcome === "created").length, 2000);
      assertEquals(told.filter((it) => it.makes_property).length, 100);
      const [locks] = await database.query<{ held: number }>(
        `select count(*)::int as held from pg_locks where locktype = 'advisory' and $1
         and database = (select oid from pg_database where datname = current_database())`,
        [true],
      );
      assert(locks?.held === 0);
    });
  } finally {
    await close();
  }
});
