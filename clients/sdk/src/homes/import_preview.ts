import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import {
  type ImportedRow,
  type ImportReport,
  parsePropertyCsv,
  reportOf,
  unsendable,
} from "./property_import.ts";

/** What would become of a file: nothing was made. Ids are of what is there already. */
export interface ImportPreview extends ImportReport {
  /** Properties that would be made. */
  readonly properties: number;
}

/** A row as the project tells it. */
interface Told {
  readonly row_number: number;
  readonly outcome: ImportedRow["outcome"];
  readonly makes_property: boolean;
  readonly property_id: string | null;
  readonly unit_id: string | null;
  readonly problems: ImportedRow["problems"];
}

/**
 * What `importProperties` would do with a file now; nothing is written. Rows that disagree about one property are told of
 * throughout the file. @throws {EstateError} when the file cannot be read or you may not
 */
export async function previewImport(
  estate: Estate,
  orgId: string,
  csv: string,
): Promise<ImportPreview> {
  const { rows, ignoredColumns } = parsePropertyCsv(csv);
  const sendable = rows.filter((row) => row.problem === undefined);
  const told = sendable.length === 0 ? [] : dataAs<Told[]>(
    await estate.rpc("preview_property_import", {
      org_id: orgId,
      rows: sendable.map((row) => row.cells),
    }),
  );
  const seen = told.map((it): ImportedRow => ({
    line: sendable[it.row_number - 1]?.line ?? 0,
    outcome: it.outcome,
    propertyId: it.property_id,
    unitId: it.unit_id,
    problems: it.problems,
  }));
  return {
    ...reportOf([...unsendable(rows), ...seen], ignoredColumns),
    properties: told.filter((it) => it.makes_property).length,
  };
}
