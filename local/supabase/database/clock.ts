/** The time of a database. That of the embedded one can be moved forward; a server's is the server's own. */
import type { Extension } from "@electric-sql/pglite";
import { join } from "@std/path";

/** What time it is in a database. */
export interface DatabaseClock {
  now(): Date;
  /** How far it is ahead of the machine's, in milliseconds. */
  readonly aheadMs: number;
  /** Moves it forward, now and after a restart; not there where it cannot be moved. */
  readonly advance?: (ms: number) => Promise<void>;
}

/** A clock that goes with the machine's. */
export const machineClock: DatabaseClock = { now: () => new Date(), aheadMs: 0 };

/** A clock that can be moved, and what gives it to PGlite. */
export interface MovableClock extends Required<DatabaseClock> {
  readonly extension: Extension;
}

/** Beside the database's own files, so that it is copied and forgotten with them. */
const fileName = "estate_clock";

/** The clock of the database in `folder`, as far ahead as it was left; without a folder, one that is not kept. */
export async function movableClock(folder?: string): Promise<MovableClock> {
  const path = folder === undefined ? undefined : join(folder, fileName);
  let aheadMs = path === undefined ? 0 : await kept(path);
  return {
    now: () => new Date(Date.now() + aheadMs),
    get aheadMs() {
      return aheadMs;
    },
    async advance(ms) {
      if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError(`Cannot move time by ${ms} ms`);
      if (path !== undefined) {
        await Deno.writeTextFile(`${path}.new`, String(aheadMs + ms));
        await Deno.rename(`${path}.new`, path);
      }
      aheadMs += ms;
    },
    extension: clockExtension(() => aheadMs),
  };
}

async function kept(path: string): Promise<number> {
  try {
    const ms = Number(await Deno.readTextFile(path));
    if (Number.isSafeInteger(ms) && ms >= 0) return ms;
    throw new Error(`Cannot read ${path}: it should hold milliseconds`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** The two functions by which PGlite's runtime asks what time it is, and its memory. */
interface Imports {
  readonly env: {
    readonly memory: WebAssembly.Memory;
    clock_time_get: Signed<(id: number, precision: bigint, to: number) => number>;
    emscripten_date_now: Signed<() => number>;
  };
}
/** The runtime links its libraries (PostGIS) by these signatures. */
type Signed<Call> = Call & { readonly sig: string };

/** POSIX's CLOCK_REALTIME; the others measure durations and stay as they are. */
const realtime = 0;

/** Answers PGlite's questions about the time: `now()`, `current_date`, defaults and triggers all follow. */
function clockExtension(aheadMs: () => number): Extension {
  return {
    name: "estate_clock",
    setup: (_database, emscriptenOpts) => {
      const { instantiateWasm } = emscriptenOpts;
      return Promise.resolve({
        emscriptenOpts: {
          ...emscriptenOpts,
          instantiateWasm(imports: Imports, done: unknown) {
            const { env } = imports;
            const { clock_time_get: timeOf, emscripten_date_now: dateNow } = env;
            env.clock_time_get = Object.assign((id: number, precision: bigint, to: number) => {
              const status = timeOf(id, precision, to);
              if (id === realtime && status === 0) {
                const memory = new DataView(env.memory.buffer);
                const at = memory.getBigInt64(to >>> 0, true);
                memory.setBigInt64(to >>> 0, at + BigInt(aheadMs()) * 1_000_000n, true);
              }
              return status;
            }, { sig: timeOf.sig });
            env.emscripten_date_now = Object.assign(() => dateNow() + aheadMs(), {
              sig: dateNow.sig,
            });
            return instantiateWasm(imports, done);
          },
        },
      });
    },
  };
}
