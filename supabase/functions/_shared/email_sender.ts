/** Sending e-mail, whoever carries it. */
import { SendFailure, type SendOutcome } from "./send_failure.ts";

export { SendFailure, type SendOutcome };

/** One message to one address. */
export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Ours and the same over retries: a mailbox that gets it twice shows it once. With or without its < and >. */
  readonly messageId: string;
  /** Where one POST, without signing in, ends messages of this kind: for what law lets a person refuse. */
  readonly unsubscribeUrl?: string;
  /** The language of the text, such as `yo`. */
  readonly language?: string;
}

/** A carrier. */
export interface EmailSender {
  readonly name: "smtp";
  /** @throws {SendFailure} saying whether it may be tried again */
  send(email: Email): Promise<{ readonly providerId: string }>;
}
