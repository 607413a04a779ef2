/** A database for one test or one demo. */
import { type OpenDatabase, openPgliteCopy, openPostgres } from "./connect.ts";
import { pgliteTemplate } from "./pglite_template.ts";
import { createPostgresFromTemplate } from "./postgres_template.ts";
import type { Template } from "./template.ts";

/**
 * Opens a copy of `template`: in memory, or on DATABASE_URL's server when that is set, with at most `maxConnections`.
 * It is gone once closed.
 */
export async function openTemporaryDatabase(
  template: Template,
  maxConnections?: number,
): Promise<OpenDatabase> {
  const server = Deno.env.get("DATABASE_URL");
  if (server === undefined) return await openPgliteCopy(await pgliteTemplate(template));
  const temporary = await createPostgresFromTemplate(server, template);
  const database = openPostgres(temporary.url, maxConnections);
  return {
    ...database,
    async close() {
      await database.close();
      await temporary.drop();
    },
  };
}
