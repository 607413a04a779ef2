/** Runs `process.ts` and kills it where asked. */
import { fromFileUrl } from "@std/path";

/** When to kill: so many milliseconds after the process printed the step. */
export interface Moment {
  /** The beginning of a line it prints; without such a line it is killed when it is ready. */
  readonly step: string;
  readonly afterMs: number;
}

/** What a process printed before it ended, and how it ended. */
export interface Run {
  readonly lines: readonly string[];
  readonly killed: boolean;
}

const program = fromFileUrl(new URL("./process.ts", import.meta.url));
const longestMs = 120_000;

/** A starting process that runs. */
export class Starting {
  readonly lines: string[] = [];
  private readonly child: Deno.ChildProcess;
  private readonly output: Promise<void>;
  private killed = false;
  private heard = () => {};

  /** `args`: what to do and on which folder, as process.ts says. */
  constructor(args: readonly string[], env: Record<string, string> = {}) {
    this.child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "--no-check", program, ...args],
      env,
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.output = this.readLines();
  }

  private async readLines(): Promise<void> {
    let rest = "";
    for await (const text of this.child.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      this.lines.push(...lines);
      this.heard();
    }
  }

  /** The first line that starts with one of `starts`; undefined when the process ends before. One at a time. */
  async line(...starts: string[]): Promise<string | undefined> {
    const found = () => this.lines.find((line) => starts.some((start) => line.startsWith(start)));
    const ended = this.output.then(() => true);
    while (found() === undefined) {
      const heard = new Promise<boolean>((resolve) => this.heard = () => resolve(false));
      if (await Promise.race([ended, heard])) break;
    }
    return found();
  }

  /** Ends it at once, as a power button would. */
  kill(): void {
    this.killed = true;
    try {
      this.child.kill("SIGKILL");
    } catch (error) {
      // It ended by itself a moment ago.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** Waits until it has ended; kills it after `patienceMs`. */
  async end(patienceMs = longestMs): Promise<Run> {
    const impatient = setTimeout(() => this.kill(), patienceMs);
    await this.output;
    const { success } = await this.child.status;
    clearTimeout(impatient);
    return { lines: this.lines, killed: this.killed && !success };
  }
}

/** Starts it with `args` and kills it at `moment`, if it has not ended by then. */
export async function killAt(
  moment: Moment,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Run> {
  const starting = new Starting(args, env);
  await starting.line(moment.step, "ready ");
  const timer = setTimeout(() => starting.kill(), moment.afterMs);
  const run = await starting.end();
  clearTimeout(timer);
  return run;
}

/** Random moments, the same for the same seed; each step with the longest time it is worth waiting after it. */
export function randomMoments(
  seed: number,
  steps: readonly (readonly [step: string, longestMs: number])[],
): Moment[] {
  const next = () => {
    // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return steps.map(([step, longest]) => ({ step, afterMs: Math.round(next() * longest) }));
}
