/** Freezes what is pending under the name of a release. */
import { check } from "./check.ts";
import type { Project } from "./project.ts";
import { withRelease, writeReleases } from "./releases.ts";

/**
 * Checks the project and freezes its open migrations as `release`.
 * @returns the files that are frozen from now on
 * @throws {StackError} when the check fails or the name is no newer version
 */
export async function release(
  project: Project,
  serverUrl: string,
  name: string,
): Promise<readonly string[]> {
  const { releases, open } = await check(project, serverUrl);
  await writeReleases(project.releases, await withRelease(releases, name, open));
  return open.map((it) => it.file);
}
