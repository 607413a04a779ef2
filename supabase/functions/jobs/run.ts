/**
 * A run: asks what waits, does those kinds of work side by side, says what came of them and asks again, until nothing
 * waits or its time is over. Which of many calls that come at once runs, and when a run may end, the database says:
 * supabase/schemas/17_operations/12_work_runs.sql.
 */
import type { Log } from "../_shared/log.ts";
import { Problem } from "../_shared/problem.ts";
import type { JobsDeps } from "./deps.ts";
import { errorText } from "./error_text.ts";
import { type Work, works as everyKind } from "./work.ts";

/** How a run goes. */
export interface RunOptions {
  /** Whether the database woke us: where a run is under way already, that one sees to it. */
  readonly isWake?: boolean;
  /** The process that runs until `stop`, by its name; without it, it is one call, which has a bounded time. */
  readonly process?: { readonly name: string; readonly stop: AbortSignal };
  /** The kinds of work, in the order in which they are begun; those that are heavy in an order of chance. */
  readonly works?: readonly Work[];
  /** A number from 0 up to 1. */
  readonly chance?: () => number;
  /** For how long a call begins anything. */
  readonly budgetMs?: number;
  /** How long it looks away while something is done, and while nothing waits. */
  readonly lookMs?: number;
}

/** What a run did. */
export interface RunOutcome {
  /** How many things, by kind. A kind that broke off without having done any is not there. */
  readonly done: Record<string, number>;
  /** Kinds that broke off. */
  readonly failed: string[];
  /** Whether a run under way sees to what waits. */
  readonly joined: boolean;
}

/** What service.begin_work() and service.next_work() answer. */
interface Look {
  readonly kinds: readonly string[];
  readonly wakes: number;
  readonly run_id?: string | null;
  readonly ended?: boolean;
}

interface Result {
  readonly kind: string;
  readonly done: number;
  readonly error?: string;
}

/** Half a minute is what the database waits for an answer: what is under way then has ten seconds to end. */
const callMs = 20_000;
const defaultLookMs = 1_000;
/** A process looks at least so often: one that is silent for ten seconds counts as killed. */
const longestPauseMs = 4_000;
/** A process tries again what it tried in vain, and what broke off, after so long. */
const vainMs = 5_000;
const brokenMs = 30_000;
/** A database that does not answer so many times in a row ends a call; a process goes on asking. */
const mostMissed = 5;

