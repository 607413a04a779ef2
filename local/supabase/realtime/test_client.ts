/** The real client, with what it reports kept so that tests can wait for it. */
import {
  type RealtimeChannel,
  type RealtimeChannelOptions,
  RealtimeClient,
} from "@supabase/realtime-js";
import { publishableKey, type TestServer } from "./test_server.ts";

/** Protocol versions every test runs in. */
export const versions = ["1.0.0", "2.0.0"] as const;
export type Version = typeof versions[number];

const patienceMs = 8_000;

/** Things in order of arrival. A test takes them out one by one. */
export class Events<Event> {
  private readonly arrived: Event[] = [];
  private wake: () => void = () => {};

  constructor(private readonly what: string) {}

  add(event: Event): void {
    this.arrived.push(event);
    this.wake();
  }

  /** What has arrived and was not taken. */
  get pending(): readonly Event[] {
    return this.arrived;
  }

  /** Takes the first event that fits, waiting for it if need be; drops those before it. */
  async take(fits: (event: Event) => boolean = () => true): Promise<Event> {
    const dropped: Event[] = [];
    const end = Date.now() + patienceMs;
    while (true) {
      while (this.arrived.length > 0) {
        const event = this.arrived.shift()!;
        if (fits(event)) return event;
        dropped.push(event);
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      this.wake = resolve;
      const timer = setTimeout(resolve, Math.max(0, end - Date.now()));
      await promise;
      clearTimeout(timer);
      if (Date.now() >= end) {
        throw new Error(`No such ${this.what} within ${patienceMs} ms; ${JSON.stringify(dropped)}`);
      }
    }
  }
}

/** What a channel reported about itself. */
export interface Status {
  readonly status: string;
  readonly message: string | undefined;
}

/** A subscribed channel of the real client. */
export interface TestChannel {
  readonly channel: RealtimeChannel;
  readonly statuses: Events<Status>;
  // deno-lint-ignore no-explicit-any -- as the real client types it
  readonly broadcasts: Events<any>;
  // deno-lint-ignore no-explicit-any -- as the real client types it
  readonly systems: Events<any>;
}

/** How to connect. */
export interface ClientOptions {
  readonly vsn: Version;
  /** A user's token; without one the API key speaks. */
  readonly token?: string;
  readonly apikey?: string;
}

/** Runs `work` with a way to make clients, and disconnects all of them afterwards. */
export async function withClients(
  server: TestServer,
  work: (connect: (options: ClientOptions) => Promise<RealtimeClient>) => Promise<void>,
): Promise<void> {
  const clients: { client: RealtimeClient; sockets: WebSocket[] }[] = [];
  try {
    await work(async ({ vsn, token, apikey = publishableKey }) => {
      const sockets: WebSocket[] = [];
      class Transport extends WebSocket {
        constructor(address: string | URL) {
          super(address);
          sockets.push(this);
        }
      }
      const client = new RealtimeClient(server.url, {
        vsn,
        params: { apikey },
        transport: Transport,
        reconnectAfterMs: () => 100,
        logger: () => {},
      });
      clients.push({ client, sockets });
      if (token !== undefined) await client.setAuth(token);
      return client;
    });
  } finally {
    await Promise.all(clients.map(async ({ client, sockets }) => {
      await client.removeAllChannels();
      await client.disconnect();
      await Promise.all(sockets.map(closed));
    }));
  }
}

/** Makes a channel, lets `prepare` add listeners, subscribes, and does not wait for the answer. */
export function subscribe(
  client: RealtimeClient,
  topic: string,
  config: RealtimeChannelOptions["config"] = {},
  prepare: (channel: RealtimeChannel) => void = () => {},
): TestChannel {
  const channel = client.channel(topic, { config });
  const statuses = new Events<Status>(`status of ${topic}`);
  const broadcasts = new Events<unknown>(`broadcast on ${topic}`);
  const systems = new Events<unknown>(`system message on ${topic}`);
  channel.on("broadcast", { event: "*" }, (message) => broadcasts.add(message));
  channel.on("system", {}, (message) => systems.add(message));
  prepare(channel);
  channel.subscribe((status, error) => statuses.add({ status, message: error?.message }));
  return { channel, statuses, broadcasts, systems };
}

/** As `subscribe`, and waits until the channel is joined. */
export async function joined(...parameters: Parameters<typeof subscribe>): Promise<TestChannel> {
  const subscription = subscribe(...parameters);
  const { status, message } = await subscription.statuses.take();
  if (status !== "SUBSCRIBED") throw new Error(`Cannot join: ${status} ${message}`);
  return subscription;
}

function closed(socket: WebSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (socket.readyState === WebSocket.CLOSED) resolve();
  socket.addEventListener("close", () => resolve());
  return promise;
}
