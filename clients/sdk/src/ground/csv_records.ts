/** Records of CSV text as people's programs write it: commas, semicolons or tabs, any line end, a mark at the start. */
import { parse } from "@std/csv/parse";

/** One record. */
export interface CsvRecord {
  /** Line of the text on which it starts, from 1. */
  readonly line: number;
  readonly cells: string[];
}

/** A line whose quotation marks make no sense. */
export class UnreadableLine extends Error {
  override readonly name = "UnreadableLine";
}

/**
 * The records that are not empty. The separator is the one that stands most often in `text`'s first line, or in the
 * line that `separatorFrom` chooses.
 * @throws {UnreadableLine} naming the line, unless quotation marks may stand anywhere (`lazyQuotes`)
 */
export function* csvRecords(
  text: string,
  options: {
    readonly lazyQuotes?: boolean;
    readonly separatorFrom?: (lines: readonly string[]) => string | undefined;
  } = {},
): Generator<CsvRecord> {
  const lines = sendable(text).replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const all = lines.trimStart().split("\n");
  const separator = separatorOf(options.separatorFrom?.(all) ?? all[0] ?? "");
  // A record ends at a line break outside quotes: split there, so that each knows its line.
  let start = 0;
  let line = 1;
  let quoted = false;
  for (let at = 0; at <= lines.length; at++) {
    if (lines[at] === '"') quoted = !quoted;
    if (at < lines.length && (lines[at] !== "\n" || quoted)) continue;
    const record = lines.slice(start, at);
    if (record.trim() !== "") {
      yield { line, cells: cellsOf(record, separator, line, options.lazyQuotes) };
    }
    line += record.split("\n").length;
    start = at + 1;
  }
}

/**
 * The database takes no JSON with U+0000 or half of a surrogate pair in it, and would refuse the whole file: each becomes
 * the sign for what cannot be read, and with it only its row is refused.
 */
function sendable(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}

/** Spreadsheets of some languages write semicolons, some banks tabs. */
function separatorOf(header: string): "," | ";" | "\t" {
  const count = (mark: string) => header.split(mark).length;
  const marks = [",", ";", "\t"] as const;
  return marks.reduce((most, mark) => count(mark) > count(most) ? mark : most);
}

function cellsOf(
  record: string,
  separator: string,
  line: number,
  lazyQuotes: boolean | undefined,
): string[] {
  try {
    const options = { separator, trimLeadingSpace: true, lazyQuotes: lazyQuotes ?? false };
    return parse(record, options)[0] ?? [];
  } catch (cause) {
    throw new UnreadableLine(`Line ${line} cannot be read: check its quotation marks`, { cause });
  }
}
