/** A file of homes as somebody keeps it: whose columns mean what, and the file as it is sent. */
import type { ImportColumn } from "@estate/sdk";
import { csvRecords } from "../../../../sdk/src/ground/csv_records.ts";

/** A table with the names of its columns. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Which of our columns each of its columns is; none where it means nothing here. */
export type Mapping = Readonly<Partial<Record<ImportColumn, number>>>;

/** Reads pasted or uploaded text; undefined where there are no rows under a header. @throws for broken quotation marks */
export function readSheet(text: string): Sheet | undefined {
  const [first, ...records] = [...csvRecords(text)];
  const rows = records.map(({ cells }) => cells.map((it) => it.trim()))
    .filter((cells) => cells.some((it) => it !== ""));
  if (first === undefined || rows.length === 0) return undefined;
  return { header: first.cells.map((it) => it.trim()), rows };
}

/** Names that people give to columns, beside our own. */
const alsoCalled: Readonly<Partial<Record<ImportColumn, readonly string[]>>> = {
  property_name: ["property", "name", "building", "house", "estate", "compound"],
  kind: ["property kind", "property type", "type of property"],
  street: ["address", "street address", "location"],
  area: ["town", "neighbourhood", "district", "city"],
  lga: ["local government", "local government area", "local govt"],
  unit_label: ["unit", "flat", "flat no", "unit no", "apartment", "shop"],
  unit_kind: ["unit type", "type", "type of unit"],
  bedrooms: ["beds", "bedroom", "no of bedrooms", "rooms"],
  bathrooms: ["baths", "bathroom", "toilets"],
  floor_area_sqm: ["size", "sqm", "area sqm", "floor area"],
  longitude: ["lng", "long", "lon"],
  latitude: ["lat"],
  features: ["amenities", "facilities"],
  furnished: ["furniture"],
  landmark: ["nearest bus stop", "bus stop"],
};

const folded = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, " ").trim();

/** A first guess; each column of the file once. */
export function guess(header: readonly string[], columns: readonly ImportColumn[]): Mapping {
  const names = header.map(folded);
  const taken = new Set<number>();
  const mapping: Partial<Record<ImportColumn, number>> = {};
  const take = (column: ImportColumn, called: readonly string[]) => {
    if (mapping[column] !== undefined) return;
    const at = names.findIndex((name, n) => !taken.has(n) && called.includes(name));
    if (at < 0) return;
    mapping[column] = at;
    taken.add(at);
  };
  // Our own names first: "type" is taken by what is called so only if nothing is meant better.
  for (const column of columns) take(column, [folded(column)]);
  for (const column of columns) take(column, alsoCalled[column] ?? []);
  return mapping;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""').replaceAll(/\s*\n\s*/g, " ")}"`;

/** The file as it is sent: our names, a row a line, so that row n stands on line n + 2. */
export function csvOf({ rows }: Pick<Sheet, "rows">, mapping: Mapping): string {
  const columns = Object.entries(mapping) as [ImportColumn, number][];
  const lines = rows.map((row) => columns.map(([, at]) => quoted(row[at] ?? "")).join(","));
  return [columns.map(([name]) => name).join(","), ...lines].join("\n");
}

/** The sheet with one cell written anew. */
export function withCell(
  rows: Sheet["rows"],
  row: number,
  column: number,
  cell: string,
): Sheet["rows"] {
  return rows.map((cells, n) =>
    n === row ? cells.map((it, at) => at === column ? cell : it) : cells
  );
}
