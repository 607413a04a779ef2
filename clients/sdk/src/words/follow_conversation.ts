/** A conversation as a screen shows it: complete, in order, with what one has written and the server does not know yet. */
import type { RealtimeChannel } from "@supabase/supabase-js";
import { type Estate, requireTransport } from "../ground/client.ts";
import { EstateError } from "../ground/estate_error.ts";
import {
  type ConversationReading,
  listChanges,
  listMessages,
  type Message,
  readConversation,
  sendMessage,
} from "./conversations.ts";
import type { MessageFile } from "./message_files.ts";
import { isRefusal, memoryOutbox, type OutboxStore, type Outgoing } from "./outbox.ts";
import { Timeline } from "./timeline.ts";

/** A message that one wrote and that has not been said yet. */
export interface PendingMessage extends Outgoing {
  /** Why it was refused: it is not tried again by itself, but by `retry`. */
  readonly refusal?: EstateError;
}

/** What a screen shows. */
export interface ConversationView {
  /** Oldest first, each once. */
  readonly messages: readonly Message[];
  /** What one wrote and is on its way, in the order of writing: shown below the messages. */
  readonly pending: readonly PendingMessage[];
  /** Who is typing at the moment, without oneself. */
  readonly typing: readonly string[];
  /** Who has the conversation open, without oneself. Each says so themselves: show it of participants only. */
  readonly present: readonly string[];
  /** Whether changes come live just now. */
  readonly connected: boolean;
}

/** How to follow. */
export interface FollowOptions {
  /** Called whenever something of it is another. */
  onChange(view: ConversationView): void;
  onReading?(reading: ConversationReading): void;
  /** Somebody came or left. */
  onParticipants?(): void;
  /** What went wrong and is tried again: reading what was missed, or sending. */
  onTrouble?(error: unknown): void;
  /** Keeps what waits to be sent; in memory when left out. */
  readonly outbox?: OutboxStore;
  /** How many messages to begin with; 50 when left out. */
  readonly pageSize?: number;
  /** Milliseconds before a failed try is repeated, by how many failed before; half a second, doubled up to thirty, when left out. */
  readonly retryAfterMs?: (failures: number) => number;
}

/** A conversation that is followed. */
export interface FollowedConversation {
  readonly view: ConversationView;
  /** Shows a message at once and sends it, however long there is no connection; returns its own id. */
  send(
    body: string,
    more?: { replyTo?: string; files?: readonly MessageFile[] },
  ): Promise<string>;
  /**
   * Takes over what was written and put into the outbox while this was not followed yet: shows it and sends it. What it has
   * already, or hears was said, it does not send again; nor is anything of another conversation.
   */
  adopt(messages: readonly Outgoing[]): void;
  /** Tries a refused message again. */
  retry(clientId: string): void;
  /** Gives up what has not been said. One that was on its way may have been said all the same. */
  discard(clientId: string): Promise<void>;
  /** Reads a page of older messages; false when there are none. */
  loadOlder(): Promise<boolean>;
  /** Says that one has read all that is shown. */
  markRead(): Promise<void>;
  /** Says that one is typing: call it with each key, it tells the others every few seconds. */
  typing(): void;
  /** Leaves. What waits to be sent stays in the outbox, and is sent when the conversation is followed again. */
  leave(): Promise<void>;
}

/** How long somebody is shown as typing after they said so, and how often that is said. */
const typingMs = 6_000;
const tellTypingMs = 3_000;

/** Doubles from half a second up to half a minute, with a part by chance so that not all come back at once. */
function backoff(failures: number): number {
  return Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2);
}

/**
 * Follows a conversation: what was said before, what comes live, and after each time without a connection what was missed
 * meanwhile, each message once and in order. Resolves once it is joined and read. One client follows a conversation once.
 * @throws {EstateError} realtime.refused for whoever takes no part in it, realtime.no_transport without a WebSocket
 */
