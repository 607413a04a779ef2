/** Workers of the outbox that are killed while they send: what arrives, how often, and how fast. */
import type { OpenDatabase } from "../../local/supabase/database/connect.ts";

/** What a run is made of. */
export interface Killing {
  readonly database: OpenDatabase;
  /** Where workers find it. */
  readonly url: string;
  readonly messages: number;
  readonly workers: number;
  /** Whether the next of them is to be killed, by what happened since the last was. */
  readonly isDue: (since: { readonly ms: number; readonly arrived: number }) => boolean;
  readonly leaseSeconds: number;
}

/** What came of it. */
export interface Killed {
  /** Messages by their Message-ID: the effects, as a mailbox shows them. */
  readonly arrived: number;
  /** Messages that were handed over more than once, under the same Message-ID. */
  readonly repeated: number;
  readonly killed: number;
  readonly seconds: number;
  /** Rows of the outbox by state. */
  readonly states: Readonly<Record<string, number>>;
}

/** Fills the outbox, lets workers drain it while they are killed, and tells what the receiver saw. */
export async function killWorkers(run: Killing): Promise<Killed> {
  const { database } = run;
  await database.exec(`
    delete from private.deliveries;
    update private.delivery_channels set quiet_from = null, quiet_until = null, per_second = 100000, burst = 100000, repeats_unknown = 5;
    insert into private.deliveries (user_id, kind, channel, priority, fields, next_at, useful_until)
    select account.id, 'daily_digest', 'email', 1, jsonb_build_object('news', 'Message ' || n, 'count', n), now(), now() + interval '1 day'
    from generate_series(1, ${run.messages}) as n
    cross join (select id from auth.users where email_confirmed_at is not null order by id limit 1) as account;
    analyze private.deliveries`);
  const seen = new Map<string, number>();
  const receiver = Deno.serve({ port: 0, onListen() {} }, async (request) => {
    const name = await request.text();
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return new Response();
  });
  const start = () =>
    new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--allow-all",
        "--quiet",
        "--no-check",
        new URL("./delivery_worker.ts", import.meta.url).pathname,
        run.url,
        `http://127.0.0.1:${receiver.addr.port}`,
        String(run.leaseSeconds),
      ],
      stdin: "piped",
      stdout: "null",
      stderr: "null",
    }).spawn();
  const states = async () => {
    const rows = await database.query<{ status: string; n: number }>(
      "select status::text as status, count(*)::int as n from private.deliveries where $1 group by 1",
      [true],
    );
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  };
  // Those that stand by have begun, and wait for the word.
  const standing = Array.from({ length: run.workers + 2 }, start);
  await new Promise((go) => setTimeout(go, 5000));
  const put = () => {
    const next = standing.shift() as Deno.ChildProcess;
    const word = next.stdin.getWriter();
    word.write(new Uint8Array([1])).then(() => word.close(), () => {});
    standing.push(start());
    return next;
  };
  const workers = Array.from({ length: run.workers }, put);
  let killed = 0;
  try {
    // Counted from the first that arrives: how long a process takes to begin is no matter of the outbox.
    while (seen.size === 0) await new Promise((go) => setTimeout(go, 20));
    const begun = performance.now();
    let last = { at: begun, arrived: 0 };
    const latest = begun + 300_000;
    for (;;) {
      await new Promise((go) => setTimeout(go, 20));
      if (run.isDue({ ms: performance.now() - last.at, arrived: seen.size - last.arrived })) {
        last = { at: performance.now(), arrived: seen.size };
        const victim = workers.shift();
        victim?.kill("SIGKILL");
        await victim?.status;
        killed += 1;
        workers.push(put());
      }
      const now = await states();
      if ((now["sent"] ?? 0) === run.messages || performance.now() > latest) {
        return {
          arrived: seen.size,
          repeated: [...seen.values()].filter((times) => times > 1).length,
          killed,
          seconds: (performance.now() - begun) / 1000,
          states: now,
        };
      }
    }
  } finally {
    for (const worker of [...workers, ...standing]) {
      worker.kill("SIGKILL");
      await worker.status;
    }
    await receiver.shutdown();
  }
}
