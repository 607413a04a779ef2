/** One WebSocket: its inbound messages are handled one after another, its channels live here. */
import type { Access } from "./access.ts";
import type { Channel, Connection } from "./channel.ts";
import { join, JoinRefused } from "./join.ts";
import type { Frame, InboundMessage, OutboundMessage, Serializer } from "./message.ts";
import { reasonOf, type Services } from "./services.ts";

/** Largest inbound frame, in bytes. */
const maximumFrameBytes = 5_000_000;
/** Messages that may wait for their turn before the client counts as flooding. */
const maximumWaiting = 5_000;
/** Bytes a client may leave unread before it counts as gone. */
const maximumUnreadBytes = 64_000_000;
/** Channels one socket may have. */
const maximumChannels = 100;

export class Socket implements Connection {
  private readonly channels = new Map<string, Channel>();
  private turn: Promise<void> = Promise.resolve();
  private waiting = 0;
  private gone = false;
  /** Settles when the connection has ended. */
  readonly closed: Promise<void>;

  constructor(
    private readonly services: Services,
    private readonly transport: WebSocket,
    readonly serializer: Serializer,
    readonly access: Access,
    readonly headers: Readonly<Record<string, string>>,
  ) {
    transport.binaryType = "arraybuffer";
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    transport.onmessage = ({ data }) => this.receive(data);
    transport.onerror = () => this.drop();
    transport.onclose = () => {
      this.drop();
      resolve();
    };
  }

  send(message: OutboundMessage): void {
    const frame = this.serializer.encode(message);
    if (frame !== null) this.sendFrame(frame);
  }

  sendFrame(frame: Frame): void {
    if (this.gone || this.transport.readyState !== WebSocket.OPEN) return;
    if (this.transport.bufferedAmount > maximumUnreadBytes) {
      void this.close(1008, "too slow");
      return;
    }
    try {
      this.transport.send(frame);
    } catch (error) {
      this.services.log(`Cannot send to a client: ${reasonOf(error)}`);
    }
  }

  enqueue(channel: Channel, work: () => Promise<void>): void {
    this.inTurn(() => this.guarded(channel, work));
  }

  forget(channel: Channel): void {
    const { wireTopic } = channel;
    if (this.channels.get(wireTopic) === channel) this.channels.delete(wireTopic);
  }

  /** Ends the connection; the client reconnects. Resolves when what was under way has ended. */
  async close(code: number, reason: string): Promise<void> {
    this.drop();
    try {
      this.transport.close(code, reason);
    } catch {
      // It never opened, or it is closed already.
    }
    await this.turn;
  }

  private receive(data: unknown): void {
    if (this.gone) return;
    if (typeof data !== "string" && !(data instanceof ArrayBuffer)) return;
    const size = typeof data === "string" ? data.length : data.byteLength;
    if (size > maximumFrameBytes || this.waiting >= maximumWaiting) {
      void this.close(1009, size > maximumFrameBytes ? "frame too large" : "too many messages");
      return;
    }
    let message: InboundMessage;
    try {
      message = this.serializer.decode(data);
    } catch (error) {
      this.services.log(`Dropped a frame: ${reasonOf(error)}`);
      return;
    }
    this.inTurn(() => this.handle(message));
  }

  private inTurn(work: () => Promise<void>): void {
    this.waiting++;
    this.turn = this.turn
      .then(() => this.gone ? undefined : work())
      .catch((error) => this.services.log(`Cannot handle a message: ${reasonOf(error)}`))
      .finally(() => this.waiting--);
  }

  private async handle(message: InboundMessage): Promise<void> {
    const { topic, event, ref, joinRef } = message;
    if (topic === "phoenix") {
      if (event === "heartbeat") this.reply(message, "ok", {});
      return;
    }
    const channel = this.channels.get(topic);
    if (event === "phx_join") {
      channel?.close();
      return await this.join(message);
    }
    if (channel === undefined) {
      if (event === "phx_leave") this.reply(message, "ok", {});
      else this.reply(message, "error", { reason: "unmatched topic" });
      return;
    }
    // A message of an earlier join of the same topic.
    if (joinRef !== null && joinRef !== channel.joinRef) return;
    if (event === "phx_leave") {
      channel.reply(ref, "ok", {});
      channel.close();
      return;
    }
    await this.guarded(channel, () => channel.handle(message));
  }

  private async join(message: InboundMessage): Promise<void> {
    const { ref, topic } = message;
    if (ref === null) return;
    try {
      if (!topic.startsWith("realtime:")) throw new JoinRefused("unmatched topic");
      if (this.channels.size >= maximumChannels) {
        throw new JoinRefused("ChannelRateLimitReached: Too many channels");
      }
      await join(this.services, this, { ...message, ref }, (channel) => {
        if (!this.gone) this.channels.set(topic, channel);
        return !this.gone;
      });
    } catch (error) {
      const refused = error instanceof JoinRefused;
      if (!refused) this.services.log(`Cannot join ${topic}: ${reasonOf(error)}`);
      const reason = refused ? error.message : "Unknown Error on Channel";
      const joinRef = message.joinRef ?? ref;
      this.send({
        joinRef,
        ref,
        topic,
        event: "phx_reply",
        payload: { status: "error", response: { reason } },
      });
    }
  }

  /** Runs work of a channel; a failure crashes that channel only. */
  private async guarded(channel: Channel, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.services.log(`Channel ${channel.wireTopic} crashed: ${reasonOf(error)}`);
      channel.crash();
    }
  }

  private reply({ ref, topic }: InboundMessage, status: "ok" | "error", response: unknown): void {
    this.send({ joinRef: null, ref, topic, event: "phx_reply", payload: { status, response } });
  }

  private drop(): void {
    if (this.gone) return;
    this.gone = true;
    for (const channel of [...this.channels.values()]) channel.dispose();
  }
}
