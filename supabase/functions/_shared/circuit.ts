/** Circuit breakers whose state all isolates share through the database. */
import { type Clock, systemClock } from "./clock.ts";
import type { Log } from "./log.ts";
import { Problem } from "./problem.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** When a circuit opens and closes. */
export interface CircuitSettings {
  /** Part of the calls in the window that must fail. */
  readonly failureRate: number;
  /** With fewer calls in the window it never opens. */
  readonly minimumCalls: number;
  /** Length of the sliding window in seconds. */
  readonly windowSeconds: number;
  /** Seconds that an open circuit refuses everything. */
  readonly cooldownSeconds: number;
  /** Calls let through, over all isolates, in one round of probing. */
  readonly maxProbes: number;
  /** Seconds until a round whose probes never reported is over. */
  readonly probeTimeoutSeconds: number;
  /** Good probes of one round that close it; at most maxProbes. */
  readonly probesToClose: number;
}

/** Half of at least ten calls within a minute; half a minute of rest; two good probes of three. */
const defaultCircuitSettings: CircuitSettings = {
  failureRate: 0.5,
  minimumCalls: 10,
  windowSeconds: 60,
  cooldownSeconds: 30,
  maxProbes: 3,
  probeTimeoutSeconds: 30,
  probesToClose: 2,
};

/** A call that the circuit let through. */
export interface CircuitPass {
  /** Says what came of it. A call that was given up before the host could answer says nothing. */
  report(succeeded: boolean): Promise<void>;
}

/** Guards calls to one host. */
export interface Circuit {
  /** @throws {Problem} upstream.circuit_open with Retry-After, while calling makes no sense */
  enter(): Promise<CircuitPass>;
  /** Whether a call would be let through just now, without making one: what others may be offered. */
  admits(): Promise<boolean>;
}

/** What a circuit may be given. */
export interface CircuitOptions {
  readonly settings?: Partial<CircuitSettings>;
  readonly clock?: Pick<Clock, "now">;
  /** Hears when the database cannot be asked; calls then go through. */
  readonly log?: Log;
}

/** The name of the circuit that guards an address: its host and path, so that two services of one host have two. */
export function circuitName(address: string): string {
  const { host, pathname } = new URL(address);
  return host + pathname.replace(/\/+$/, "");
}

interface Decision {
  decision: "call" | "probe" | "refuse";
  retry_after_s: number;
  round: number | null;
}

/** How long an isolate believes what it last read. */
const believedMs = 2000;

/**
 * The circuit of a host. A closed one costs no round trip most of the time: its state is read at most
 * every two seconds; successes are counted here and sent along with the next read or failure. A database
 * that does not answer never keeps us from the provider.
 */
export function createCircuit(
  database: ServiceDatabase,
  host: string,
  options: CircuitOptions = {},
): Circuit {
  const settings = { ...defaultCircuitSettings, ...options.settings };
  if (settings.probesToClose > settings.maxProbes) {
    throw new RangeError(
      `Cannot guard ${host}: ${settings.probesToClose} good probes of ${settings.maxProbes} are impossible`,
    );
  }
  const { now } = options.clock ?? systemClock;
  let belief = { open: false, until: 0, refusedUntil: 0 };
  let successes = 0;

  const ask = async <Result>(name: string, parameters: Record<string, unknown>) => {
    try {
      return await database.call<Result>(name, { name: host, ...parameters });
    } catch (error) {
      options.log?.warn("circuit.unreachable", { host, error });
      return undefined;
    }
  };

  const send = async (newSuccesses: number, newFailures: number, round: number | null) => {
    const state = await ask<string>("report_circuit", {
      new_successes: newSuccesses,
      new_failures: newFailures,
      probe_round: round,
      minimum_calls: settings.minimumCalls,
      failure_rate: settings.failureRate,
      window_s: settings.windowSeconds,
      probes_to_close: settings.probesToClose,
    });
    if (state !== undefined && state !== "closed") {
      belief = { open: true, until: 0, refusedUntil: 0 };
    }
  };

  const ordinary: CircuitPass = {
    async report(succeeded) {
      if (succeeded) {
        successes += 1;
        return;
      }
      const counted = successes;
      successes = 0;
      await send(counted, 1, null);
    },
  };
  const probe = (round: number): CircuitPass => ({
    report: (succeeded) => send(succeeded ? 1 : 0, succeeded ? 0 : 1, round),
  });
  const refusal = (until: number) =>
    Problem.of("upstream.circuit_open", { retryAfterSeconds: Math.ceil((until - now()) / 1000) });

  return {
    async admits() {
      return await ask<boolean>("circuit_admits", { cooldown_s: settings.cooldownSeconds }) ?? true;
    },
    async enter() {
      if (now() < belief.until) {
        if (belief.open) throw refusal(belief.refusedUntil);
        return ordinary;
      }
      // While one caller asks, others of this isolate go on believing what was so a moment ago.
      if (!belief.open) belief = { ...belief, until: now() + believedMs };
      const [decided] = await ask<Decision[]>("check_circuit", {
        cooldown_s: settings.cooldownSeconds,
        max_probes: settings.maxProbes,
        probe_timeout_s: settings.probeTimeoutSeconds,
      }) ?? [];
      if (decided?.decision === "probe") {
        belief = { open: true, until: 0, refusedUntil: 0 };
        return probe(decided.round as number);
      }
      if (decided?.decision === "refuse") {
        const refusedUntil = now() + decided.retry_after_s * 1000;
        belief = { open: true, until: Math.min(refusedUntil, now() + believedMs), refusedUntil };
        throw refusal(refusedUntil);
      }
      belief = { open: false, until: now() + believedMs, refusedUntil: 0 };
      if (successes > 0) {
        const counted = successes;
        successes = 0;
        await send(counted, 0, null);
      }
      return ordinary;
    },
  };
}
