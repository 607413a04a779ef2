/** The messages of a conversation in their order, each once, whatever comes twice, late or in another order. */
import type { Message } from "./conversations.ts";

/** What a change came to. */
export type Taken = "new" | "known" | "gap";

/** A conversation's messages as far as they are known. */
export class Timeline {
  private readonly byId = new Map<string, Message>();
  private inOrder: readonly Message[] | undefined;
  /** From this message on none is missing: one before it that changes is read when its page is. */
  private from = "";

  /** @param lastChange the number of the latest change of which nothing before is missing */
  constructor(private change = 0) {}

  /** The latest change up to which nothing is missing. */
  get lastChange(): number {
    return this.change;
  }

  /** Oldest first. */
  get messages(): readonly Message[] {
    this.inOrder ??= [...this.byId.values()].sort((one, other) => one.id < other.id ? -1 : 1);
    return this.inOrder;
  }

  /** The first page, which is complete up to its greatest change. */
  begin(page: readonly Message[], lastChange: number): void {
    this.from = page[0]?.id ?? "";
    for (const message of page) this.keep(message);
    this.change = Math.max(this.change, lastChange);
  }

  /** A change that came live: `gap` when others are missing before it, which are to be read first. */
  hear(message: Message): Taken {
    if (message.change_number <= this.change) return "known";
    if (message.change_number > this.change + 1) return "gap";
    this.keep(message);
    this.change = message.change_number;
    return "new";
  }

  /**
   * Changes that were read in order after `lastChange`. Numbers between them are of messages that changed again later,
   * whose last change is still to come.
   */
  catchUp(changes: readonly Message[]): boolean {
    let anything = false;
    for (const message of changes) {
      if (message.change_number <= this.change) continue;
      this.keep(message);
      this.change = message.change_number;
      anything = true;
    }
    return anything;
  }

  /** Older messages, of a page further back. */
  addOlder(page: readonly Message[]): void {
    this.from = page[0]?.id ?? this.from;
    for (const message of page) {
      const known = this.byId.get(message.id);
      if (known === undefined || known.change_number < message.change_number) this.keep(message);
    }
  }

  private keep(message: Message): void {
    if (message.id < this.from) return;
    this.byId.set(message.id, message);
    this.inOrder = undefined;
  }
}
