/** Reports as PDF: a table over as many pages as it needs, with sums and page numbers. */
import { PDFDocument } from "pdf-lib";
import { naira, shortDay } from "../_shared/paper/figures.ts";
import { embedFaces } from "../_shared/paper/fonts.ts";
import { hex, type Style, Typesetter } from "../_shared/paper/typesetter.ts";
import { type Column, type ReportRow, valueOf } from "./columns.ts";

/** What stands above the table. */
export interface ReportHead {
  readonly title: string;
  /** Such as the days it is about. */
  readonly about: readonly string[];
  /** When it was made. */
  readonly madeAt: Date;
}

/** A4, lying. */
const page = { width: 841.89, height: 595.28 };
const margin = 40;
const width = page.width - 2 * margin;
const brand = hex("#0b5c46");
const muted = hex("#4d5b55");
const line = hex("#d3dbd7");
const soft = hex("#f5f7f6");
const size = 7.5;
const leading = 10;

/** Makes the paper. */
export async function makeReportPaper(
  head: ReportHead,
  columns: readonly Column[],
  rows: readonly ReportRow[],
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(head.title, { showInWindowTitleBar: true });
  document.setProducer("Estate");
  document.setCreator("Estate");
  document.setLanguage("en-NG");
  document.setCreationDate(head.madeAt);
  document.setModificationDate(head.madeAt);
  const faces = await embedFaces(document);
  const sheets: Typesetter[] = [];
  const room = columns.reduce((sum, column) => sum + column.room, 0);
  let x = margin;
  const places = columns.map((column) => {
    const place = { column, x, width: column.room / room * width - 6 };
    x += place.width + 6;
    return place;
  });

  const begin = (): { sheet: Typesetter; y: number } => {
    const sheet = new Typesetter(document.addPage([page.width, page.height]), faces);
    const isFirst = sheets.length === 0;
    sheets.push(sheet);
    let y = margin;
    if (isFirst) {
      sheet.line(head.title, { weight: "strong", size: 18, color: brand, x: margin, y: y + 14 });
      y += 32;
      for (const about of head.about) {
        y = sheet.paragraph(about, {
          ...{ size: 9, color: muted, x: margin, y, width, leading: 13, most: 2 },
        });
      }
      y += 6;
    }
    sheet.box(margin - 4, y, width + 8, 22, soft);
    for (const { column, x, width } of places) {
      const [title = ""] = sheet.wrap(column.title, { size, weight: "strong" }, width, 1);
      put(sheet, column, title, { size, weight: "strong", color: muted }, x, y + 14, width);
    }
    return { sheet, y: y + 34 };
  };

  let { sheet, y } = begin();
  const bottom = page.height - margin - 16;
  const write = (cells: readonly string[][], style: Style) => {
    const height = Math.max(...cells.map((lines) => lines.length)) * leading + 5;
    if (y + height > bottom) ({ sheet, y } = begin());
    places.forEach(({ column, x, width }, index) => {
      cells[index]?.forEach((text, n) =>
        put(sheet, column, text, style, x, y + n * leading, width)
      );
    });
    y += height;
    sheet.rule(margin, y - leading + 1, width, line, 0.4);
  };
  for (const row of rows) {
    write(
      places.map(({ column, width }) => {
        const value = written(column, valueOf(column, row));
        return sheet.wrap(value, { size }, width, 3);
      }),
      { size },
    );
  }
  if (rows.length === 0) write(places.map((_, index) => index === 0 ? ["Nothing"] : []), { size });
  if (rows.length > 1 && columns.some((column) => column.isSummed)) {
    write(
      columns.map((column, index) => {
        if (column.isSummed !== true) return index === 0 ? ["Together"] : [];
        return [naira(rows.reduce((sum, row) => sum + Number(row[column.key] ?? 0), 0))];
      }),
      { size, weight: "strong" },
    );
  }
  sheets.forEach((each, index) => {
    const at = { size: 7, color: muted, y: page.height - margin + 6 };
    each.line("Made by Estate", { ...at, x: margin });
    each.line(`Page ${index + 1} of ${sheets.length}`, {
      ...at,
      x: margin + width,
      align: "right",
    });
  });
  return await document.save();
}

function put(
  sheet: Typesetter,
  column: Column,
  text: string,
  style: Style,
  x: number,
  y: number,
  width: number,
): void {
  const isNumber = column.kind === "money" || column.kind === "count";
  sheet.line(text, {
    ...style,
    x: isNumber ? x + width : x,
    y,
    align: isNumber ? "right" : "left",
  });
}

function written({ kind }: Column, value: string | number | null): string {
  if (value === null) return "";
  if (kind === "money") return naira(Number(value));
  if (kind === "day" || kind === "lastDay") return shortDay(String(value));
  return String(value).replaceAll("_", " ");
}
