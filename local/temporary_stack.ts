/** A stack for one test or one demo: its own data, a free port, nothing left behind. */
import { applySeed } from "./supabase/database/seed.ts";
import { openPgliteCopy, openPostgres } from "./supabase/database/connect.ts";
import { createPostgresFromTemplate, pgliteTemplate } from "./supabase/database/template.ts";
import { type Stack, startStack } from "./stack.ts";

/** Starts it, on DATABASE_URL's server when that is set; with `seed`, filled with the demo data. */
export async function startTemporaryStack(
  options: { seed?: boolean; log?: (line: string) => void } = {},
): Promise<Stack> {
  const folder = await Deno.makeTempDir({ prefix: "estate-" });
  const server = Deno.env.get("DATABASE_URL");
  const temporary = server === undefined ? undefined : await createPostgresFromTemplate(server);
  const stack = await startStack({
    folder,
    open: async () =>
      temporary === undefined
        ? await openPgliteCopy(await pgliteTemplate())
        : openPostgres(temporary.url),
    port: 0,
    onReady: async (database) => {
      if (options.seed) await applySeed(database);
    },
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  return {
    ...stack,
    async close() {
      await stack.close();
      await temporary?.drop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
