/** The mail a development stack has sent, kept in memory. */

/** One caught message. */
export interface CaughtMessage {
  /** Grows with each message of a mailbox, from 1. */
  readonly id: number;
  /** When it was caught, ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** Whether a program handed it over directly or spoke SMTP. */
  readonly via: "driver" | "smtp";
  /** The sender as written in the message; null when it names none. */
  readonly from: string | null;
  /** Every address it was delivered to, hidden recipients included. */
  readonly to: readonly string[];
  readonly subject: string;
  /** The plain text part, null when there is none. */
  readonly text: string | null;
  /** The HTML part exactly as sent, so not to be trusted; null when there is none. */
  readonly html: string | null;
  /** Its Message-ID with < and >; null where it came by no way that has one. */
  readonly messageId: string | null;
  /** Where one POST ends messages of its kind; null when it offers no such thing. */
  readonly unsubscribe: string | null;
}

/** How many messages a mailbox keeps; the oldest make room. */
export const MAILBOX_SIZE = 500;

/** Keeps the newest messages. */
export class Mailbox {
  #messages: CaughtMessage[] = [];
  #lastId = 0;

  constructor(readonly now: () => Date) {}

  /** Puts a message on top and dates it. */
  add(message: Omit<CaughtMessage, "id" | "receivedAt">): CaughtMessage {
    const caught = { id: ++this.#lastId, receivedAt: this.now().toISOString(), ...message };
    this.#messages.unshift(caught);
    this.#messages.length = Math.min(this.#messages.length, MAILBOX_SIZE);
    return caught;
  }

  /** Messages, newest first; with `to`, those delivered to that address in any case of letters. */
  list(to?: string): CaughtMessage[] {
    if (to === undefined) return [...this.#messages];
    const wanted = to.trim().toLowerCase();
    return this.#messages.filter((one) => one.to.some((it) => it.toLowerCase() === wanted));
  }

  get(id: number): CaughtMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  /** Forgets every message; ids keep growing. */
  clear(): void {
    this.#messages = [];
  }
}
