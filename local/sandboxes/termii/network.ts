/** The phones of one sandbox, what they were sent, and the account that sends: everything in memory. */

/** How a message ends, unless its number is on the do-not-disturb list. */
export const outcomes = ["delivered", "failed", "rejected", "expired", "none"] as const;

/** One of them; of `none` nobody ever hears. */
export type Outcome = typeof outcomes[number];

/** One message as it stands. */
export interface SandboxSms {
  /** Longer than a number of JavaScript. */
  readonly id: string;
  /** International digits without a plus, as Termii writes numbers. */
  readonly to: string;
  readonly from: string;
  /** As the phone shows it. */
  readonly text: string;
  readonly channel: string;
  readonly parts: number;
  readonly costKobo: number;
  readonly sentAt: string;
  /** What the delivery report says. */
  readonly status: string;
  /** Whether the phone shows it. */
  readonly arrived: boolean;
}

/** Kobo for each part. */
export const PRICE_KOBO = 390;

const firstId = 3_017_544_054_459_083_000n;
const remembered = 500;

const words: Readonly<Record<Exclude<Outcome, "none">, string>> = {
  delivered: "DELIVERED | Message delivered to handset",
  failed: "Message Failed",
  rejected: "Rejected",
  expired: "Expired",
};

/** An account and the phones that it reaches. */
export class Network {
  #messages: SandboxSms[] = [];
  #count = 0n;
  walletKobo: number;
  readonly senderIds: Set<string>;
  readonly dnd = new Set<string>();
  readonly outcomes = new Map<string, Outcome>();

  constructor(
    readonly now: () => Date,
    readonly start: { readonly walletKobo: number; readonly senderIds: readonly string[] },
  ) {
    this.walletKobo = start.walletKobo;
    this.senderIds = new Set(start.senderIds);
  }

  /** Messages, newest first; with `to`, those to that number. */
  list(to?: string): SandboxSms[] {
    return this.#messages.filter((sms) => to === undefined || sms.to === to);
  }

  /** Sends a message and takes its price. */
  send(
    sms: Pick<SandboxSms, "to" | "from" | "text" | "channel" | "parts">,
  ): SandboxSms {
    const outcome = this.outcomes.get(sms.to) ?? "delivered";
    const shut = sms.channel === "generic" && this.dnd.has(sms.to);
    const sent: SandboxSms = {
      ...sms,
      id: String(firstId + ++this.#count),
      costKobo: sms.parts * PRICE_KOBO,
      sentAt: this.now().toISOString(),
      status: shut ? "DND Active on Phone Number" : outcome === "none" ? "" : words[outcome],
      arrived: !shut && outcome === "delivered",
    };
    this.walletKobo -= sent.costKobo;
    this.#messages.unshift(sent);
    this.#messages.length = Math.min(this.#messages.length, remembered);
    return sent;
  }

  /** As it was at the start; numbers of messages keep growing. */
  reset(): void {
    this.#messages = [];
    this.walletKobo = this.start.walletKobo;
    this.senderIds.clear();
    for (const id of this.start.senderIds) this.senderIds.add(id);
    this.dnd.clear();
    this.outcomes.clear();
  }
}
