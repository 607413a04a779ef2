/** Sends attempts, many of them of each operation, and tells the least of those that show a fault. */
import fc from "fast-check";
import type { Attempt } from "./attempts.ts";
import { type Answer, faultsOf, type Manner } from "./judge.ts";

/** What is probed. */
export interface Target {
  send(attempt: Attempt, signal: AbortSignal): Promise<Response>;
  /** What was written since it was asked last. */
  written(): Promise<readonly string[]>;
  /** Waits until nothing goes on that an earlier attempt set off. */
  settle(): Promise<void>;
}

/** How much. */
export interface Effort {
  readonly runs: number;
  readonly seed: number;
  /** For how long an answer may be waited for. */
  readonly patienceMs: number;
}

/** How attempts went. */
export class Probe {
  sent = 0;
  refused = 0;

  constructor(readonly target: Target, readonly effort: Effort) {}

  /** What is wrong with one attempt. */
  async faults(attempt: Attempt, manner: Manner): Promise<string[]> {
    const answer = await this.#answer(attempt);
    if (typeof answer === "string") return [answer];
    const faults = faultsOf(attempt, answer, manner);
    const written = await this.target.written();
    if (answer.status >= 400) {
      this.refused += 1;
      if (written.length > 0) {
        // What an earlier one set off may have come to its end meanwhile: it is this one if it does so again.
        const left = await this.#leftAgain(attempt);
        if (left.length > 0) faults.push(`it is refused and wrote to ${left.join(", ")}`);
      }
    }
    return faults.map((fault) => `${fault}: ${answer.status} ${answer.text.slice(0, 300)}`);
  }

  /** The least attempt with a fault, in words; undefined: there is none. */
  async find(attempts: fc.Arbitrary<Attempt>, manner: Manner): Promise<string | undefined> {
    const details = await fc.check(
      fc.asyncProperty(attempts, async (attempt) => {
        const faults = await this.faults(attempt, manner);
        if (faults.length > 0) throw new Error(faults.join("\n  "));
      }),
      { seed: this.effort.seed, numRuns: this.effort.runs, interruptAfterTimeLimit: 600_000 },
    );
    if (!details.failed) return undefined;
    const attempt = details.counterexample?.[0];
    return `${attempt === undefined ? "" : inWords(attempt)}\n  ${
      (details.errorInstance as Error | undefined)?.message
    }`;
  }

  /** What an attempt that is refused writes each time that it is sent. */
  async #leftAgain(attempt: Attempt): Promise<readonly string[]> {
    let each: readonly string[] | undefined;
    for (let time = 0; time < 3 && each?.length !== 0; time++) {
      await this.target.settle();
      await this.target.written();
      const again = await this.#answer(attempt);
      if (typeof again === "string" || again.status < 400) return [];
      const left = await this.target.written();
      each = left.filter((name) => each?.includes(name) ?? true);
    }
    return each ?? [];
  }

  async #answer(attempt: Attempt): Promise<Answer | string> {
    this.sent += 1;
    try {
      const response = await this.target.send(attempt, AbortSignal.timeout(this.effort.patienceMs));
      return {
        status: response.status,
        type: response.headers.get("content-type") ?? "",
        text: await response.text(),
      };
    } catch (error) {
      return error instanceof DOMException && error.name === "TimeoutError"
        ? `it hangs for ${this.effort.patienceMs} ms`
        : `it breaks off: ${error}`;
    }
  }
}

function inWords({ who, method, path, headers, body, mistake }: Attempt): string {
  const said = body === undefined ? "" : typeof body === "string" ? body : `bytes ${[...body]}`;
  return `${method} ${path.slice(0, 300)} by ${who}, ${mistake ?? "as described"}${
    Object.keys(headers).length > 0 ? ` ${JSON.stringify(headers)}` : ""
  } ${said.slice(0, 300)}`;
}
