/** Whether supabase/migrations is what supabase/schemas says, and what was released is as it was. */
import { StackError } from "../../stack_error.ts";
import { baselineOf } from "./baseline.ts";
import { compare } from "./comparison.ts";
import { authorOf } from "./generated.ts";
import { type MigrationFile, readMigrationFiles } from "./migration_files.ts";
import { requireOrder, sortPending } from "./pending.ts";
import type { Project } from "./project.ts";
import { readReleases, type Releases, splitByRelease } from "../../supabase/database/releases.ts";
import { loadSchemas, readSchemas, type Room } from "../../supabase/database/schemas.ts";
import { withTemporaryDatabases } from "./temporary_databases.ts";

/** A project whose migrations are in order. */
export interface Checked {
  readonly releases: Releases;
  /** What no release has frozen. */
  readonly open: readonly MigrationFile[];
}

/**
 * Checks frozen files, generated files and, on temporary databases, that migrations and schemas make the same.
 * @throws {StackError} naming what is not as it should be
 */
export async function check(project: Project, serverUrl: string): Promise<Checked> {
  const releases = await readReleases(project.releases);
  const files = await readMigrationFiles(project.migrations);
  const { frozen, open } = await splitByRelease(releases, files);
  const rooms = await readSchemas(project.schemas);
  if (Object.keys(releases).length === 0) await requireBaseline(open, rooms);
  else {
    const pending = await sortPending(open);
    requireOrder(pending, frozen);
    for (const it of pending.generated) {
      if (await authorOf(it.sql) === "both") {
        throw new StackError(`${it.file} was generated and then changed by hand`, remedy);
      }
    }
  }
  const left = await withTemporaryDatabases(serverUrl, async (make) => {
    const loaded = await make();
    await loadSchemas(loaded, rooms, []);
    return await compare(await make(), files, loaded);
  });
  if (left.length > 0) {
    throw new StackError(
      `The migrations do not lead to the schemas:\n  ${left.join("\n  ")}`,
      remedy,
    );
  }
  return { releases, open };
}

const remedy = "Generate the migrations anew: deno task db:migration";

async function requireBaseline(
  files: readonly MigrationFile[],
  rooms: readonly Room[],
): Promise<void> {
  const wanted = await baselineOf(rooms);
  const stale = [...wanted, ...files].map((it) => it.file).filter((file) =>
    wanted.find((it) => it.file === file)?.sql !== files.find((it) => it.file === file)?.sql
  );
  if (stale.length === 0) return;
  throw new StackError(`Not as the schemas say: ${[...new Set(stale)].join(", ")}`, remedy);
}
