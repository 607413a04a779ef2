import { assert, assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import {
  hostileAmounts,
  hostileDates,
  hostileTexts,
  hostileTimes,
} from "../ground/hostile_values.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

interface Import {
  new_count: number;
  refused: { row_number: number; field: string; message: string }[];
}

/** What people and programs write into a cell, and what nobody should. */
const cells: readonly unknown[] = [
  ...hostileDates,
  ...hostileTimes,
  ...hostileAmounts,
  ...hostileTexts,
  ...[
    "01/01/0001",
    "31/12/1860",
    "01-Jan-2200",
    "29/02/1900",
    "99999999999999.99",
    "9999999999999.99",
  ],
  ...["(9999999999999.99)", "\ufffd", "x".repeat(5_000), 1e300, -5, 0.1, true, null, [], {}, ["a"]],
];

Deno.test("a bad row of an import is refused by its number, and the others come in", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner } = world.people;
  try {
    await liftLimits(database);
    const [account] = await as<{ id: string }>(
      database,
      owner,
      `select id from save_statement_account($1, 'GTBank', 'Bad rows',
         '{"date": "Date", "credit": "Credit", "narration": "Narration", "reference": "Ref", "payer": "Payer", "direction": "Way"}')`,
      [world.org],
    );
    const send = async (rows: unknown[]) =>
      (await as<Import>(
        database,
        owner,
        "select new_count, refused from import_statement($1, $2::text::jsonb)",
        [account?.id, JSON.stringify(rows)],
      ))[0] as Import;
    const fine = {
      Date: "01/11/2026",
      Credit: "500.00",
      Narration: "RENT",
      Ref: "FT1",
      Payer: "ADA",
    };
    const dayAfter = (days: number) =>
      database.query<{ day: string }>(
        "select to_char(private.lagos_date() + $1::int, 'DD/MM/YYYY') as day",
        [days],
      ).then((rows) => rows[0]?.day as string);

    await t.step("a statement: days and amounts that no payment has", async () => {
      const bad = [
        ["Date", "01/01/0001"],
        ["Date", "27/11/1900"],
        ["Date", "31/12/1999"],
        ["Date", await dayAfter(1)],
        ["Date", "31/02/2026"],
        ["Credit", "100,000,000,000.01"],
        ["Narration", "\ufffd"],
      ] as const;
      const made = await send([
        fine,
        ...bad.map(([field, cell]) => ({ ...fine, [field]: cell })),
        { ...fine, Date: await dayAfter(0) },
        { ...fine, Date: "01/01/2000", Credit: "100,000,000,000.00" },
        { ...fine, Date: await dayAfter(1), Credit: "-5" },
      ]);
      assertEquals(made.new_count, 3);
      assertEquals(
        made.refused.map((it) => [it.row_number, it.field]),
        bad.map(([field], n) => [n + 2, field]),
      );
      assert(made.refused[1]?.message.startsWith("Must be a day from 2000 to today"));
    });

    await t.step("a statement: any cell in any column", async () => {
      for (const column of ["Date", "Credit", "Narration", "Ref", "Payer", "Way", "Other"]) {
        const rows = cells.map((cell) => ({ ...fine, [column]: cell }));
        const made = await send([...rows, { ...fine, Narration: `AFTER ${column}` }, ...cells]);
        assert(made.new_count > 0, column);
      }
    });

    await t.step("a row that was there before settles nothing", async () => {
      const charge = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'utility', private.lagos_date(), 50000, 'Diesel') returning id`,
        [world.org, world.tenancy],
      );
      const old = await database.query<{ id: string }>(
        `update statement_rows set booked_on = case when narration like '%AFTER Ref' then '1900-11-27'::date else '2199-11-27' end
         where account_id = $1 and narration like any ('{%AFTER Ref,%AFTER Way}') returning id`,
        [account?.id],
      );
      assertEquals(old.length, 2);
      for (const row of old) {
        assertEquals(
          await problem(
            as(database, owner, "select book_statement_row($1, $2)", [
              row.id,
              `{${charge[0]?.id}}`,
            ]),
          ),
          ["PT422", "offline_payment.bad_fact", "row_id"],
        );
      }
    });

    await t.step("properties: any cell in any column", async () => {
      const home = {
        property_name: "Iroko Court",
        kind: "building",
        use: "residential",
        street: "12 Herbert Macaulay Way",
        area: "Yaba",
        lga: "Lagos Mainland",
        state: "Lagos",
        landmark: "",
        longitude: "3.3792",
        latitude: "6.5095",
        unit_label: "Flat 1",
        unit_kind: "flat",
        bedrooms: "1",
        bathrooms: "1",
        floor_area_sqm: "46.5",
        features: "borehole",
        furnished: "yes",
      };
      for (const column of Object.keys(home)) {
        const rows = [
          ...cells.map((cell, n) => ({ ...home, unit_label: `${column} ${n}`, [column]: cell })),
          { ...home, property_name: `Good ${column}` },
          ...cells,
        ];
        const told = await as<{ row_number: number; outcome: string }>(
          database,
          owner,
          "select row_number, outcome from import_properties($1, $2::text::jsonb)",
          [world.org, JSON.stringify(rows)],
        );
        assertEquals(told.length, rows.length, column);
        assertEquals(told[cells.length]?.outcome, "created", column);
      }
    });
  } finally {
    await close();
  }
});
