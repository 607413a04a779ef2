/** One joined channel of one socket. */
import { type Access, requireUnexpired, TokenError } from "./access.ts";
import {
  type Caller,
  type Extension,
  mayWrite,
  readableExtensions,
  sqlState,
} from "./authorization.ts";
import { type JoinConfig, tokenOf } from "./join_payload.ts";
import { type Frame, type InboundMessage, isRecord, type OutboundMessage } from "./message.ts";
import { type ChangeSubscriber, numberBindings } from "./postgres_changes.ts";
import type { Member, Room } from "./rooms.ts";
import { reasonOf, type Services } from "./services.ts";
import { broadcastOf, type StoredMessage } from "./stored_messages.ts";

/** The socket, as its channels see it. */
export interface Connection {
  readonly serializer: Member["serializer"];
  readonly access: Access;
  readonly headers: Readonly<Record<string, string>>;
  send(message: OutboundMessage): void;
  sendFrame(frame: Frame): void;
  /** Runs `work` for `channel` in turn with the socket's inbound messages. */
  enqueue(channel: Channel, work: () => Promise<void>): void;
  /** Forgets a channel that has ended. */
  forget(channel: Channel): void;
}

/** What a join has found out. */
export interface Joined {
  readonly joinRef: string;
  /** Without the prefix `realtime:`. */
  readonly topic: string;
  readonly config: JoinConfig;
  readonly access: Access;
  /** What may be read; undefined on a public channel, where nobody asks. */
  readonly readable: ReadonlySet<Extension> | undefined;
}

/** Largest payload of a broadcast, in bytes. */
const maximumBroadcastBytes = 3_000_500;
/** A token is checked again at its expiry, and at least this often. */
const confirmationMs = 5 * 60_000;

export class Channel implements Member, ChangeSubscriber {
  readonly joinRef: string;
  readonly topic: string;
  readonly bindings;
  readonly serializer;
  readonly wireTopic: string;
  private readonly room: Room;
  private readonly config: JoinConfig;
  private readonly presenceKey: string;
  private currentAccess: Access;
  private readable: ReadonlySet<Extension> | undefined;
  private readonly writable = new Map<Extension, boolean>();
  private presenceEnabled: boolean;
  /** What arrived before the join was answered; undefined from then on. */
  private held: { message: OutboundMessage; frame: Frame }[] | undefined = [];
  private readonly replayed = new Set<unknown>();
  private confirmation: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  constructor(
    private readonly services: Services,
    private readonly connection: Connection,
    joined: Joined,
  ) {
    this.joinRef = joined.joinRef;
    this.topic = joined.topic;
    this.wireTopic = `realtime:${joined.topic}`;
    this.serializer = connection.serializer;
    this.config = joined.config;
    this.bindings = numberBindings(joined.config.bindings);
    this.currentAccess = joined.access;
    this.readable = joined.readable;
    this.presenceEnabled = joined.config.presenceEnabled;
    this.presenceKey = joined.config.presenceKey || crypto.randomUUID();
    this.room = services.rooms.enter(joined.topic, joined.config.private, this);
  }

  get access(): Access {
    return this.currentAccess;
  }

  get receivesBroadcasts(): boolean {
    return this.readable === undefined || this.readable.has("broadcast");
  }

  get receivesPresence(): boolean {
    return this.presenceEnabled && (this.readable === undefined || this.readable.has("presence"));
  }

  /** Answers the join, then sends what was replayed, what came in meanwhile and who is present. */
  open(ref: string, replay: readonly StoredMessage[]): void {
    this.reply(ref, "ok", {
      postgres_changes: this.bindings.map(({ id, binding }) => ({ ...binding, id })),
    });
    for (const message of replay) {
      this.replayed.add(message.id);
      this.push("broadcast", broadcastOf(message, true));
    }
    const held = this.held ?? [];
    this.held = undefined;
    for (const { message, frame } of held) this.deliver(message, frame);
    if (this.bindings.length > 0) this.services.changes.subscribe(this);
    if (this.config.replicationReady) {
      this.system("ok", "Replication connection established", "system");
    }
    if (this.receivesPresence) this.push("presence_state", this.room.presence.state());
    this.confirmLater();
  }

  deliver(message: OutboundMessage, frame: Frame): void {
    if (this.ended) return;
    if (this.held !== undefined) {
      this.held.push({ message, frame });
    } else if (!this.isReplayed(message)) {
      this.connection.sendFrame(frame);
    }
  }

  /** Handles a message for this channel. @throws when the database fails; the channel has to crash then */
  async handle(message: InboundMessage): Promise<void> {
    switch (message.event) {
      case "broadcast":
        return await this.handleBroadcast(message);
      case "presence":
        return await this.handlePresence(message);
      case "access_token":
        return await this.handleToken(message);
      default:
        this.services.log(`Ignored event "${message.event}" on ${this.wireTopic}: it is not known`);
    }
  }

  /** Ends the channel for good: the client does not rejoin by itself. */
  close(): void {
    if (this.dispose()) this.end("phx_close", {});
  }

  /** Ends the channel after a failure: the client rejoins. */
  crash(): void {
    if (this.dispose()) this.end("phx_error", { reason: "channel_crash" });
  }

  /** Takes the channel out of everything without a word to the client; false when it was out already. */
  dispose(): boolean {
    if (this.ended) return false;
    this.ended = true;
    clearTimeout(this.confirmation);
    this.services.changes.unsubscribe(this);
    this.room.leave(this);
    this.connection.forget(this);
    return true;
  }

