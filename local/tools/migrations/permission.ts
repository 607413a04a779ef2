/** Nothing is lost by accident: each loss is allowed by its name, and the migration says so at its head. */
import { StackError } from "../../stack_error.ts";
import type { MigrationFile } from "./migration_files.ts";

const note = "allow-drop: ";

/** The comment by which a generated file keeps a permission, so that it is not asked for again. */
export function permissionNote(loss: string): string {
  return note + loss;
}

/** What the notes in `files` allow to be lost. */
export function permissionsIn(files: readonly MigrationFile[]): string[] {
  return files.flatMap(({ sql }) => [...sql.matchAll(/^-- allow-drop: (.+)$/gm)])
    .map((found) => found[1] as string);
}

/**
 * Checks that every loss was allowed, now or when `generated` was written.
 * @param renames what looks like a rename among them
 * @throws {StackError} naming the losses that are not, or a permission that nothing needs
 */
export function requirePermission(
  losses: readonly string[],
  allowed: readonly string[],
  generated: readonly MigrationFile[],
  renames: readonly string[],
): void {
  const needless = allowed.filter((name) => !losses.includes(name));
  if (needless.length > 0) {
    throw new StackError(
      `Nothing named ${needless.join(", ")} is lost`,
      losses.length > 0 ? `What is lost: ${losses.join(", ")}` : "Leave --allow-drop out.",
    );
  }
  const before = permissionsIn(generated);
  const refused = losses.filter((name) => !allowed.includes(name) && !before.includes(name));
  if (refused.length === 0) return;
  throw new StackError(
    ["This migration would lose what is stored:", ...refused, ...renames].join("\n  "),
    (renames.length > 0
      ? "What was only renamed is renamed by hand, in the file that `deno task db:migration NAME --before` begins. "
      : "") + `If it is meant: ${refused.map((name) => `--allow-drop='${name}'`).join(" ")}`,
  );
}
