/// <reference lib="deno.worker" />
/**
 * Subscribers of a conversation, for chat_bench.ts: sockets that speak the protocol and do nothing else, in a thread of
 * their own so that reading them does not hold up whoever sends.
 */

/** Who listens to what. */
export interface Listening {
  readonly address: string;
  readonly topic: string;
  /** A socket for each, with the token of somebody who takes part. */
  readonly tokens: readonly string[];
}

/** What the listeners tell: that they all have joined, or when a message reached the first and the last of them. */
export type Told =
  | { readonly joined: number }
  | { readonly failed: string }
  | { readonly message: string; readonly first: number; readonly last: number };

const tell = (told: Told) => self.postMessage(told);
/** The same clock in every thread. */
const now = () => performance.timeOrigin + performance.now();
const joiningAtOnce = 20;

self.onmessage = async ({ data }: MessageEvent<Listening>) => {
  const heard = new Map<string, { first: number; count: number }>();
  const listen = (token: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = new WebSocket(data.address);
    const wire = `realtime:${data.topic}`;
    socket.onopen = () => {
      const payload = {
        config: { private: true, broadcast: { self: false, ack: false } },
        access_token: token,
      };
      socket.send(JSON.stringify(["1", "1", wire, "phx_join", payload]));
      setInterval(
        () => socket.send(JSON.stringify([null, "2", "phoenix", "heartbeat", {}])),
        25_000,
      );
    };
    socket.onerror = () => reject(new Error("Cannot connect"));
    socket.onmessage = ({ data: frame }: MessageEvent<string>) => {
      const [, , , event, payload] = JSON.parse(frame);
      if (event === "phx_reply" && payload.status === "ok") return resolve();
      if (event === "phx_reply" || event === "phx_error") {
        return reject(new Error(`Cannot join: ${JSON.stringify(payload)}`));
      }
      if (event !== "broadcast" || payload.event !== "message_created") return;
      const at = now();
      const { id } = payload.payload;
      const known = heard.get(id) ?? { first: at, count: 0 };
      known.count++;
      heard.set(id, known);
      if (known.count === data.tokens.length) tell({ message: id, first: known.first, last: at });
    };
    return promise;
  };
  try {
    for (let n = 0; n < data.tokens.length; n += joiningAtOnce) {
      await Promise.all(data.tokens.slice(n, n + joiningAtOnce).map(listen));
    }
    tell({ joined: data.tokens.length });
  } catch (error) {
    tell({ failed: String(error) });
  }
};
