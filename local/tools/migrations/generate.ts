/** Writes supabase/migrations from supabase/schemas: the baseline before the first release, then what is pending. */
import { StackError } from "../../stack_error.ts";
import { applyMigrations } from "../../supabase/database/migrate.ts";
import { baselineOf } from "./baseline.ts";
import { compare } from "./comparison.ts";
import { authorOf, generatedFile } from "./generated.ts";
import { planCronJobs, planQueues, readCronJobs, readQueues } from "./jobs_and_queues.ts";
import {
  type MigrationFile,
  readMigrationFiles,
  replaceFiles,
  toMigration,
} from "./migration_files.ts";
import {
  beginning,
  nameOf,
  type Pending,
  requireName,
  requireOrder,
  sortPending,
} from "./pending.ts";
import { permissionNote, requirePermission } from "./permission.ts";
import { planSchema } from "./plan.ts";
import type { Project } from "./project.ts";
import { readReleases, splitByRelease } from "../../supabase/database/releases.ts";
import { loadSchemas, readSchemas } from "../../supabase/database/schemas.ts";
import { planRules } from "./rule_changes.ts";
import { readRuleTables } from "./rule_rows.ts";
import { type TemporaryDatabase, withTemporaryDatabases } from "./temporary_databases.ts";
import { requireFilledColumns } from "./unfilled_columns.ts";
import { planViewComments, readViewComments } from "./view_comments.ts";

/** What a person asks for. */
export interface Wish {
  /** Name of the pending migration; by default the one that it has. */
  readonly name?: string;
  /** What may be lost, by the names of `Report.losses`. */
  readonly allowed?: readonly string[];
  /** Gives a new pending migration its version. */
  readonly now?: Date;
}

/** What was written, and what it will do. Files without their folder. */
export interface Report {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** What is lost, with permission: tables, columns, types, queues, buckets … */
  readonly losses: readonly string[];
  /** What else is dropped. */
  readonly drops: readonly string[];
  /** Rule rows that are deleted. */
  readonly deletedRules: readonly string[];
  /** Statements that fail unless the rows that exist comply. */
  readonly demands: readonly string[];
}

type Change = Omit<Report, "written" | "removed"> & {
  readonly values: readonly string[];
  readonly statements: readonly string[];
  readonly renames: readonly string[];
};

const nothing = { losses: [], drops: [], deletedRules: [], demands: [] };

/**
 * Generates the migrations anew.
 * @param serverUrl a PostgreSQL server for temporary databases; not needed before the first release
 * @throws {StackError} when a frozen file changed, data would be lost without permission, or the planned
 *   statements do not lead to the schemas; then nothing is written
 */
export async function generate(
  project: Project,
  serverUrl: string | undefined,
  wish: Wish = {},
): Promise<Report> {
  const releases = await readReleases(project.releases);
  const { frozen, open } = await splitByRelease(
    releases,
    await readMigrationFiles(project.migrations),
  );
  const rooms = await readSchemas(project.schemas);
  if (Object.keys(releases).length === 0) {
    await requireGenerated(open);
    const baseline = await baselineOf(rooms);
    return { ...nothing, ...await replaceFiles(project.migrations, open, baseline) };
  }
  if (serverUrl === undefined) {
    throw new StackError(
      "Cannot plan a migration without a PostgreSQL server",
      "Set DATABASE_URL; temporary databases are made on its server, its own is not touched.",
    );
  }
  const pending = await sortPending(open);
  return await withTemporaryDatabases(serverUrl, async (make) => {
    const loaded = await make();
    await loadSchemas(loaded, rooms, []);
    const change = await planChange(await make(), [...frozen, ...pending.before], loaded);
    const { losses, renames } = change;
    requirePermission(losses, wish.allowed ?? [], pending.generated, renames);
    const generated = await filesOf(change, pending, frozen, wish);
    requireOrder({ ...pending, generated }, frozen);

    const all = [...frozen, ...pending.before, ...generated, ...pending.after];
    const left = await compare(await make(), all, loaded);
    if (left.length > 0) {
      throw new StackError(
        `The planned migration does not lead to the schemas:\n  ${left.join("\n  ")}`,
        "Write what is missing by hand: `deno task db:migration NAME --before` begins a file for it.",
      );
    }
    const { drops, deletedRules, demands } = change;
    const files = await replaceFiles(project.migrations, pending.generated, generated);
    return { ...files, losses, drops, deletedRules, demands };
  });
}

