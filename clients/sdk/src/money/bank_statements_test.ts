import { assertEquals, assertThrows } from "@std/assert";
import { EstateError } from "../ground/estate_error.ts";
import { parseStatementCsv } from "./bank_statements.ts";
import { bankExports } from "./testing/bank_exports.ts";

Deno.test("the exports of Nigerian banks are read, and their columns guessed", () => {
  for (const { bank, csv, columns, credits } of bankExports) {
    const file = parseStatementCsv(csv);
    assertEquals(file.guess, columns, bank);
    assertEquals(file.rows.length >= credits.length, true, bank);
    for (const column of Object.values(columns)) {
      assertEquals(file.headers.includes(column), true, `${bank}: ${column}`);
    }
    assertEquals(
      csv.split(/\r?\n/)[(file.lines[0] ?? 0) - 1]?.includes("2026") ||
        csv.split(/\r?\n/)[(file.lines[0] ?? 0) - 1]?.includes("26"),
      true,
      `${bank}: line`,
    );
  }
});

Deno.test("a header that stands twice is told apart, quotes in a narration are read", () => {
  const file = parseStatementCsv(
    'Name,ADA\n\nDate,Narration,Amount,Amount\n01/11/2026,TRF "RENT" ADA,"1,000.00",2\n',
  );
  assertEquals(file.headers, ["Date", "Narration", "Amount", "Amount (2)"]);
  assertEquals(file.rows, [{
    Date: "01/11/2026",
    Narration: 'TRF "RENT" ADA',
    Amount: "1,000.00",
    "Amount (2)": "2",
  }]);
  assertEquals(file.lines, [4]);
});

Deno.test("what is no statement is refused", () => {
  for (
    const [csv, code] of [
      ["", "statement.bad_rows"],
      ["name,street\nCourt,5 Commercial Avenue", "statement.bad_rows"],
      ["Date,Narration,Credit\n\n", "statement.bad_rows"],
      ["Date,Narration,Credit\n" + "01/11/2026,x,1\n".repeat(5001), "statement.too_many_rows"],
    ] as const
  ) {
    const error = assertThrows(() => parseStatementCsv(csv), EstateError);
    assertEquals(error.code, code);
  }
});

Deno.test("what JSON for the database cannot hold spoils its row and not the file", () => {
  const { rows } = parseStatementCsv(
    "Date,Narration,Credit\n01/11/2026,RENT\u0000 OF ADA,500\n02/11/2026,HALF \ud83d OF A PAIR,600\n",
  );
  assertEquals(rows.map((row) => row["Narration"]), ["RENT\ufffd OF ADA", "HALF \ufffd OF A PAIR"]);
});
