/**
 * The pending migration: what no release has frozen. Up to four kinds of files, told apart by the last digit
 * of their version, which is otherwise the time (UTC) at which the pending migration was begun:
 *
 * - `…0_<name>_before.sql`  by hand: what has to happen first, such as a column that is added and filled
 * - `…1_<name>_values.sql`  generated: new enum values, which can be used only after a commit
 * - `…2_<name>.sql`         generated: everything else
 * - `…9_<name>_after.sql`   by hand: data that needs what the generated files made
 */
import { StackError } from "../../stack_error.ts";
import { authorOf } from "./generated.ts";
import type { MigrationFile } from "./migration_files.ts";

/** The files of the pending migration, each list in order. */
export interface Pending {
  readonly before: readonly MigrationFile[];
  readonly generated: readonly MigrationFile[];
  readonly after: readonly MigrationFile[];
}

/** What a person writes by hand. */
export type Part = "before" | "after";

/**
 * Sorts the open files into the parts of the pending migration.
 * @throws {StackError} for a file that is neither generated nor named as a part by hand
 */
export async function sortPending(open: readonly MigrationFile[]): Promise<Pending> {
  const pending = {
    before: [] as MigrationFile[],
    generated: [] as MigrationFile[],
    after: [] as MigrationFile[],
  };
  for (const it of open) {
    const part = /^\d{14}_\w+?_(before|after)\.sql$/.exec(it.file)?.[1] as Part | undefined;
    if (await authorOf(it.sql) !== "person") pending.generated.push(it);
    else if (part !== undefined) pending[part].push(it);
    else {
      throw new StackError(
        `${it.file} is neither generated nor named <14 digits>_<name>_before.sql or …_after.sql`,
        "Make the change in supabase/schemas; what only a migration can say goes into a file that " +
          "`deno task db:migration NAME --before` or `--after` begins.",
      );
    }
  }
  return pending;
}

/**
 * Checks that frozen files come first, then the parts in their order.
 * @throws {StackError} naming the file that comes too early
 */
export function requireOrder(pending: Pending, frozen: readonly MigrationFile[]): void {
  const parts = [frozen, pending.before, pending.generated, pending.after];
  let last: MigrationFile | undefined;
  for (const files of parts) {
    for (const it of files) {
      if (last !== undefined && versionOf(it.file) <= versionOf(last.file)) {
        throw new StackError(
          `${it.file} would run before ${last.file}, and must run after it`,
          "Generate the migrations anew; if it was written by hand, give it a later version first (the digits " +
            "that its name starts with).",
        );
      }
    }
    last = files.at(-1) ?? last;
  }
}

/** The version that the parts of the pending migration share, but for the last digit. */
export function beginning(
  pending: Pending,
  frozen: readonly MigrationFile[],
  now: Date,
): string {
  const lastFrozen = frozen.at(-1);
  const floor = lastFrozen === undefined ? "" : versionOf(lastFrozen.file);
  const begun = [...pending.before, ...pending.generated]
    .map((it) => versionOf(it.file).slice(0, -1))
    .filter((time) => `${time}0` > floor)
    .sort().at(-1);
  if (begun !== undefined) return begun;
  const first = pending.after[0];
  if (first !== undefined && versionOf(first.file) > floor) {
    return versionOf(first.file).slice(0, -1);
  }
  const time = now.toISOString().replace(/\D/g, "").slice(0, 13);
  if (`${time}0` > floor) return time;
  return String(Number(floor.slice(0, -1)) + 1);
}

/** The name that people gave the pending migration, or a part of it. */
export function nameOf(pending: Pending): string | undefined {
  const file = (pending.generated.at(-1) ?? pending.before[0] ?? pending.after[0])?.file;
  return file === undefined
    ? undefined
    : /^\d+_(\w+?)(_values|_before|_after)?\.sql$/.exec(file)?.[1];
}

/** A name that files can carry. Throws for another. */
export function requireName(name: string | undefined): string {
  if (
    name !== undefined && /^[a-z][a-z0-9_]{0,60}$/.test(name) &&
    !/_(before|after|values)$/.test(name)
  ) {
    return name;
  }
  throw new StackError(
    name === undefined
      ? "The pending migration has no name yet"
      : `"${name}" is no name for a migration`,
    "Say `deno task db:migration NAME`: small letters, digits and underscores, such as rent_in_dollars.",
  );
}

/** The 14 digits that a file name starts with. */
export function versionOf(file: string): string {
  return /^\d+/.exec(file)?.[0] ?? "";
}
