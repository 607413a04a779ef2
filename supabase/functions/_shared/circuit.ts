/** Circuit breakers whose state all isolates share through the database. */
import { Problem } from "./problem.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** Guards calls to one host. */
export interface Circuit {
  /** @throws {Problem} upstream.circuit_open with Retry-After, while calling makes no sense */
  enter(): Promise<void>;
  /** Reports what came of a call. */
  leave(succeeded: boolean): Promise<void>;
}

interface Decision {
  decision: "call" | "probe" | "refuse";
  retry_after_s: number;
}

/** How long a closed circuit is believed without asking again. */
const believedMs = 2000;

/**
 * The circuit of a host. A closed one costs no round trip most of the time: its state is read at most
 * every two seconds, successes are counted here and sent along with the next failure or read.
 */
export function createCircuit(
  database: ServiceDatabase,
  host: string,
  now: () => number = Date.now,
): Circuit {
  let believedUntil = 0;
  let successes = 0;
  let probing = false;

  const report = async (newSuccesses: number, newFailures: number) => {
    const state = await database.call<string>("report_circuit", {
      name: host,
      new_successes: newSuccesses,
      new_failures: newFailures,
    });
    if (state !== "closed") believedUntil = 0;
  };
  return {
    async enter() {
      if (now() < believedUntil) return;
      const [decided] = await database.call<Decision[]>("check_circuit", { name: host });
      if (decided?.decision === "refuse") {
        throw Problem.of("upstream.circuit_open", { retryAfterSeconds: decided.retry_after_s });
      }
      probing = decided?.decision === "probe";
      if (probing) return;
      believedUntil = now() + believedMs;
      if (successes > 0) {
        const counted = successes;
        successes = 0;
        await report(counted, 0);
      }
    },
    async leave(succeeded) {
      if (succeeded && !probing) {
        successes += 1;
        return;
      }
      const counted = succeeded ? 1 : successes;
      successes = 0;
      await report(counted, succeeded ? 0 : 1);
    },
  };
}
