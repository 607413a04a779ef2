import { assertEquals, assertThrows } from "@std/assert";
import { importColumns, parsePropertyCsv } from "@estate/sdk";
import { csvOf, guess, readSheet, withCell } from "./sheet.ts";

const text = "Building\tProperty type\tAddress\tArea\tLGA\tState\tFlat No\tType\tBeds\n" +
  'Okafor Court\tbuilding\t"5, Allen Avenue"\tIkeja\tIkeja\tLagos\tFlat 1\tflat\t2\n' +
  "\t\t\t\t\t\t\t\t\n" +
  "Okafor Court\tbuilding\t5, Allen Avenue\tIkeja\tIkeja\tLagos\tFlat 2\tflat\t3\n";

Deno.test("what was pasted from a spreadsheet is read, guessed and sent under our names", () => {
  const sheet = readSheet(text);
  assertEquals(sheet?.rows.length, 2);
  const mapping = guess(sheet?.header ?? [], importColumns);
  assertEquals(mapping, {
    area: 3,
    bedrooms: 8,
    kind: 1,
    lga: 4,
    property_name: 0,
    state: 5,
    street: 2,
    unit_kind: 7,
    unit_label: 6,
  });
  const { rows } = parsePropertyCsv(csvOf({ rows: sheet?.rows ?? [] }, mapping));
  assertEquals(rows.map(({ line, cells }) => [line, cells.street, cells.unit_label]), [
    [2, "5, Allen Avenue", "Flat 1"],
    [3, "5, Allen Avenue", "Flat 2"],
  ]);
});

Deno.test("our own names win, and a column is taken once", () => {
  assertEquals(guess(["type", "unit kind", "Kind"], importColumns), { unit_kind: 1, kind: 2 });
  assertEquals(guess(["Name", "Property"], importColumns), { property_name: 0 });
});

Deno.test("nothing under a header is no sheet; broken quotation marks are told", () => {
  assertEquals(readSheet("name,street\n"), undefined);
  assertEquals(readSheet("  "), undefined);
  assertThrows(() => readSheet('name,street\n"Okafor,Allen\n'));
});

Deno.test("one cell is written anew", () => {
  assertEquals(withCell([["a", "b"], ["c", "d"]], 1, 0, "x"), [["a", "b"], ["x", "d"]]);
});
