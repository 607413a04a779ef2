/** Units that a file would make, by name. Pure. */
import type { ImportColumn, ImportedRow } from "@estate/sdk";
import type { Mapping, Sheet } from "./sheet.ts";

/** "Okafor Court, Flat 2", in the order of the file; row n of the sheet stands on line n + 2. */
export function unitNames(
  { sheet, mapping, preview }: {
    readonly sheet: Pick<Sheet, "rows">;
    readonly mapping: Mapping;
    readonly preview: { readonly rows: readonly Pick<ImportedRow, "line" | "outcome">[] };
  },
): readonly string[] {
  return preview.rows.filter(({ outcome }) => outcome === "created").map(({ line }) => {
    const cell = (column: ImportColumn) => {
      const at = mapping[column];
      return at === undefined ? "" : sheet.rows[line - 2]?.[at] ?? "";
    };
    return [cell("property_name"), cell("unit_label")].filter((it) => it !== "").join(", ");
  });
}
