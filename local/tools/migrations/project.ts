/** Where a project keeps its database: the schemas that people edit, and the log made from them. */
import { join } from "@std/path";

/** The folders of one project; tests work on copies. */
export interface Project {
  /** `NN_chapter/NN_room.sql`: the database as it should be. */
  readonly schemas: string;
  /** `<version>_name.sql`: how a database gets there. */
  readonly migrations: string;
  /** Which files of `migrations` each release froze. */
  readonly releases: string;
}

/** The project under `folder`, which is named supabase/ in the repository. */
export function projectAt(folder: string): Project {
  return {
    schemas: join(folder, "schemas"),
    migrations: join(folder, "migrations"),
    releases: join(folder, "releases.json"),
  };
}
