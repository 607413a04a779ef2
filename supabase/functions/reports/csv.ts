/** Reports as CSV (RFC 4180), for people and their spreadsheets. */
import { stringify } from "@std/csv/stringify";
import { type Column, type ReportRow, valueOf } from "./columns.ts";

/**
 * The table in UTF-8 with a byte order mark, by which spreadsheets tell it. Amounts are naira with a point.
 * Text that a spreadsheet would run as a formula begins with an apostrophe, which shows it as text.
 */
export function toCsv(columns: readonly Column[], rows: readonly ReportRow[]): string {
  return stringify(
    [
      columns.map((column) => column.kind === "money" ? `${column.title} (NGN)` : column.title),
      ...rows.map((row) => columns.map((column) => cell(column, valueOf(column, row)))),
    ],
    { bom: true },
  );
}

function cell({ kind }: Column, value: string | number | null): string {
  if (value === null) return "";
  if (kind === "money") return inNaira(Number(value));
  if (kind === "count") return String(Number(value));
  const text = String(value);
  return /^[\s]*[=+\-@|%]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

function inNaira(kobo: number): string {
  const positive = Math.abs(kobo);
  return `${kobo < 0 ? "-" : ""}${Math.trunc(positive / 100)}.${
    String(positive % 100).padStart(2, "0")
  }`;
}
