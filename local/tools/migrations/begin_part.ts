/** Begins a file of the pending migration that a person writes. */
import { join } from "@std/path";
import { StackError } from "../../stack_error.ts";
import { readMigrationFiles } from "./migration_files.ts";
import { beginning, type Part, requireName, sortPending } from "./pending.ts";
import type { Project } from "./project.ts";
import { readReleases, splitByRelease } from "../../supabase/database/releases.ts";

const head: Readonly<Record<Part, string>> = {
  before:
    "-- Runs before the generated part of this migration, which is planned as if this had been done already.\n",
  after:
    "-- Runs after the generated part of this migration. Changes rows, and nothing of the schema.\n",
};

/**
 * Writes the empty file, with the version that puts it where it belongs.
 * @returns its name
 * @throws {StackError} before the first release, or when there is such a file
 */
export async function beginPart(
  project: Project,
  part: Part,
  name: string | undefined,
  now: Date = new Date(),
): Promise<string> {
  const releases = await readReleases(project.releases);
  if (Object.keys(releases).length === 0) {
    throw new StackError(
      "Nothing is released yet, so that no database has to be brought forward",
      "Make the change in supabase/schemas alone.",
    );
  }
  const { frozen, open } = await splitByRelease(
    releases,
    await readMigrationFiles(project.migrations),
  );
  const pending = await sortPending(open);
  const time = beginning(pending, frozen, now);
  const file = `${time}${part === "before" ? 0 : 9}_${requireName(name)}_${part}.sql`;
  const options = { createNew: true };
  await Deno.writeTextFile(join(project.migrations, file), head[part], options).catch((cause) => {
    if (!(cause instanceof Deno.errors.AlreadyExists)) throw cause;
    throw new StackError(`${file} exists already`, "Write into that file.", { cause });
  });
  return file;
}
