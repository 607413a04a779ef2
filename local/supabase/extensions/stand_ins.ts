/** Keeps the stand-ins running that work by themselves: the clock of pg_cron and the sender of pg_net. */
import type { OpenDatabase } from "../database/connect.ts";
import { startCron } from "./cron.ts";
import { installExtensions } from "./install.ts";
import { startNet } from "./net.ts";
import { type Stop, walkTime } from "./walk_time.ts";

/** The stand-ins at work. */
export interface StandIns {
  /**
   * Moves the database's time by `ms` and runs its schedules on the way, telling of each stop; not there where that
   * time is not ours to move, or the server runs the schedules itself.
   */
  readonly walk?: (ms: number, onStop: (stop: Stop) => void) => Promise<void>;
  stop(): Promise<void>;
}

/** Starts those that stand in for an extension the server lacks. */
export async function runStandIns(
  database: OpenDatabase,
  log: (line: string) => void,
): Promise<StandIns> {
  const provided = await installExtensions(database);
  const { advance, now } = database.clock;
  const start = () => startCron(database, { log, now });
  let clock = provided.cron === "stand-in" ? start() : undefined;
  const sender = provided.net === "stand-in" ? await startNet(database, { log }) : undefined;
  let stopped = false;
  return {
    ...(clock === undefined || advance === undefined ? {} : {
      async walk(ms, onStop) {
        // Its own beat would run some of the schedules beside the walk.
        await clock?.stop();
        try {
          await walkTime({
            database,
            ms,
            onStop,
            advance,
            settle: async () => await sender?.settle(),
            goesOn: () => !stopped,
          });
        } finally {
          if (!stopped) clock = start();
        }
      },
    }),
    async stop() {
      stopped = true;
      await sender?.stop();
      await clock?.stop();
    },
  };
}
