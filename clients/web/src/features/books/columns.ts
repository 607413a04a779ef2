/** Which column of a bank's file says what. */
import type { StatementAccount, StatementColumns, StatementFile } from "@estate/sdk";

/** The parts of a row, those that must be there first. */
export const columnParts = [
  "date",
  "credit",
  "narration",
  "direction",
  "payer",
  "reference",
] as const satisfies readonly (keyof StatementColumns)[];
/** One of them. */
export type ColumnPart = (typeof columnParts)[number];

/** Those without which nothing can be read. */
export const neededParts: readonly ColumnPart[] = ["date", "credit", "narration"];

/** The columns of an account, as they were named. */
export function columnsOf(account: StatementAccount): StatementColumns {
  const { direction_column, payer_column, reference_column } = account;
  return {
    date: account.date_column,
    credit: account.credit_column,
    narration: account.narration_column,
    ...(direction_column === null ? {} : { direction: direction_column }),
    ...(payer_column === null ? {} : { payer: payer_column }),
    ...(reference_column === null ? {} : { reference: reference_column }),
  };
}

/** Whether a file has all columns that an account's statements had; a bank may change them. */
export function fits({ headers }: StatementFile, account: StatementAccount): boolean {
  return Object.values(columnsOf(account)).every((it) => headers.includes(it));
}

/** Reads a form's fields; undefined while one that is needed is not chosen. */
export function readColumns(fields: FormData): StatementColumns | undefined {
  const said = Object.fromEntries(
    columnParts.flatMap((part) => {
      const header = String(fields.get(`columns.${part}`) ?? "");
      return header === "" ? [] : [[part, header]];
    }),
  ) as Partial<StatementColumns>;
  return neededParts.every((part) => said[part] !== undefined)
    ? said as StatementColumns
    : undefined;
}
