/** A fresh migrated database for a test: PGlite, or on DATABASE_URL's server when that is set. */
import {
  type OpenDatabase,
  openPglite,
  openPostgres,
} from "../../local/supabase/database/connect.ts";
import {
  copyPgliteTemplate,
  createPostgresFromTemplate,
} from "../../local/supabase/database/template.ts";

/** The database under test. */
export interface TestDatabase {
  readonly database: OpenDatabase;
  /** Closes and deletes it. */
  close(): Promise<void>;
}

/** Opens a database of its own for the calling test. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = Deno.env.get("DATABASE_URL");
  if (server !== undefined) {
    const temporary = await createPostgresFromTemplate(server);
    const database = openPostgres(temporary.url, 60);
    return {
      database,
      async close() {
        await database.close();
        await temporary.drop();
      },
    };
  }
  const folder = await Deno.makeTempDir({ prefix: "estate-test-" });
  await copyPgliteTemplate(`${folder}/db`);
  const database = await openPglite(`${folder}/db`);
  return {
    database,
    async close() {
      await database.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
