/** Time as a dependency, so that tests need not wait for it. */
import { delay } from "@std/async/delay";

/** What time it is, and waiting. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Waits `ms` milliseconds. Rejects with the signal's reason when it is aborted meanwhile. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, signal === undefined ? {} : { signal }),
};
