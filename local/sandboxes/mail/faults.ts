/** The ways a mail server can misbehave, and for which recipient it should. */
import { z } from "zod";

/** Everything that is wrong for one address. */
export interface MailFault {
  /** Refuses the recipient with this code: 4xx asks to come again later, 5xx never. */
  readonly recipient?: number;
  /** Takes the whole message and then refuses it with this code. */
  readonly message?: number;
  /** Milliseconds before it says what became of the message. */
  readonly delayMs?: number;
  /** Keeps the message and breaks off without saying so. */
  readonly breakOff?: boolean;
  /** Keeps the message, says so, and tells the sender later that it could not be delivered. */
  readonly bounce?: boolean;
}

const code = z.int().min(400).max(599).exactOptional();

/** The body of POST /_control/faults: an address or "*", and what is wrong for it; nothing clears it. */
export const mailFaultRequest = z.strictObject({
  address: z.string().min(1).max(254),
  recipient: code,
  message: code,
  delayMs: z.int().min(0).max(600_000).exactOptional(),
  breakOff: z.boolean().exactOptional(),
  bounce: z.boolean().exactOptional(),
});

/** The faults of one server. That of an address overrides that of "*" field by field. */
export class MailFaults {
  readonly #byAddress = new Map<string, MailFault>();

  /** Replaces what is wrong for an address, or for all with "*". */
  set(address: string, fault: MailFault): void {
    this.#byAddress.set(address.toLowerCase(), fault);
  }

  /** What is wrong for an address. */
  of(address: string): MailFault {
    return { ...this.#byAddress.get("*"), ...this.#byAddress.get(address.toLowerCase()) };
  }

  /** Nothing is wrong any more. */
  clear(): void {
    this.#byAddress.clear();
  }
}
