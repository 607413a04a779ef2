/** Sending short messages, whoever carries them. */
import { SendFailure, type SendOutcome } from "./send_failure.ts";

export { SendFailure, type SendOutcome };

/** One message to one phone. */
export interface Sms {
  /** E.164, with its plus. */
  readonly to: string;
  readonly text: string;
  /** Ours, at most 40 characters. */
  readonly reference: string;
  /** Announcements take a way that people can shut; the others reach everybody at any hour. */
  readonly purpose: "transactional" | "announcement" | "otp";
}

/** What the carrier said. */
export interface SentSms {
  /** The carrier's number of it; longer than a number of JavaScript, so text. */
  readonly providerId: string;
  /** Null where the carrier does not say: its delivery report does. */
  readonly costKobo: number | null;
}

/** A carrier. */
export interface SmsSender {
  readonly name: "termii";
  /** @throws {SendFailure} saying whether it may be tried again */
  send(sms: Sms): Promise<SentSms>;
  /** What is left in the wallet. */
  balance?(): Promise<{ readonly kobo: number }>;
}
