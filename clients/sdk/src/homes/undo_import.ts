import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { ImportReport } from "./property_import.ts";

/** What went away again. */
export interface UndoneImport {
  readonly units: number;
  readonly properties: number;
}

const atOnce = 100;

/**
 * Takes back what an import made: its units and the properties that came with them and hold nothing else. What was there
 * before stays. @throws {EstateError} while something was begun with one of the units, such as a listing
 */
export async function undoImport(
  estate: Estate,
  report: Pick<ImportReport, "rows">,
): Promise<UndoneImport> {
  const made = report.rows.filter(({ outcome }) => outcome === "created");
  const unitIds = made.flatMap(({ unitId }) => unitId === null ? [] : [unitId]);
  // A property of the import is as old as its units: they were written in one go.
  const moments = new Set<string>();
  let units = 0;
  for (let start = 0; start < unitIds.length; start += atOnce) {
    const gone = dataOf<{ created_at: string }[]>(
      await estate.from("units").delete().in("id", unitIds.slice(start, start + atOnce))
        .select("created_at"),
    );
    units += gone.length;
    for (const { created_at } of gone) moments.add(created_at);
  }
  const propertyIds = [
    ...new Set(made.flatMap(({ propertyId }) => propertyId === null ? [] : [propertyId])),
  ];
  let properties = 0;
  for (let start = 0; start < propertyIds.length; start += atOnce) {
    const part = propertyIds.slice(start, start + atOnce);
    const [there, used] = await Promise.all([
      estate.from("properties").select("id, created_at").in("id", part),
      estate.from("units").select("property_id").in("property_id", part),
    ]);
    const holding = new Set(
      dataOf<{ property_id: string }[]>(used).map(({ property_id }) => property_id),
    );
    const empty = dataOf<{ id: string; created_at: string }[]>(there)
      .filter(({ id, created_at }) => moments.has(created_at) && !holding.has(id))
      .map(({ id }) => id);
    if (empty.length === 0) continue;
    properties += dataOf<{ id: string }[]>(
      await estate.from("properties").delete().in("id", empty).select("id"),
    ).length;
  }
  return { units, properties };
}
