import type { Estate } from "../ground/client.ts";
import { csvRecords, UnreadableLine } from "../ground/csv_records.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";

/** A bank account whose statements are imported, with its columns. */
export type StatementAccount = Database["public"]["Tables"]["statement_accounts"]["Row"];
/** What an import brought. */
export type StatementImport = Database["public"]["Tables"]["statement_imports"]["Row"];
/** Money that came in, as the bank shows it. Amounts in kobo. */
export type StatementRow = Database["public"]["Tables"]["statement_rows"]["Row"];

/** What a row of a statement may be. */
export interface StatementMatch {
  readonly row_id: string;
  /** A payment that was reported, or confirmed by hand. */
  readonly offline_payment_id: string | null;
  /** An open charge that nobody reported a payment for. */
  readonly charge_id: string | null;
  readonly payer_names: string | null;
  readonly amount_kobo: number;
  /** Up to 100. */
  readonly score: number;
  readonly reasons: readonly ("reference" | "amount" | "date" | "payer")[];
}

/** Which headers of a bank's file say what. */
export interface StatementColumns {
  readonly date: string;
  /** What came in, or an amount that is negative when it went out. */
  readonly credit: string;
  readonly narration: string;
  /** Where amounts have no sign: credit or debit. */
  readonly direction?: string;
  readonly payer?: string;
  readonly reference?: string;
}

/** A statement, read. */
export interface StatementFile {
  /** The bank's own headers, in order. */
  readonly headers: readonly string[];
  /** Cells by header. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Line of the file on which each row starts, from 1. */
  readonly lines: readonly number[];
  /** Columns as far as the headers tell: look at them before you save them. */
  readonly guess: Partial<StatementColumns>;
}

/** How banks call their columns, the surest name first. */
const names: Readonly<Record<keyof StatementColumns, readonly RegExp[]>> = {
  date: [/^trans(action)?\.? ?date/, /^post(ed|ing)? ?date/, /^date/, /^value ?date/],
  credit: [
    /credit/,
    /^deposits?/,
    /^lodge?ments?/,
    /^money ?in/,
    /^paid ?in/,
    /^(trans(action)? )?amount/,
  ],
  narration: [/^narration/, /^remarks?/, /^(transaction )?(description|details|particulars)/],
  direction: [/^(dr|debit) ?\/? ?(cr|credit)$/, /^(cr|credit) ?\/? ?(dr|debit)$/, /^d\/c$/],
  payer: [/^to ?\/ ?from/, /^(sender|source|payer|originator)( name)?$/, /^from$/],
  reference: [/^(trans(action)? )?ref(erence)?/, /^session/, /^rrn$/],
};
const header = {
  date: /date/,
  amount: /credit|debit|deposit|withdraw|lodge?ment|money ?(in|out)|amount/,
};
const mostRows = 5000;

/**
 * Reads the CSV that a bank exports: what stands above the header (name, number, period) is left out, and so are empty
 * lines. Commas, semicolons or tabs.
 * @throws {EstateError} statement.bad_rows when no header with a date and an amount is found, statement.too_many_rows
 */
export function parseStatementCsv(text: string): StatementFile {
  const options = {
    lazyQuotes: true,
    separatorFrom: (lines: readonly string[]) =>
      lines.find((line) => isHeader(line.split(/[,;\t]/))),
  };
  const records = recordsOf(text, options);
  const at = records.findIndex(({ cells }) => isHeader(cells));
  if (at < 0) {
    throw refused("The file has no header with a date and an amount", "statement.bad_rows");
  }
  const headers = unique(
    records[at]?.cells.map((cell) => cell.trim().replaceAll(/\s+/g, " ")) ?? [],
  );
  const body = records.slice(at + 1).filter(({ cells }) =>
    cells.some((cell) => cell.trim() !== "")
  );
  if (body.length === 0) {
    throw refused("The file has no rows under its header", "statement.bad_rows");
  }
  if (body.length > mostRows) {
    throw refused(
      `Cannot import ${body.length} rows: at most 5,000 at once, in whole days`,
      "statement.too_many_rows",
    );
  }
  return {
    headers: headers.filter((name) => name !== ""),
    rows: body.map(({ cells }) =>
      Object.fromEntries(
        headers.flatMap((name, place) => name === "" ? [] : [[name, cells[place]?.trim() ?? ""]]),
      )
    ),
    lines: body.map(({ line }) => line),
    guess: guessOf(headers),
  };
}

/** Remembers the columns of an account; with `accountId` changes those of one that is there. */
export async function saveStatementAccount(
  estate: Estate,
  orgId: string,
  account: {
    readonly bankName: string;
    readonly label: string;
    readonly columns: StatementColumns;
    readonly accountId?: string;
    readonly lastFour?: string;
    /** How the bank writes dates in figures; 26/11/2026 when not given. */
    readonly dateOrder?: StatementAccount["date_order"];
  },
): Promise<StatementAccount> {
  return dataOf(
    await estate.rpc("save_statement_account", {
      org_id: orgId,
      bank_name: account.bankName,
      label: account.label,
      columns: { ...account.columns },
      ...given({
        account_id: account.accountId,
        last_four: account.lastFour,
        date_order: account.dateOrder,
      }),
    }),
  );
}