/** Runs. @throws when the database cannot be asked */
export async function runWorks(
  deps: JobsDeps,
  log: Log,
  options: RunOptions = {},
): Promise<RunOutcome> {
  const { process, lookMs = defaultLookMs } = options;
  const works = heavyByChance(options.works ?? everyKind, options.chance ?? Math.random);
  const done = Object.fromEntries(works.map(({ name }) => [name, 0]));
  const failed = new Set<string>();
  const held_keys = deps.sealer.keyIds;
  const begun = await deps.database.call<Look | null>("begin_work", {
    worker: process?.name ?? "call",
    is_wake: options.isWake ?? false,
    held_keys,
  });
  if (begun === null || typeof begun.run_id !== "string") {
    return { done, failed: [], joined: true };
  }

  const over = new AbortController();
  const stop = () => over.abort();
  const timer = process === undefined ? setTimeout(stop, options.budgetMs ?? callMs) : undefined;
  process?.stop.addEventListener("abort", stop, { once: true });
  if (process?.stop.aborted) stop();

  const running = new Map<string, Promise<void>>();
  const untold: Result[] = [];
  /** What is not begun again before then: it was tried in vain, broke off, or is done once in a call. */
  const rest = new Map<string, number>();
  let heavyBegun = false;
  /** What was in hand at the last look, or begun since: that it waited then says nothing of now. */
  let taken = new Set<string>();

  const isLeft = (work: Work) => work.isHeavy === true && heavyBegun && process === undefined;
  const begin = (work: Work) => {
    if (work.isHeavy) heavyBegun = true;
    taken.add(work.name);
    const restFor = (ms: number) =>
      rest.set(work.name, process === undefined ? Infinity : Date.now() + ms);
    const task = async () => {
      try {
        const count = await work.run({ ...deps, over: over.signal }, log);
        done[work.name] = (done[work.name] ?? 0) + count;
        untold.push({ kind: work.name, done: count });
        if (count === 0 || work.isOnce) restFor(vainMs);
      } catch (error) {
        // What one kind of work meets must not keep the others waiting.
        log.error("job.failed", { name: work.name, error });
        failed.add(work.name);
        untold.push({
          kind: work.name,
          done: 0,
          error: errorText(error),
        });
        restFor(brokenMs);
      } finally {
        running.delete(work.name);
      }
    };
    running.set(work.name, task());
  };

  try {
    let look: Look = begun;
    let pauseMs = lookMs;
    for (let missed = 0;;) {
      if (!over.signal.aborted) {
        for (const work of works) {
          const waits = look.kinds.includes(work.name) &&
            !running.has(work.name);
          if (
            waits && !isLeft(work) && (rest.get(work.name) ?? 0) <= Date.now()
          ) begin(work);
        }
      }
      if (running.size > 0) {
        pauseMs = lookMs;
        // Asked again meanwhile: what is slow holds up nothing else.
        await firstOf([...running.values()], lookMs);
      } else if (process !== undefined && !over.signal.aborted) {
        await firstOf(
          [aborted(over.signal)],
          pauseMs * (0.75 + Math.random() / 2),
        );
        pauseMs = Math.min(longestPauseMs, pauseMs * 1.5);
      }
      const told = untold.splice(0);
      // What takes a processor's time is left to another call, which need not wait for the end of this one.
      const leaves = works.some((work) =>
        isLeft(work) && look.kinds.includes(work.name) && !taken.has(work.name)
      );
      taken = new Set(running.keys());
      try {
        const next = await deps.database.call<Look>("next_work", {
          run_id: begun.run_id,
          results: told,
          doing: [...running.keys()],
          seen_wakes: look.wakes,
          vain: process === undefined ? vainOf(look.kinds) : null,
          is_over: over.signal.aborted || leaves,
          held_keys,
        });
        missed = 0;
        if (next.ended) break;
        // Something new may be among what was tried in vain.
        if (next.wakes !== look.wakes) {
          for (const [name] of rest) {
            if (
              !failed.has(name) &&
              works.find((it) => it.name === name)?.isOnce !== true
            ) {
              rest.delete(name);
            }
          }
        }
        look = next;
      } catch (error) {
        if (error instanceof Problem && error.code !== "database.busy") {
          // What the database will not have it will not have next time either: the run goes on without it.
          if (told.length > 0) log.error("job.results_dropped", { results: told, error });
        } else {
          untold.unshift(...told);
        }
        missed += 1;
        log.warn("job.not_heard", { missed, error });
        if (
          process === undefined ? missed >= mostMissed : over.signal.aborted
        ) throw error;
        await firstOf(
          [aborted(over.signal)],
          Math.min(30_000, lookMs * 2 ** Math.min(missed, 5)),
        );
      }
    }
  } finally {
    stop();
    clearTimeout(timer);
    process?.stop.removeEventListener("abort", stop);
    await Promise.all(running.values());
  }
  for (const name of failed) if (done[name] === 0) delete done[name];
  return { done, failed: [...failed], joined: false };

  /** What is no reason to go on, nor to have another call made: tried, or no work of ours. */
  function vainOf(kinds: readonly string[]): string[] {
    const ours = new Set(works.map(({ name }) => name));
    return [...rest.keys(), ...kinds.filter((kind) => !ours.has(kind))];
  }
}

/**
 * The kinds with those that are heavy changed about by chance: of them a call does one, and none waits for ever behind
 * another that never has an end.
 */
function heavyByChance(works: readonly Work[], chance: () => number): readonly Work[] {
  const heavy = works.filter((work) => work.isHeavy === true);
  return works.map((work) =>
    work.isHeavy === true ? heavy.splice(Math.floor(chance() * heavy.length), 1)[0] ?? work : work
  );
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Waits for the first of them, at most so long. */
async function firstOf(
  these: readonly Promise<void>[],
  ms?: number,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = ms === undefined
    ? []
    : [new Promise<void>((resolve) => timer = setTimeout(resolve, ms))];
  try {
    await Promise.race([...these, ...late]);
  } finally {
    clearTimeout(timer);
  }
}
