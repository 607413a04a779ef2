/** An SMTP server on this machine that takes any message for anyone and sends none on. */
import { Buffer } from "node:buffer";
import { delay } from "@std/async/delay";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Certificate } from "./certificate.ts";
import { MailFaults } from "./faults.ts";
import type { Mailbox } from "./mailbox.ts";

/** Largest message taken, in bytes. */
export const LARGEST_MESSAGE = 2 * 1024 * 1024;

const CLOSING_PATIENCE_MS = 1_000;

/** What smtp-server hands over as a message arrives. */
type DataHandler = NonNullable<
  NonNullable<ConstructorParameters<typeof SMTPServer>[0]>["onData"]
>;

/** Files what arrives by SMTP in a mailbox. It listens only after `listen`. */
export class SmtpListener {
  readonly #mailbox: Mailbox;
  readonly #faults: MailFaults;
  #server: SMTPServer | null = null;
  #port: number | null = null;

  constructor(mailbox: Mailbox, faults = new MailFaults()) {
    this.#mailbox = mailbox;
    this.#faults = faults;
  }

  /** The loopback port it listens on, null while it does not. */
  get port(): number | null {
    return this.#port;
  }

  /**
   * Opens a loopback port, a free one unless told which, and returns its number. With a certificate it speaks TLS
   * from the first byte. Any user name and password are accepted, and so is none.
   * @throws {Error} when it listens already or the port cannot be opened
   */
  async listen(port = 0, certificate?: Certificate): Promise<number> {
    if (this.#server !== null) {
      throw new Error(`Cannot open an SMTP port: port ${this.#port ?? "?"} is open already`);
    }
    const server = new SMTPServer({
      ...(certificate === undefined ? {} : { ...certificate, secure: true }),
      authOptional: true,
      // Loopback traffic needs no encryption, and a made-up certificate would fail strict clients.
      disabledCommands: ["STARTTLS"],
      disableReverseLookup: true,
      size: LARGEST_MESSAGE,
      closeTimeout: CLOSING_PATIENCE_MS,
      onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anyone" }),
      onRcptTo: ({ address }, _session, done) => {
        const { recipient } = this.#faults.of(address);
        done(recipient === undefined ? null : refusal(recipient, "The mailbox says no"));
      },
      onData: (stream, session, done) => this.#receive(stream, session, done),
    });
    this.#server = server;
    const opened = Promise.withResolvers<void>();
    server.once("error", opened.reject);
    server.listen(port, "127.0.0.1", opened.resolve);
    try {
      await opened.promise;
    } catch (cause) {
      this.#server = null;
      const taken = (cause as { code?: unknown }).code === "EADDRINUSE";
      const reason = taken ? "it is taken by another program" : String(cause);
      throw new Error(`Cannot open SMTP port ${port}: ${reason}`, { cause });
    }
    // A client that breaks off is its own trouble; without a listener the error would end the stack.
    server.on("error", () => {});
    const address = server.server.address();
    if (address === null || typeof address === "string") {
      throw new Error("Cannot open an SMTP port: the listener has no port number");
    }
    this.#port = address.port;
    return address.port;
  }

  /** Stops listening; connections still open a second later are cut. */
  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    this.#port = null;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #receive(...[stream, session, done]: Parameters<DataHandler>): void {
    const chunks: Uint8Array[] = [];
    let size = 0;
    stream.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      // What is over the limit is read to its end, as SMTP wants, but not kept.
      if (size <= LARGEST_MESSAGE) chunks.push(chunk);
    });
    stream.on("error", done);
    stream.on("end", () => {
      if (size > LARGEST_MESSAGE) {
        const reason = `Cannot take the message: it is larger than ${LARGEST_MESSAGE} bytes`;
        done(Object.assign(new Error(reason), { responseCode: 552 }));
        return;
      }
      const sender = session.envelope.mailFrom;
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      const wrong = recipients.map((recipient) => this.#faults.of(recipient));
      const fault = Object.assign({}, ...wrong) as ReturnType<MailFaults["of"]>;
      if (fault.message !== undefined) {
        done(refusal(fault.message, "The message is not wanted"));
        return;
      }
      this.#file(Buffer.concat(chunks), sender === false ? null : sender.address, recipients)
        .then(async () => {
          if (fault.breakOff === true) {
            this.#cut(session.id);
            return;
          }
          if (fault.delayMs !== undefined) await delay(fault.delayMs);
          done(null);
          if (fault.bounce === true && sender !== false) this.#bounce(sender.address, recipients);
        }).catch((error: Error) => done(error));
    });
  }

  /** Ends a connection without a word. */
  #cut(session: string): void {
    for (const connection of this.#server?.connections ?? []) {
      if (connection.id === session) connection.close();
    }
  }

  /** What a server far away says an hour later. */
  #bounce(sender: string, recipients: readonly string[]): void {
    this.#mailbox.add({
      via: "smtp",
      from: "Mail Delivery System <mailer-daemon@localhost>",
      to: [sender],
      subject: "Undelivered Mail Returned to Sender",
      text: `This message could not be delivered to ${recipients.join(", ")}: no such mailbox.`,
      html: null,
      messageId: null,
      unsubscribe: null,
    });
  }

  async #file(source: Buffer, sender: string | null, recipients: readonly string[]) {
    const parsed = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true });
    this.#mailbox.add({
      via: "smtp",
      from: parsed.from?.text ?? sender,
      to: recipients,
      subject: parsed.subject ?? "",
      text: parsed.text ?? null,
      html: typeof parsed.html === "string" ? parsed.html : null,
      messageId: parsed.messageId ?? null,
      unsubscribe: unsubscribeOf(parsed.headerLines),
    });
  }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** The address behind a mailbox's own unsubscribe button, which is there only when one click is enough (RFC 8058). */
function unsubscribeOf(lines: readonly { readonly key: string; readonly line: string }[]) {
  const value = (name: string) =>
    lines.find(({ key }) => key === name)?.line.slice(name.length + 1).trim();
  if (value("list-unsubscribe-post") !== "List-Unsubscribe=One-Click") return null;
  return /^<(.+)>$/.exec(value("list-unsubscribe") ?? "")?.[1] ?? null;
}
