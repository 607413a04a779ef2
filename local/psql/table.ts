/** Rows of a query as text, in columns. */
/** How many letters: names with marks above or below are one. */
const segmenter = new Intl.Segmenter();
const widthOf = (text: string) => [...segmenter.segment(text)].length;

/** What a value looks like in a column; a null is an empty place. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replace(/\s*\n\s*/g, " ");
}

/** A header, a line, and a line for each row. */
export function tableOf(names: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => row.map(shown));
  const widths = names.map((name, at) =>
    Math.max(widthOf(name), ...cells.map((row) => widthOf(row[at] ?? "")))
  );
  const line = (row: readonly string[]) =>
    row.map((text, at) => text + " ".repeat((widths[at] ?? 0) - widthOf(text))).join(" | ")
      .trimEnd();
  return [
    line(names),
    widths.map((width) => "-".repeat(width)).join("-+-"),
    ...cells.map(line),
    rows.length === 1 ? "(1 row)" : `(${rows.length} rows)`,
  ].join("\n");
}
