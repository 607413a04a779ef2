/** What releases froze: databases of users have run it, so it never changes again. */
import { StackError } from "../../stack_error.ts";
import { digest } from "./digest.ts";

/** A migration by its file name. */
export interface MigrationFile {
  /** `<version>_name.sql`, without a folder. */
  readonly file: string;
  readonly sql: string;
}

/** A file that a release froze, and its SHA-256. */
export interface FrozenFile {
  readonly file: string;
  readonly sha256: string;
}

/** What one release froze. */
export interface Release {
  /** Its migrations by file name, with their SHA-256. Those of older releases come before them. */
  readonly migrations: Readonly<Record<string, string>>;
  /** In tests/releases: what made an empty database a Supabase project's before these migrations. */
  readonly platform: FrozenFile;
  /** In tests/releases: supabase/seed.sql as it was. */
  readonly seed: FrozenFile;
}

/** The releases by name, oldest first. */
export type Releases = Readonly<Record<string, Release>>;

/** Reads the list; there is none before the first release. */
export async function readReleases(path: string): Promise<Releases> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as Releases;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    if (!(error instanceof SyntaxError)) throw error;
    throw new StackError(`${path} is not JSON: ${error.message}`, "Restore it.", { cause: error });
  }
}

/**
 * Splits `files` into those that a release froze and the others.
 * @throws {StackError} naming each frozen file that is gone or is not what it was
 */
export async function splitByRelease(
  releases: Releases,
  files: readonly MigrationFile[],
): Promise<{ frozen: MigrationFile[]; open: MigrationFile[] }> {
  const problems: string[] = [];
  const frozen: MigrationFile[] = [];
  for (const [release, { migrations }] of Object.entries(releases)) {
    for (const [file, hash] of Object.entries(migrations)) {
      const found = files.find((it) => it.file === file);
      if (found === undefined) problems.push(`${file} of release ${release} is missing`);
      else if (await digest(found.sql) !== hash) {
        problems.push(`${file} has changed since release ${release} froze it`);
      } else frozen.push(found);
    }
  }
  if (problems.length > 0) {
    throw new StackError(
      problems.join("\n"),
      "Databases have run these migrations as they were: restore them, and make the change in supabase/schemas.",
    );
  }
  return { frozen, open: files.filter((it) => !frozen.includes(it)) };
}
