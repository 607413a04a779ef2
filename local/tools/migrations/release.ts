/** Freezes what is pending under the name of a release. */
import { readReleases, splitByRelease } from "../../supabase/database/releases.ts";
import { check } from "./check.ts";
import { readMigrationFiles } from "./migration_files.ts";
import type { Project } from "./project.ts";
import { freezeState } from "./released_state.ts";
import { requireNewer, withRelease, writeReleases } from "./releases.ts";

/**
 * Checks the project and freezes its open migrations as release `name`.
 * @returns the files that are frozen from now on
 * @throws {StackError} when the check fails or the name is no newer version
 */
export async function release(
  project: Project,
  serverUrl: string,
  name: string,
): Promise<readonly string[]> {
  await check(project, serverUrl);
  return await freeze(project, name);
}

/**
 * Freezes the open migrations as they are, together with what a test needs to make a database of this release
 * again. Unchecked: for people there is `release`.
 */
export async function freeze(project: Project, name: string): Promise<readonly string[]> {
  const releases = await readReleases(project.releases);
  requireNewer(releases, name);
  const { open } = await splitByRelease(releases, await readMigrationFiles(project.migrations));
  const state = await freezeState(project, releases, name);
  await writeReleases(project.releases, await withRelease(releases, name, open, state));
  return open.map((it) => it.file);
}
