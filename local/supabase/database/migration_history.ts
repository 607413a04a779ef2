/** Whether a database got where it is by the migrations that are there now. */
import { StackError } from "../../stack_error.ts";
import type { Migration } from "./migrate.ts";

/** A row of the history: the statements as they ran; null where a person repaired the history by hand. */
export interface AppliedMigration {
  readonly version: string;
  readonly name: string | null;
  readonly statements: readonly string[] | null;
}

/**
 * Checks that every migration which the database ran is there, and is what it ran. What no release froze is
 * generated anew as the schemas change, and then does not bring a database forward that ran it before.
 * @throws {StackError} naming the migrations that are gone or have changed, and saying what to do
 */
export function requireSameHistory(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
): void {
  const gone: string[] = [];
  const changed: string[] = [];
  for (const { version, name, statements } of applied) {
    const found = migrations.find((it) => it.version === version);
    const file = name === null ? version : `${version}_${name}`;
    if (found === undefined) gone.push(file);
    else if (statements !== null && !isTextOf(statements, found.sql)) changed.push(file);
  }
  const problems: string[] = [];
  if (gone.length > 0) problems.push(`it ran ${some(gone)}, which this version does not have`);
  if (changed.length > 0) {
    const has = changed.length === 1 ? "has" : "have";
    problems.push(
      `it ran ${some(changed)}, which no release had frozen and which ${has} changed since`,
    );
  }
  if (problems.length === 0) return;
  throw new StackError(
    `Cannot bring this database up to date: ${problems.join("; ")}`,
    (gone.length > 0 ? "If a newer version made it, run that one. Otherwise forget" : "Forget") +
      " its data and start anew: task start --fresh (with DATABASE_URL too: it empties that database).",
  );
}

/**
 * Whether `statements` are the text `sql`: in one piece, as `task start` records it, or cut at its semicolons and
 * trimmed, as the official CLI does.
 */
export function isTextOf(statements: readonly string[], sql: string): boolean {
  let at = 0;
  for (const statement of statements) {
    const text = statement.trim();
    at = afterBlanks(sql, at);
    if (!sql.startsWith(text, at)) return false;
    at += text.length;
  }
  return afterBlanks(sql, at) === sql.length;
}

/** The place in `sql` after the white space and semicolons at `from`. */
function afterBlanks(sql: string, from: number): number {
  const blanks = /[\s;]*/y;
  blanks.lastIndex = from;
  blanks.exec(sql);
  return blanks.lastIndex;
}

/** The first few of many names. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length <= 3 ? shown : `${shown} and ${names.length - 3} more`;
}
