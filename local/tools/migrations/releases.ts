/** Which migrations a release froze: databases of users have run them, so they never change again. */
import { StackError } from "../../stack_error.ts";
import { digest } from "./generated.ts";
import type { MigrationFile } from "./migration_files.ts";

/** For each release, oldest first, the files that it froze with their SHA-256. */
export type Releases = Readonly<Record<string, Readonly<Record<string, string>>>>;

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
  for (const [release, hashes] of Object.entries(releases)) {
    for (const [file, hash] of Object.entries(hashes)) {
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

/**
 * The list with `release` added, which freezes `open`.
 * @throws {StackError} when `release` is no version, or not a newer one
 */
export async function withRelease(
  releases: Releases,
  release: string,
  open: readonly MigrationFile[],
): Promise<Releases> {
  const wanted = parseVersion(release);
  const last = Object.keys(releases).at(-1);
  if (wanted === undefined || (last !== undefined && !isNewer(wanted, parseVersion(last) ?? []))) {
    throw new StackError(
      `Cannot release ${release}: a release is named like v0.1.0` +
        (last === undefined ? "" : `, and is newer than ${last}`),
      "Choose another version.",
    );
  }
  const hashes = await Promise.all(
    open.map(async (it) => [it.file, await digest(it.sql)] as const),
  );
  return { ...releases, [release]: Object.fromEntries(hashes) };
}

/** Writes the list. */
export async function writeReleases(path: string, releases: Releases): Promise<void> {
  await Deno.writeTextFile(path, JSON.stringify(releases, null, 2) + "\n");
}

function parseVersion(release: string): number[] | undefined {
  return /^v(\d+)\.(\d+)\.(\d+)$/.exec(release)?.slice(1).map(Number);
}

function isNewer(version: readonly number[], than: readonly number[]): boolean {
  const at = version.findIndex((part, index) => part !== than[index]);
  return at >= 0 && (version[at] as number) > (than[at] ?? 0);
}
