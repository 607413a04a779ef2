/**
 * What a database of a release is made of besides its migrations: the platform before them and the demo data after
 * them, kept in tests/releases so that tests can make that database again and bring it up to date.
 */
import { join } from "@std/path";
import { StackError } from "../../stack_error.ts";
import { openPglite } from "../../supabase/database/connect.ts";
import type { Queryable } from "../../supabase/database/database.ts";
import { digest } from "../../supabase/database/digest.ts";
import { preparePlatform } from "../../supabase/database/prepare.ts";
import type { FrozenFile, Release, Releases } from "../../supabase/database/releases.ts";
import type { Project } from "./project.ts";

/** Its SQL. */
export interface ReleasedState {
  readonly platform: string;
  readonly seed: string;
}

type Part = keyof ReleasedState;

/** The same for every release that one process makes. */
let platform: Promise<string> | undefined;

/** Keeps today's platform and seed for release `name`, unless the release before it has the same. */
export async function freezeState(
  project: Project,
  releases: Releases,
  name: string,
): Promise<Pick<Release, Part>> {
  const last = Object.values(releases).at(-1);
  const keep = async (part: Part, sql: string): Promise<FrozenFile> => {
    const sha256 = await digest(sql);
    if (last?.[part].sha256 === sha256) return last[part];
    const file = `${name}_${part}.sql`;
    await Deno.mkdir(project.releasedStates, { recursive: true });
    await Deno.writeTextFile(join(project.releasedStates, file), sql);
    return { file, sha256 };
  };
  return {
    platform: await keep("platform", await (platform ??= platformText())),
    seed: await keep("seed", await Deno.readTextFile(project.seed)),
  };
}

/**
 * Reads what `freezeState` kept.
 * @throws {StackError} naming a file that is not as it was
 */
export async function readReleasedState(
  project: Project,
  release: Release,
): Promise<ReleasedState> {
  const read = async ({ file, sha256 }: FrozenFile): Promise<string> => {
    const sql = await Deno.readTextFile(join(project.releasedStates, file));
    if (await digest(sql) === sha256) return sql;
    throw new StackError(
      `tests/releases/${file} is not what the release froze`,
      "Restore it: it says what databases of that release are like.",
    );
  };
  return { platform: await read(release.platform), seed: await read(release.seed) };
}

/**
 * All that is run on an empty embedded database before its migrations, noted while it runs: no stand-in is
 * forgotten here.
 */
async function platformText(): Promise<string> {
  const texts: string[] = [];
  const noting = (inner: Queryable): Queryable => ({
    query: inner.query,
    async exec(sql) {
      await inner.exec(sql);
      texts.push(sql.trim());
    },
  });
  const database = await openPglite();
  try {
    await preparePlatform({
      ...database,
      ...noting(database),
      transaction: (work) => database.transaction((tx) => work(noting(tx))),
    });
  } finally {
    await database.close();
  }
  return texts.join("\n;\n\n");
}
