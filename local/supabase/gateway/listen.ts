/** Opens the gateway's port, on loopback only: the keys of a development stack are public knowledge. */
import { StackError } from "../../stack_error.ts";
import type { Handler } from "./gateway.ts";

/** Serves `handler` at `port`; 0 takes a free one. @throws {StackError} when the port is taken */
export function listen(port: number, handler: Handler): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, handler);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause;
    throw new StackError(
      `Cannot open port ${port}: it is taken by another program`,
      "Stop that program (perhaps another stack of yours), or choose another port with --port.",
      { cause },
    );
  }
}
