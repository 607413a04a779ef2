/** Where a project keeps its database: the schemas that people edit, and the log made from them. */
import { join } from "@std/path";

/** The folders of one project; tests work on copies. */
export interface Project {
  /** supabase/ itself. */
  readonly folder: string;
  /** `NN_chapter/NN_room.sql`: the database as it should be. */
  readonly schemas: string;
  /** `<version>_name.sql`: how a database gets there. */
  readonly migrations: string;
  /** The demo data. */
  readonly seed: string;
  /** What each release froze. */
  readonly releases: string;
  /** What a database of each release is made of, but for its migrations: for tests only. */
  readonly releasedStates: string;
}

/** The project whose root is `folder`. */
export function projectAt(folder: string): Project {
  return {
    folder: join(folder, "supabase"),
    schemas: join(folder, "supabase", "schemas"),
    migrations: join(folder, "supabase", "migrations"),
    seed: join(folder, "supabase", "seed.sql"),
    releases: join(folder, "supabase", "releases.json"),
    releasedStates: join(folder, "tests", "releases"),
  };
}
