/** How a run goes, over a database that holds what waits and lets runs begin and end as the real one does. */
import { assert, assertEquals } from "@std/assert";
import { delay } from "@std/async/delay";
import { createSealer } from "../_shared/sealed.ts";
import type { Log } from "../_shared/log.ts";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import type { JobsDeps } from "./deps.ts";
import { type RunOptions, runWorks } from "./run.ts";
import type { Work } from "./work.ts";

/** What waits by kind, and what was asked. */
function queues(waiting: Record<string, number>) {
  const state = {
    wakes: 0,
    woken: 0,
    looks: 0,
    ended: false,
    told: [] as unknown[],
  };
  const kinds = () => Object.keys(waiting).filter((kind) => (waiting[kind] ?? 0) > 0);
  const database = fakeDatabase({
    begin_work: () => ({ run_id: "r1", kinds: kinds(), wakes: 0 }),
    next_work: (p) => {
      state.looks += 1;
      state.told.push(...p.results as unknown[]);
      const vain = p.vain as string[] | null;
      const rest = kinds().filter((kind) => vain?.includes(kind) !== true);
      state.ended = (p.doing as string[]).length === 0 &&
        (p.is_over === true ||
          vain !== null && p.seen_wakes === state.wakes && rest.length === 0);
      if (state.ended && p.is_over === true && rest.length > 0) {
        state.woken += 1;
      }
      return { kinds: kinds(), wakes: state.wakes, ended: state.ended };
    },
  });
  const deps = {
    database,
    sealer: createSealer([testKey]),
    log: silentLog,
  } as unknown as JobsDeps;
  const run = (works: readonly Work[], options: RunOptions = {}) =>
    runWorks(deps, silentLog, { works, lookMs: 20, ...options });
  return { state, waiting, run, calls: database.calls };
}

/** A kind that does all that waits of it, one after another. */
const doing = (
  name: string,
  it: { waiting: Record<string, number> },
  more: Partial<Work> & { ms?: number; most?: number } = {},
): Work => ({
  name,
  ...more,
  async run() {
    await delay(more.ms ?? 0);
    const n = Math.min(more.most ?? Infinity, it.waiting[name] ?? 0);
    it.waiting[name] = (it.waiting[name] ?? 0) - n;
    return n;
  },
});

Deno.test("a run does what waits and nothing else, with one question before and one after", async () => {
  const it = queues({ papers: 3 });
  let asked = 0;
  const { done, failed, joined } = await it.run([doing("papers", it), {
    name: "events",
    run: () => Promise.resolve(asked++),
  }]);
  assertEquals([done, failed, joined, asked], [
    { papers: 3, events: 0 },
    [],
    false,
    0,
  ]);
  assertEquals(it.calls.map(({ name }) => name), ["begin_work", "next_work"]);
  assertEquals(it.state.told, [{ kind: "papers", done: 3 }]);
});

Deno.test("what one kind leads to is done by the same run", async () => {
  const it = queues({ events: 1, papers: 0 });
  const { done } = await it.run([
    {
      name: "events",
      run: () => {
        it.waiting.papers = 1;
        it.waiting.events = 0;
        return Promise.resolve(1);
      },
    },
    doing("papers", it),
  ]);
  assertEquals(done, { events: 1, papers: 1 });
});

Deno.test("a slow kind holds up no other: what comes meanwhile is done while it waits", async () => {
  const it = queues({ slow: 1, papers: 0 });
  let madeAt = 0;
  const started = performance.now();
  setTimeout(() => it.waiting.papers = 1, 50);
  const { done } = await it.run([doing("slow", it, { ms: 600 }), {
    name: "papers",
    run: () => {
      madeAt = performance.now() - started;
      it.waiting.papers = 0;
      return Promise.resolve(1);
    },
  }]);
  assertEquals(done, { slow: 1, papers: 1 });
  assert(madeAt < 500, `the paper was made after ${madeAt} ms`);
});

Deno.test("what was tried in vain or broke off ends no run, and a wake has it tried once more", async () => {
  const it = queues({ nobody: 1, broken: 1, slow: 1 });
  const tried = { nobody: 0, broken: 0 };
  setTimeout(() => it.state.wakes = 1, 60);
  const { done, failed } = await it.run([
    { name: "nobody", run: () => Promise.resolve((tried.nobody += 1, 0)) },
    {
      name: "broken",
      run: () => Promise.reject(new Error(`broke ${tried.broken += 1}`)),
    },
    doing("slow", it, { ms: 200 }),
  ]);
  assertEquals([done, failed, tried], [{ nobody: 0, slow: 1 }, ["broken"], {
    nobody: 2,
    broken: 1,
  }]);
  assertEquals(it.state.woken, 0);
  assert(
    it.state.told.some((told) => (told as { error?: string }).error === "broke 1"),
  );
});

Deno.test("a wake that was left to the run keeps it from ending over it", async () => {
  const it = queues({ papers: 1 });
  const { done } = await it.run([{
    name: "papers",
    run: () => {
      it.waiting.papers = 0;
      // Committed, and its wake left, after the run has looked for the last time.
      if (it.state.wakes === 0) {
        it.state.wakes = 1;
        it.waiting.papers = 1;
      }
      return Promise.resolve(1);
    },
  }]);
  assertEquals([done, it.state.ended], [{ papers: 2 }, true]);
});

Deno.test("what takes a processor's time is done once in a call, and another call is made for the rest", async () => {
  const it = queues({ papers: 17, letters: 3 });
  const { done } = await it.run([
    doing("papers", it, { isHeavy: true, most: 10 }),
    doing("letters", it, { isHeavy: true }),
  ], { chance: () => 0 });
  assertEquals([done, it.waiting, it.state.woken], [
    { papers: 10, letters: 0 },
    { papers: 7, letters: 3 },
    1,
  ]);
});