export async function followConversation(
  estate: Estate,
  conversationId: string,
  options: FollowOptions,
): Promise<FollowedConversation> {
  requireTransport(estate);
  const { data } = await estate.auth.getSession();
  const me = data.session?.user.id;
  if (me === undefined) throw new EstateError("Sign in first", "auth.missing_token", 401);
  const outbox = options.outbox ?? memoryOutbox();
  const pageSize = options.pageSize ?? 50;
  const retryAfterMs = options.retryAfterMs ?? backoff;
  const timeline = new Timeline();
  const typists = new Map<string, ReturnType<typeof setTimeout>>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let pending: PendingMessage[] = [];
  let present: readonly string[] = [];
  let connected = false;
  let begun = false;
  let left = false;
  let saidTypingAt = 0;

  const view = (): ConversationView => ({
    messages: timeline.messages,
    pending,
    typing: [...typists.keys()],
    present,
    connected,
  });
  const changed = () => {
    if (!left && begun) options.onChange(view());
  };
  const trouble = (error: unknown) => options.onTrouble?.(error);
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!left) work();
    }, ms);
    timers.add(timer);
  };
  /** What the server has said is no longer on its way. */
  const settle = () => {
    const said = new Set(
      timeline.messages.filter((it) => it.sender_id === me).map((it) => it.client_id),
    );
    const over = pending.filter((it) => said.has(it.clientId));
    if (over.length === 0) return;
    pending = pending.filter((it) => !said.has(it.clientId));
    for (const it of over) outbox.remove(it.clientId).catch(trouble);
  };

  // Reading what was missed: one at a time; asked for again meanwhile, it goes on after.
  let reading: Promise<void> | undefined;
  let again = false;
  let readFailures = 0;
  const readOn = async () => {
    if (!begun) {
      // Joined first and read then, so that nothing falls between. A change that came meanwhile is read again.
      const page = await listMessages(estate, conversationId, pageSize);
      timeline.begin(page, Math.max(0, ...page.map((it) => it.change_number)));
      begun = true;
    }
    while (!left) {
      const changes = await listChanges(estate, conversationId, timeline.lastChange);
      if (changes.length === 0) break;
      timeline.catchUp(changes);
    }
  };
  const catchUp = (): Promise<void> => {
    again = true;
    reading ??= (async () => {
      while (again && !left) {
        again = false;
        try {
          await readOn();
          readFailures = 0;
          settle();
          changed();
        } catch (error) {
          trouble(error);
          later(retryAfterMs(readFailures++), () => void catchUp());
        }
      }
      reading = undefined;
    })();
    return reading;
  };

  // Sending: in the order of writing, one after the other.
  let sending = false;
  let sendFailures = 0;
  const sendOn = async () => {
    if (sending || left) return;
    sending = true;
    try {
      while (!left) {
        const next = pending.find((it) => it.refusal === undefined);
        if (next === undefined) return;
        try {
          const said = await sendMessage(estate, { id: conversationId }, next.body, next.clientId, {
            ...(next.replyTo === undefined ? {} : { replyTo: next.replyTo }),
            ...(next.files === undefined ? {} : { files: next.files }),
          });
          sendFailures = 0;
          if (timeline.hear(said) === "gap") void catchUp();
          pending = pending.filter((it) => it.clientId !== next.clientId);
          await outbox.remove(next.clientId);
          changed();
        } catch (error) {
          trouble(error);
          if (!isRefusal(error)) {
            const wait = error instanceof EstateError ? error.retryAfterSeconds : undefined;
            const ms = wait === undefined ? retryAfterMs(sendFailures) : wait * 1000;
            sendFailures++;
            later(ms, () => void sendOn());
            return;
          }
          pending = pending.map((it) =>
            it.clientId === next.clientId ? { ...it, refusal: error } : it
          );
          changed();
        }
      }
    } finally {
      sending = false;
    }
  };

  const hear = (message: Message) => {
    typistStops(message.sender_id);
    // Before the first page is read, it is part of that page or of what is read after it.
    const taken = begun ? timeline.hear(message) : "gap";
    if (taken === "gap") void catchUp();
    if (taken !== "new") return;
    settle();
    changed();
  };
  const typistStops = (user: string) => {
    const timer = typists.get(user);
    if (timer === undefined) return;
    clearTimeout(timer);
    typists.delete(user);
  };
  const typist = (user: unknown) => {
    if (typeof user !== "string" || user === me) return;
    const isNew = !typists.has(user);
    typistStops(user);
    typists.set(
      user,
      setTimeout(() => {
        typists.delete(user);
        changed();
      }, typingMs),
    );
    if (isNew) changed();
  };

  const join = (
    topic: string,
    prepare: (channel: RealtimeChannel) => void,
    onJoined: () => void,
    onLost: () => void,
  ): { channel: RealtimeChannel; joined: Promise<void> } => {
    const channel = estate.channel(topic, {
      config: { private: true, broadcast: { self: false }, presence: { key: me } },
    });
    prepare(channel);
    let isJoined = false;
    const joined = new Promise<void>((resolve, reject) => {
      channel.subscribe((status, error) => {
        if (status === "SUBSCRIBED") {
          isJoined = true;
          onJoined();
          return resolve();
        }
        onLost();
        // Once joined, the client joins again by itself; at first, a refusal is an answer.
        if (!isJoined && (status === "CHANNEL_ERROR" || status === "TIMED_OUT")) {
          reject(
            new EstateError(error?.message ?? status, "realtime.refused", 403, undefined, {
              cause: error,
            }),
          );
        }
      });
    });
    return { channel, joined };
  };
  const talk = join(
    `conversation:${conversationId}`,
    (channel) =>
      channel
        .on("broadcast", { event: "message_created" }, ({ payload }) => hear(payload as Message))
        .on("broadcast", { event: "message_changed" }, ({ payload }) => hear(payload as Message))
        .on("broadcast", { event: "conversation_read" }, ({ payload }) => {
          options.onReading?.(payload as ConversationReading);
        })
        .on("broadcast", { event: "participants_changed" }, () => options.onParticipants?.())
        .on("presence", { event: "sync" }, () => {
          present = Object.keys(channel.presenceState()).filter((user) => user !== me);
          changed();
        }),
    () => {
      connected = true;
      void talk.channel.track({});
      void catchUp();
      void sendOn();
    },
    () => {
      connected = false;
      present = [];
      changed();
    },
  );
  const typing = join(
    `typing:${conversationId}`,
    (channel) =>
      channel.on("broadcast", { event: "typing" }, ({ payload }) => typist(payload?.["user_id"])),
    () => {},
    () => {},
  );
  const leave = async () => {
    left = true;
    for (const timer of timers) clearTimeout(timer);
    for (const timer of typists.values()) clearTimeout(timer);
    await Promise.all([talk, typing].map(({ channel }) => estate.removeChannel(channel)));
    await reading;
  };
  try {
    const kept = await outbox.load(conversationId);
    pending = kept.toSorted((one, other) => one.writtenAt - other.writtenAt);
    await Promise.all([talk.joined, typing.joined]);
    await catchUp();
  } catch (error) {
    await leave();
    throw error;
  }

  return {
    get view() {
      return view();
    },
    async send(body, more = {}) {
      const message: Outgoing = {
        clientId: crypto.randomUUID(),
        conversationId,
        body,
        ...more,
        // Two in one millisecond keep their order.
        writtenAt: Math.max(Date.now(), (pending.at(-1)?.writtenAt ?? 0) + 1),
      };
      pending = [...pending, message];
      changed();
      await outbox.save(message);
      void sendOn();
      return message.clientId;
    },
    adopt(messages) {
      const known = new Set(pending.map((it) => it.clientId));
      const late = messages.filter((it) =>
        it.conversationId === conversationId && !known.has(it.clientId)
      );
      if (left || late.length === 0) return;
      pending = [...pending, ...late].toSorted((one, other) => one.writtenAt - other.writtenAt);
      settle();
      changed();
      void sendOn();
    },
    retry(clientId) {
      pending = pending.map(({ refusal, ...it }) =>
        it.clientId === clientId || refusal === undefined ? it : { ...it, refusal }
      );
      changed();
      void sendOn();
    },
    async discard(clientId) {
      pending = pending.filter((it) => it.clientId !== clientId);
      changed();
      await outbox.remove(clientId);
    },
    async loadOlder() {
      const page = await listMessages(
        estate,
        conversationId,
        pageSize,
        timeline.messages[0]?.id,
      );
      timeline.addOlder(page);
      if (page.length > 0) changed();
      return page.length > 0;
    },
    async markRead() {
      const newest = timeline.messages.at(-1);
      if (newest !== undefined) await readConversation(estate, conversationId, newest.id);
    },
    typing() {
      if (Date.now() - saidTypingAt < tellTypingMs || !connected) return;
      saidTypingAt = Date.now();
      void typing.channel.send({ type: "broadcast", event: "typing", payload: { user_id: me } });
    },
    leave,
  };
}
