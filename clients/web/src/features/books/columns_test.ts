import { assertEquals } from "@std/assert";
import type { StatementAccount, StatementFile } from "@estate/sdk";
import { columnsOf, fits, readColumns } from "./columns.ts";

const account = {
  date_column: "Trans Date",
  credit_column: "Credit",
  narration_column: "Remarks",
  direction_column: null,
  payer_column: null,
  reference_column: "Ref",
} as StatementAccount;
const file = (...headers: string[]) => ({ headers }) as unknown as StatementFile;

Deno.test("a file fits an account when it has all columns that were named", () => {
  assertEquals(columnsOf(account), {
    date: "Trans Date",
    credit: "Credit",
    narration: "Remarks",
    reference: "Ref",
  });
  assertEquals(fits(file("Ref", "Trans Date", "Remarks", "Credit", "Balance"), account), true);
  assertEquals(fits(file("Trans Date", "Remarks", "Credit"), account), false);
});

Deno.test("day, amount and words must be named; the rest may be left out", () => {
  const form = new FormData();
  form.set("columns.date", "Date");
  form.set("columns.credit", "Money in");
  form.set("columns.payer", "");
  assertEquals(readColumns(form), undefined);
  form.set("columns.narration", "Details");
  assertEquals(readColumns(form), { date: "Date", credit: "Money in", narration: "Details" });
});
