/** Keeps the stand-ins running that work by themselves: the clock of pg_cron and the sender of pg_net. */
import type { Database } from "../database/database.ts";
import { startCron } from "./cron.ts";
import { installExtensions } from "./install.ts";
import { startNet } from "./net.ts";

/** Starts those that stand in for an extension the server lacks; the returned function stops them. */
export async function runStandIns(
  database: Database,
  log: (line: string) => void,
): Promise<() => Promise<void>> {
  const provided = await installExtensions(database);
  const clock = provided.cron === "stand-in" ? startCron(database, { log }) : undefined;
  const sender = provided.net === "stand-in" ? await startNet(database, { log }) : undefined;
  return async () => {
    await sender?.stop();
    await clock?.stop();
  };
}
