/** A stack for one test or one demo: its own data, a free port, nothing left behind. */
import { demoDatabase } from "./demo_database.ts";
import { migratedDatabase } from "./supabase/database/template.ts";
import { openTemporaryDatabase } from "./supabase/database/temporary.ts";
import { type Stack, type StackOptions, startStack } from "./stack.ts";

/** How to start it. */
export interface TemporaryStackOptions
  extends
    Pick<StackOptions, "onReady" | "log" | "confirmEmail" | "media" | "web" | "functionSettings"> {
  /** Fills it with the demo data. */
  readonly seed?: boolean;
}

/** Starts it, on DATABASE_URL's server when that is set. */
export async function startTemporaryStack(options: TemporaryStackOptions = {}): Promise<Stack> {
  const folder = await Deno.makeTempDir({ prefix: "estate-" });
  const database = await openTemporaryDatabase(options.seed ? demoDatabase : migratedDatabase);
  await options.onReady?.(database);
  const stack = await startStack({
    folder,
    database,
    port: 0,
    media: options.media,
    web: options.web,
    ...(options.confirmEmail === undefined ? {} : { confirmEmail: options.confirmEmail }),
    ...(options.log === undefined ? {} : { log: options.log }),
    ...(options.functionSettings === undefined
      ? {}
      : { functionSettings: options.functionSettings }),
  });
  return {
    ...stack,
    async close() {
      await stack.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
