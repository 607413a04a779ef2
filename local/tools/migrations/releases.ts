/** Adds a release to supabase/releases.json. */
import { StackError } from "../../stack_error.ts";
import { digest } from "../../supabase/database/digest.ts";
import type { MigrationFile, Release, Releases } from "../../supabase/database/releases.ts";

/**
 * Checks the name of a new release.
 * @throws {StackError} when `name` is no version, or not a newer one
 */
export function requireNewer(releases: Releases, name: string): void {
  const wanted = parseVersion(name);
  const last = Object.keys(releases).at(-1);
  if (wanted !== undefined && (last === undefined || isNewer(wanted, parseVersion(last) ?? []))) {
    return;
  }
  throw new StackError(
    `Cannot release ${name}: a release is named like v0.1.0` +
      (last === undefined ? "" : `, and is newer than ${last}`),
    "Choose another version.",
  );
}

/** The list with release `name` added, which freezes `open`. */
export async function withRelease(
  releases: Releases,
  name: string,
  open: readonly MigrationFile[],
  state: Pick<Release, "platform" | "seed">,
): Promise<Releases> {
  requireNewer(releases, name);
  const hashes = await Promise.all(
    open.map(async (it) => [it.file, await digest(it.sql)] as const),
  );
  return { ...releases, [name]: { migrations: Object.fromEntries(hashes), ...state } };
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
