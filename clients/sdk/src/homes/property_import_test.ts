import { assertEquals, assertThrows } from "@std/assert";
import { EstateError } from "../ground/estate_error.ts";
import { parsePropertyCsv } from "./property_import.ts";

const header = "property_name,kind,street,area,lga,state,unit_label,unit_kind,features";
const row = "Iroko Court,building,1 Ojo Street,Yaba,Lagos Mainland,Lagos,Flat 1,flat,borehole";
const cells = {
  property_name: "Iroko Court",
  kind: "building",
  street: "1 Ojo Street",
  area: "Yaba",
  lga: "Lagos Mainland",
  state: "Lagos",
  unit_label: "Flat 1",
  unit_kind: "flat",
  features: "borehole",
};

Deno.test("a file reads the same with a byte order mark, any line end and either separator", () => {
  const plain = `${header}\n${row}\n`;
  const variants = [
    plain,
    `\uFEFF${plain}`,
    plain.replaceAll("\n", "\r\n"),
    plain.replaceAll("\n", "\r"),
    plain.replaceAll(",", ";"),
    `${header}\n${row}`,
    plain.replaceAll(",", ", "),
  ];
  for (const text of variants) {
    assertEquals(parsePropertyCsv(text), { rows: [{ line: 2, cells }], ignoredColumns: [] });
  }
});

Deno.test("columns come in any order and letter case, and unknown ones are told of", () => {
  const names = header.split(",").reverse();
  const text = `Remark,${names.map((name) => name.toUpperCase().replaceAll("_", " ")).join(",")}
nice,${row.split(",").reverse().join(",")}`;
  assertEquals(parsePropertyCsv(text), {
    rows: [{ line: 2, cells }],
    ignoredColumns: ["Remark"],
  });
});

Deno.test("quoted cells keep separators, quotes and line breaks, and lines are counted on", () => {
  const text = `${header}
"Iroko ""New"" Court",building,"12, Ojo Street",Yaba,Lagos Mainland,Lagos,"Flat
1",flat,"borehole;gym"

${row}`;
  const { rows } = parsePropertyCsv(text);
  assertEquals(rows.map((it) => it.line), [2, 5]);
  assertEquals(
    [rows[0]?.cells.property_name, rows[0]?.cells.street, rows[0]?.cells.unit_label],
    ['Iroko "New" Court', "12, Ojo Street", "Flat\n1"],
  );
  assertEquals(rows[0]?.cells.features, "borehole;gym");
});

Deno.test("features stay together in a file with semicolons when they are quoted", () => {
  const text = `${header}\n${row}`.replaceAll(",", ";").replace("borehole", '"borehole;gym"');
  assertEquals(parsePropertyCsv(text).rows[0]?.cells.features, "borehole;gym");
});

Deno.test("a row with more cells than the header is not guessed at; empty cells at its end do no harm", () => {
  const text = `${header}\n${row},gym\n${row},,`;
  assertEquals(
    parsePropertyCsv(text).rows.map((it) => it.problem?.startsWith("Has more cells")),
    [true, undefined],
  );
});

Deno.test("empty lines and rows of empty cells are passed over; short rows have empty cells", () => {
  const text = `\n\n${header}\n\n,,,,,,,,\n${row}\nOnly a name\n\n`;
  const { rows } = parsePropertyCsv(text);
  assertEquals(rows.map((it) => it.line), [6, 7]);
  assertEquals(rows[1]?.cells.unit_kind, "");
});

Deno.test("what cannot be read is refused by the column or line", () => {
  const wrong: [string, string, string][] = [
    ["", "import.bad_rows", "property_name"],
    ["name,place\na,b", "import.bad_rows", "property_name"],
    [`${header.replace("unit_kind,", "")}\n${row}`, "import.bad_rows", "unit_kind"],
    [`${header},KIND\n${row}`, "import.bad_rows", "kind"],
    [header, "import.bad_rows", "rows"],
    [`${header}\n"never closed,building`, "import.bad_rows", "rows"],
    [`${header}\n${`${row}\n`.repeat(2001)}`, "import.too_many_rows", "rows"],
  ];
  for (const [text, code, field] of wrong) {
    const error = assertThrows(() => parsePropertyCsv(text), EstateError);
    assertEquals([error.code, error.field], [code, field], text.slice(0, 60));
  }
});