  reply(ref: string | null, status: "ok" | "error", response: unknown): void {
    if (ref === null) return;
    this.connection.send({
      joinRef: this.joinRef,
      ref,
      topic: this.wireTopic,
      event: "phx_reply",
      payload: { status, response },
    });
  }

  sendChange(ids: readonly number[], data: Record<string, unknown>): void {
    if (this.ended) return;
    const payload = { ids, data };
    this.connection.send({
      joinRef: null,
      ref: null,
      topic: this.wireTopic,
      event: "postgres_changes",
      payload,
    });
  }

  sendSubscriptionStatus(status: "ok" | "error", message: string): void {
    if (!this.ended) this.system(status, message, "postgres_changes");
  }

  private async handleBroadcast({ payload, ref, size }: InboundMessage): Promise<void> {
    if (!isRecord(payload)) return;
    if (size > maximumBroadcastBytes) {
      if (this.config.ack) this.reply(ref, "error", "payload_size_exceeded");
      return;
    }
    // Without the right there is no answer at all, as on the hosted server.
    if (!await this.isWritable("broadcast") || this.ended) return;
    this.room.broadcast(payload, this.config.self ? undefined : this);
    if (this.config.ack) this.reply(ref, "ok", {});
  }

  private async handlePresence({ payload, ref }: InboundMessage): Promise<void> {
    const call = isRecord(payload) ? payload : {};
    const event = String(call["event"]).toLowerCase();
    if (event === "untrack") {
      this.room.announce(this.room.presence.untrack(this));
      return this.reply(ref, "ok", {});
    }
    if (event !== "track") return this.reply(ref, "error", {});
    const tracked = call["payload"] ?? {};
    if (!isRecord(tracked)) {
      return this.reply(ref, "error", { reason: "Presence track payload must be a map" });
    }
    if (!await this.isWritable("presence")) return this.reply(ref, "error", {});
    if (this.ended) return;
    this.presenceEnabled = true;
    this.room.announce(this.room.presence.track(this, this.presenceKey, tracked));
    this.reply(ref, "ok", {});
  }

  /** A token refresh is never answered; one that fails ends the channel. */
  private async handleToken({ payload }: InboundMessage): Promise<void> {
    const token = tokenOf(isRecord(payload) ? payload["access_token"] : undefined);
    if (token === undefined || token === this.currentAccess.token) return;
    try {
      const access = await this.services.authenticate(token);
      if (this.ended) return;
      if (this.readable !== undefined) {
        const readable = await this.readRights(access);
        const lost = [...this.readable].some((extension) => !readable.has(extension));
        if (lost) {
          return this.fail(
            `You no longer have permission to read from this Channel topic: ${this.topic}`,
          );
        }
        this.readable = readable;
      }
      this.writable.clear();
      this.currentAccess = access;
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      return this.fail(error.message);
    }
    if (this.ended) return;
    if (this.bindings.length > 0) this.services.changes.subscribe(this);
    this.confirmLater();
  }

  /** Checks the token again when it may have expired. */
  private confirmLater(): void {
    clearTimeout(this.confirmation);
    const { expiresAt } = this.currentAccess;
    if (expiresAt === undefined || this.ended) return;
    const delay = Math.min(confirmationMs, Math.max(0, expiresAt * 1000 - Date.now()));
    this.confirmation = setTimeout(() => {
      this.connection.enqueue(this, async () => {
        try {
          requireUnexpired(this.currentAccess);
          await this.services.authenticate(this.currentAccess.token);
          this.confirmLater();
        } catch (error) {
          this.fail(error instanceof TokenError ? error.message : "Failed to validate JWT");
        }
      });
    }, delay);
  }

  private async isWritable(extension: Extension): Promise<boolean> {
    if (this.readable === undefined) return true;
    const known = this.writable.get(extension);
    if (known !== undefined) return known;
    try {
      const writable = await mayWrite(this.services.database, this.caller(), extension);
      this.writable.set(extension, writable);
      return writable;
    } catch (error) {
      // A policy that fails grants nothing; anything else is the server's trouble.
      if (sqlState(error) === undefined) throw error;
      this.services.log(`Policy on ${this.wireTopic} failed: ${reasonOf(error)}`);
      return false;
    }
  }

  private readRights(access: Access): Promise<ReadonlySet<Extension>> {
    const extensions: Extension[] = this.presenceEnabled
      ? ["broadcast", "presence"]
      : ["broadcast"];
    return readableExtensions(this.services.database, this.caller(access), extensions);
  }

  private caller(access = this.currentAccess): Caller {
    return { access, topic: this.topic, headers: this.connection.headers };
  }

  private isReplayed({ event, payload }: OutboundMessage): boolean {
    if (this.replayed.size === 0 || event !== "broadcast" || !isRecord(payload)) return false;
    const { meta } = payload;
    return isRecord(meta) && this.replayed.has(meta["id"]);
  }

  private fail(message: string): void {
    if (this.ended) return;
    this.system("error", message, "system");
    this.close();
  }

  private system(
    status: "ok" | "error",
    message: string,
    extension: "system" | "postgres_changes",
  ): void {
    this.push("system", { message, status, extension, channel: this.topic });
  }

  private push(event: string, payload: unknown): void {
    const { joinRef, wireTopic: topic } = this;
    this.connection.send({ joinRef, ref: null, topic, event, payload });
  }

  private end(event: string, payload: unknown): void {
    const { joinRef, wireTopic: topic } = this;
    this.connection.send({ joinRef, ref: joinRef, topic, event, payload });
  }
}