/** The accounts of an organization whose statements are imported. */
export async function listStatementAccounts(
  estate: Estate,
  orgId: string,
): Promise<StatementAccount[]> {
  return dataOf(
    await estate.from("statement_accounts").select("*").eq("org_id", orgId).order("id"),
  );
}

/**
 * Imports a statement of an account whose columns were saved. One that overlaps an earlier one brings only what is new.
 * Rows that cannot be read come back with the reason and, as `line`, their line of the file.
 */
export async function importStatement(
  estate: Estate,
  accountId: string,
  csv: string,
  fileName?: string,
): Promise<
  StatementImport & {
    readonly refusedLines: readonly { line: number; field: string; message: string }[];
  }
> {
  const { rows, lines } = parseStatementCsv(csv);
  const made = dataOf<StatementImport>(
    await estate.rpc("import_statement", {
      account_id: accountId,
      rows: rows.map((row) => ({ ...row })),
      ...given({ file_name: fileName }),
    }),
  );
  const bad = made.refused as unknown as { row_number: number; field: string; message: string }[];
  return {
    ...made,
    refusedLines: bad.map(({ row_number, field, message }) => ({
      line: lines[row_number - 1] ?? 0,
      field,
      message,
    })),
  };
}

/** The rows of an account's statements that nobody has decided about, newest first. */
export async function listOpenStatementRows(
  estate: Estate,
  accountId: string,
): Promise<StatementRow[]> {
  return dataOf(
    await estate.from("statement_rows").select("*").eq("account_id", accountId)
      .is("decided_at", null).order("booked_on", { ascending: false }).order("id"),
  );
}

/** What those rows may be, best first for each. A person says which. */
export function listStatementMatches(
  estate: Estate,
  accountId: string,
): Promise<StatementMatch[]> {
  return readAs<StatementMatch[]>(estate, "statement_matches", { account_id: accountId });
}

/**
 * Says that a row is a payment that was reported: it is confirmed with what the row shows. One that looks like a row that
 * is a payment already is refused (statement.same_money), unless `isOtherMoney` says that two transfers came.
 */
export async function matchStatementRow(
  estate: Estate,
  rowId: string,
  offlinePaymentId: string,
  { isOtherMoney = false } = {},
): Promise<StatementRow> {
  return dataOf(
    await estate.rpc("match_statement_row", {
      row_id: rowId,
      offline_payment_id: offlinePaymentId,
      is_other_money: isOtherMoney,
    }),
  );
}

/**
 * Says that a row that nobody reported pays these charges: a payment is made and settled. Refused as
 * {@linkcode matchStatementRow} when the money looks booked already.
 */
export async function bookStatementRow(
  estate: Estate,
  rowId: string,
  chargeIds: readonly string[],
  { isOtherMoney = false } = {},
): Promise<StatementRow> {
  return dataOf(
    await estate.rpc("book_statement_row", {
      row_id: rowId,
      charge_ids: [...chargeIds],
      is_other_money: isOtherMoney,
    }),
  );
}

/** Says, with a reason, that a row is no payment of a tenant's. */
export async function dismissStatementRow(
  estate: Estate,
  rowId: string,
  reason: string,
): Promise<StatementRow> {
  return dataOf(await estate.rpc("dismiss_statement_row", { row_id: rowId, reason }));
}

function isHeader(cells: readonly string[]): boolean {
  const written = cells.map((cell) => cell.trim().toLowerCase());
  return written.filter((cell) => cell !== "").length >= 3 &&
    written.some((cell) => cell.length <= 40 && header.date.test(cell)) &&
    written.some((cell) => cell.length <= 40 && header.amount.test(cell));
}

/** Some banks use a header twice: the second one gets a number. */
function unique(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return name === "" || times === 1 ? name : `${name} (${times})`;
  });
}

function guessOf(headers: readonly string[]): Partial<StatementColumns> {
  const guess: Partial<Record<keyof StatementColumns, string>> = {};
  for (const [column, patterns] of Object.entries(names) as [keyof StatementColumns, RegExp[]][]) {
    for (const pattern of patterns) {
      const found = headers.find((name) =>
        pattern.test(name.toLowerCase()) && !Object.values(guess).includes(name)
      );
      if (found === undefined) continue;
      guess[column] = found;
      break;
    }
  }
  return guess;
}

function recordsOf(text: string, options: Parameters<typeof csvRecords>[1]) {
  try {
    return [...csvRecords(text, options)];
  } catch (cause) {
    if (cause instanceof UnreadableLine) throw refused(cause.message, "statement.bad_rows", cause);
    throw cause;
  }
}

function refused(message: string, code: string, cause?: unknown): EstateError {
  return new EstateError(message, code, 400, "rows", { cause });
}