Deno.test("of kinds that take a processor's time chance says which is done, so that none waits for ever", async () => {
  const tried = new Set<string>();
  for (const chance of [0, 0.4, 0.999]) {
    const it = queues({ papers: 1, letters: 1, light: 1 });
    const { done } = await it.run([
      doing("papers", it, { isHeavy: true }),
      doing("light", it),
      doing("letters", it, { isHeavy: true }),
    ], { chance: () => chance });
    assertEquals([done.light, (done.papers ?? 0) + (done.letters ?? 0)], [1, 1]);
    tried.add(done.papers === 1 ? "papers" : "letters");
  }
  assertEquals([...tried], ["papers", "letters"]);
});

Deno.test("what an error says is told as the database keeps it", async () => {
  const it = queues({ broken: 1 });
  const said = `\0bad \ud800${"x".repeat(294)}\ud83d\ude00 and on`;
  await it.run([{ name: "broken", run: () => Promise.reject(new Error(said)) }]);
  const [told] = it.state.told as { error: string }[];
  assertEquals(told?.error, `bad \ufffd${"x".repeat(294)}\ufffd`);
});

Deno.test("what the database refuses to hear is dropped, and the process goes on", async () => {
  const heard: unknown[] = [];
  let refuses = true;
  const database = fakeDatabase({
    begin_work: () => ({ run_id: "r1", kinds: ["papers"], wakes: 0 }),
    next_work: (p) => {
      const results = p.results as unknown[];
      if (refuses && results.length > 0) {
        refuses = false;
        throw Problem.of("database.invalid");
      }
      heard.push(...results);
      return { kinds: [], wakes: 0, ended: p.is_over };
    },
  });
  const dropped: unknown[] = [];
  const log: Log = {
    ...silentLog,
    error: (event, facts) => dropped.push([event, facts?.["results"]]),
  };
  const deps = { database, sealer: createSealer([testKey]), log } as unknown as JobsDeps;
  const stop = new AbortController();
  let made = 0;
  const ending = runWorks(deps, log, {
    works: [{ name: "papers", run: () => Promise.resolve(made += 1) }],
    lookMs: 2,
    process: { name: "host 1", stop: stop.signal },
  });
  while (heard.length === 0) await delay(5);
  stop.abort();
  await ending;
  assertEquals(dropped, [["job.results_dropped", [{ kind: "papers", done: 1 }]]]);
  assertEquals(heard[0], { kind: "papers", done: 2 });
});

Deno.test("a call whose time is over ends what it has in hand and has another call made", async () => {
  const it = queues({ endless: 1 });
  const { done } = await it.run([{
    name: "endless",
    async run({ over }) {
      let n = 0;
      for (; over?.aborted !== true; n++) await delay(5);
      return n;
    },
  }], { budgetMs: 100 });
  assert((done.endless ?? 0) > 1);
  assertEquals([it.state.ended, it.state.woken], [true, 1]);
});

Deno.test("a call that a run under way sees to does nothing", async () => {
  const database = fakeDatabase({
    begin_work: () => ({ run_id: null, kinds: [], wakes: 0 }),
  });
  const deps = {
    database,
    sealer: createSealer([testKey]),
    log: silentLog,
  } as unknown as JobsDeps;
  const outcome = await runWorks(deps, silentLog, { isWake: true, works: [] });
  assertEquals(outcome, { done: {}, failed: [], joined: true });
  assertEquals(
    database.calls.map(({ name, parameters }) => [name, parameters.is_wake]),
    [
      ["begin_work", true],
    ],
  );
});

Deno.test("a process goes on when nothing waits, and ends when it is told to, with what it has in hand", async () => {
  const it = queues({ papers: 1 });
  const stop = new AbortController();
  let begun = 0;
  const papers = doing("papers", it, { ms: 30 });
  const ending = it.run([{
    ...papers,
    run: (...given) => (begun += 1, papers.run(...given)),
  }], {
    process: { name: "host 1", stop: stop.signal },
  });
  const until = async (is: () => boolean) => {
    while (!is()) await delay(5);
  };
  await until(() => it.waiting.papers === 0);
  await until(() => it.state.looks > 3);
  assertEquals(it.state.ended, false);
  it.waiting.papers = 2;
  await until(() => begun === 2);
  stop.abort();
  assertEquals([(await ending).done, it.waiting, it.state.ended], [
    { papers: 3 },
    { papers: 0 },
    true,
  ]);
});

Deno.test("a process outlives a database that is away, and loses nothing of what it has to say", async () => {
  const told: unknown[] = [];
  let looks = 0;
  const database = fakeDatabase({
    begin_work: () => ({ run_id: "r1", kinds: ["papers"], wakes: 0 }),
    next_work: (p) => {
      looks += 1;
      if (looks < 8) throw new Error("away");
      told.push(...p.results as unknown[]);
      return { kinds: [], wakes: 0, ended: p.is_over };
    },
  });
  const deps = {
    database,
    sealer: createSealer([testKey]),
    log: silentLog,
  } as unknown as JobsDeps;
  const stop = new AbortController();
  const works = [{ name: "papers", run: () => Promise.resolve(1) }];
  const process = { name: "host 1", stop: stop.signal };
  const ending = runWorks(deps, silentLog, { works, lookMs: 2, process });
  while (looks < 9) await delay(10);
  stop.abort();
  await ending;
  assertEquals(told[0], { kind: "papers", done: 1 });
});
