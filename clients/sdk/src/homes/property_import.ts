import type { Estate } from "../ground/client.ts";
import { csvRecords, UnreadableLine } from "../ground/csv_records.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";

/** Columns of a file of properties; those that every row needs come first. */
const required = [
  "property_name",
  "kind",
  "street",
  "area",
  "lga",
  "state",
  "unit_label",
  "unit_kind",
] as const;
const optional = [
  "use",
  "landmark",
  "longitude",
  "latitude",
  "bedrooms",
  "bathrooms",
  "floor_area_sqm",
  "features",
  "furnished",
] as const;

const mostRows = 2000;
const tooManyCells =
  "Has more cells than the header: put quotation marks around a cell that has a separator in it";
// The API answers at most 1,000 rows at once.
const rowsAtOnce = 1000;

/** Columns without which a file cannot be read. */
export const requiredImportColumns: readonly ImportColumn[] = required;
/** All columns that mean something. */
export const importColumns: readonly ImportColumn[] = [...required, ...optional];

/** A column of a file of properties. */
export type ImportColumn = typeof required[number] | typeof optional[number];

/** One unit with its property, as written in the file. */
export interface ImportRow {
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
  /** Why the row cannot be right as it stands in the file. */
  readonly problem?: string;
}

/** A file of properties, read. */
export interface ImportFile {
  readonly rows: readonly ImportRow[];
  /** Names of columns that mean nothing here, as written. */
  readonly ignoredColumns: readonly string[];
}

/** What became of a row. */
export interface ImportedRow {
  readonly line: number;
  /** `already_there` changed nothing; `refused` left nothing. */
  readonly outcome: "created" | "already_there" | "refused";
  readonly propertyId: string | null;
  readonly unitId: string | null;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

/** What became of a file. */
export interface ImportReport {
  readonly created: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly rows: readonly ImportedRow[];
  /** Names of columns that mean nothing here, as written. */
  readonly ignoredColumns: readonly string[];
}

/**
 * Reads CSV text: a header line, then a unit a line, separated by commas or semicolons. Columns come in any
 * order and letter case; empty lines are left out.
 * @throws {EstateError} import.bad_rows naming the missing or doubled column or the broken line,
 * import.too_many_rows
 */
export function parsePropertyCsv(text: string): ImportFile {
  const [header, ...records] = recordsOf(text);
  const names = header?.cells ?? [];
  const columns = columnsOf(names);
  const rows: ImportRow[] = [];
  for (const { line, cells } of records) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const row: Partial<Record<ImportColumn, string>> = {};
    for (const [place, column] of columns) row[column] = cells[place]?.trim() ?? "";
    // A separator in a cell without quotes moves the cells after it: better no row than a wrong one.
    const moved = cells.slice(names.length).some((cell) => cell.trim() !== "");
    rows.push({ line, cells: row, ...(moved ? { problem: tooManyCells } : {}) });
  }
  if (rows.length === 0) throw refused("The file has no rows under its header", "rows");
  if (rows.length > mostRows) {
    throw new EstateError(
      `Cannot import ${rows.length} rows: at most 2,000 at once`,
      "import.too_many_rows",
      400,
      "rows",
    );
  }
  return {
    rows,
    ignoredColumns: names.filter((name, place) => name.trim() !== "" && !columns.has(place)),
  };
}

/**
 * Imports a file of units with their properties: good rows go in, bad rows come back with every problem. The
 * same file again changes nothing. @throws {EstateError} when the file cannot be read or you may not
 */
export async function importProperties(
  estate: Estate,
  orgId: string,
  csv: string,
  fileName?: string,
): Promise<ImportReport> {
  const { rows, ignoredColumns } = parsePropertyCsv(csv);
  const told: ImportedRow[] = unsendable(rows);
  const sendable = rows.filter((row) => row.problem === undefined);
  for (let start = 0; start < sendable.length; start += rowsAtOnce) {
    const part = sendable.slice(start, start + rowsAtOnce);
    const answers = dataOf(
      await estate.rpc("import_properties", {
        org_id: orgId,
        rows: part.map((row) => row.cells),
        ...given({ file_name: fileName }),
      }),
    );
    for (const answer of answers) {
      told.push({
        line: part[answer.row_number - 1]?.line ?? 0,
        outcome: answer.outcome as ImportedRow["outcome"],
        // The generated types do not know that a function's columns can be null.
        propertyId: answer.property_id as string | null,
        unitId: answer.unit_id as string | null,
        problems: answer.problems as unknown as ImportedRow["problems"],
      });
    }
  }
  return reportOf(told, ignoredColumns);
}

/** Rows that are refused before they are sent. */
export const unsendable = (rows: readonly ImportRow[]): ImportedRow[] =>
  rows.flatMap(({ line, problem }) =>
    problem === undefined ? [] : [{
      line,
      outcome: "refused",
      propertyId: null,
      unitId: null,
      problems: [{ field: "row", message: problem }],
    }]
  );

/** What became of the rows, by line, and counted. */
export function reportOf(
  told: readonly ImportedRow[],
  ignoredColumns: readonly string[],
): ImportReport {
  const count = (outcome: ImportedRow["outcome"]) =>
    told.filter((row) => row.outcome === outcome).length;
  return {
    created: count("created"),
    alreadyThere: count("already_there"),
    refused: count("refused"),
    rows: [...told].sort((a, b) => a.line - b.line),
    ignoredColumns,
  };
}

function recordsOf(text: string) {
  try {
    return [...csvRecords(text)];
  } catch (cause) {
    if (cause instanceof UnreadableLine) throw refused(cause.message, "rows", cause);
    throw cause;
  }
}

function columnsOf(header: readonly string[]): Map<number, ImportColumn> {
  const known: readonly string[] = [...required, ...optional];
  const columns = new Map<number, ImportColumn>();
  const seen = new Set<string>();
  header.forEach((written, place) => {
    const name = written.trim().toLowerCase().replace(/[\s-]+/g, "_");
    if (!known.includes(name)) return;
    if (seen.has(name)) throw refused(`The file has the column ${name} twice`, name);
    seen.add(name);
    columns.set(place, name as ImportColumn);
  });
  for (const column of required) {
    if (!seen.has(column)) throw refused(`The file lacks the column ${column}`, column);
  }
  return columns;
}

function refused(message: string, field: string, cause?: unknown): EstateError {
  return new EstateError(message, "import.bad_rows", 400, field, { cause });
}