/** Before the first release the schemas are all that people write. */
async function requireGenerated(files: readonly MigrationFile[]): Promise<void> {
  for (const it of files) {
    if (await authorOf(it.sql) !== "person") continue;
    throw new StackError(
      `${it.file} was not generated`,
      "Before the first release nothing is migrated by hand: move what it does into supabase/schemas, and delete it.",
    );
  }
}

/** The generated files of a change: none, one, or two when there are new enum values. */
async function filesOf(
  change: Change,
  pending: Pending,
  frozen: readonly MigrationFile[],
  wish: Wish,
): Promise<MigrationFile[]> {
  if (change.values.length + change.statements.length === 0) return [];
  const name = requireName(wish.name ?? nameOf(pending));
  const time = beginning(pending, frozen, wish.now ?? new Date());
  const text = (statements: readonly string[]) => statements.map((it) => `${it};`).join("\n\n");
  const files: MigrationFile[] = [];
  if (change.values.length > 0) {
    files.push({
      file: `${time}1_${name}_values.sql`,
      sql: await generatedFile(text(change.values)),
    });
  }
  if (change.statements.length > 0) {
    const notes = change.losses.map(permissionNote);
    files.push({
      file: `${time}2_${name}.sql`,
      sql: await generatedFile(text(change.statements), notes),
    });
  }
  return files;
}

/** Plans what `loaded` has beyond `files`; `present` is used up. */
async function planChange(
  present: TemporaryDatabase,
  files: readonly MigrationFile[],
  loaded: TemporaryDatabase,
): Promise<Change> {
  await applyMigrations(present, files.map(toMigration));
  await requireFilledColumns(present, loaded);
  // Queues are tables: made first, they are no difference to the plan of the schema.
  const queues = planQueues(await readQueues(present), await readQueues(loaded));
  await run(present, queues.statements);
  const schema = await planSchema(present, loaded);
  for (const value of schema.values) await run(present, [value]);
  await run(present, schema.statements);
  const comments = planViewComments(
    await readViewComments(present),
    await readViewComments(loaded),
  );
  // Rows are compared when the tables are the same: what a new column's default gave them is known then.
  const rules = planRules(await readRuleTables(present), await readRuleTables(loaded));
  const jobs = planCronJobs(await readCronJobs(present), await readCronJobs(loaded));
  return {
    values: schema.values,
    statements: [
      ...queues.statements,
      ...schema.statements,
      ...comments,
      ...rules.statements,
      ...jobs,
    ],
    losses: [
      ...queues.losses,
      ...schema.losses,
      ...rules.deleted.filter(isBucket).map((it) => it.replace(/^storage\.buckets /, "bucket:")),
    ],
    drops: schema.drops,
    renames: schema.renames,
    deletedRules: rules.deleted.filter((it) => !isBucket(it)),
    demands: schema.demands,
  };
}

const isBucket = (rule: string) => rule.startsWith("storage.buckets ");

async function run(database: TemporaryDatabase, statements: readonly string[]): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.exec("set local check_function_bodies = off");
    for (const statement of statements) {
      await tx.exec(statement).catch((cause) => {
        throw new StackError(
          `A planned statement fails: ${
            cause instanceof Error ? cause.message : cause
          }\n${statement}`,
          "Write this step by hand: `deno task db:migration NAME --before` begins a file for it.",
          { cause },
        );
      });
    }
  });
}
