/** Opens the gateway's port, on loopback only: the keys of a development stack are public knowledge. */
import { StackError } from "../../stack_error.ts";
import type { Handler } from "./gateway.ts";

/** How long requests under way are waited for when the port is closed. */
const patienceMs = 2_000;

/** An open port. */
export interface OpenPort {
  readonly number: number;
  /** Takes no more requests and lets those under way end, but does not wait for one that never will. */
  close(): Promise<void>;
}

/** Serves `handler` at `port`; 0 takes a free one. @throws {StackError} when the port is taken */
export function listen(port: number, handler: Handler): OpenPort {
  try {
    const server = Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, handler);
    return {
      number: server.addr.port,
      async close() {
        // A caller that went away in the middle of a request would be waited for without end.
        const patience = Promise.withResolvers<void>();
        const timer = setTimeout(patience.resolve, patienceMs);
        await Promise.race([server.shutdown(), patience.promise]);
        clearTimeout(timer);
        server.unref();
      },
    };
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause;
    throw new StackError(
      `Cannot open port ${port}: it is taken by another program`,
      "Stop that program (perhaps another stack of yours), or choose another port with --port.",
      { cause },
    );
  }
}
