/**
 * E-mail by SMTP over TLS, one connection for each message: a function lives too briefly for a pool. What became of a
 * message that failed is known to the step: until its last byte was handed over, a server cannot have taken it.
 */
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { type EmailSender, SendFailure, type SendOutcome } from "../email_sender.ts";
import { type Sender, writeMessage, type WrittenMessage } from "./message.ts";

/** What the adapter needs. */
export interface SmtpOptions extends Sender {
  readonly host: string;
  /** Where the server speaks TLS from the first byte. */
  readonly port: number;
  readonly login?: { readonly user: string; readonly password: string };
  /** A certificate (PEM) to trust beside none. */
  readonly ca?: string;
  /** For a message, from the name of the server to its last answer. */
  readonly timeoutMs: number;
}

/** Creates the adapter. */
export function createSmtp(options: SmtpOptions): EmailSender {
  return {
    name: "smtp",
    async send(email) {
      const message = await writeMessage(email, options);
      await hand(options, message);
      return { providerId: message.messageId };
    },
  };
}

/** How far a message came. */
type Step = "connect" | "login" | "envelope" | "handed_over";

/** Hands a message over, within the time there is. */
async function hand(
  options: SmtpOptions,
  message: WrittenMessage,
): Promise<void> {
  const { host, port, timeoutMs } = options;
  const connection = new SMTPConnection({
    host,
    port,
    secure: true,
    // Whoever asks our name gets that of nobody's machine.
    name: "estate",
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketCloseTimeout: 0,
    allowInternalNetworkInterfaces: true,
    tls: {
      minVersion: "TLSv1.2",
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    },
  });
  let step: Step = "connect";
  const failed = Promise.withResolvers<never>();
  // An error between two steps is heard by the one after; without a listener it would end the function.
  connection.on("error", failed.reject);
  const timer = setTimeout(
    () =>
      failed.reject(
        Object.assign(new Error("It took too long"), { code: "ETIMEDOUT" }),
      ),
    timeoutMs,
  );
  const stepDone = (begin: (done: (error?: Error | null) => void) => void) =>
    Promise.race([
      failed.promise,
      new Promise<void>((resolve, reject) =>
        begin((error) => error === undefined || error === null ? resolve() : reject(error))
      ),
    ]);
  try {
    await stepDone((done) => connection.connect(done));
    if (options.login !== undefined) {
      step = "login";
      const { user, password: pass } = options.login;
      await stepDone((done) => connection.login({ credentials: { user, pass } }, done));
    }
    step = "envelope";
    const envelope = {
      from: message.from,
      to: [message.to],
      size: message.bytes.length,
    };
    const body = readWhenAsked(message.bytes, () => step = "handed_over");
    await stepDone((done) => connection.send(envelope, body, (error) => done(error)));
    connection.quit();
  } catch (error) {
    throw failureOf(error, step);
  } finally {
    clearTimeout(timer);
    failed.promise.catch(() => {});
    connection.close();
  }
}

/** A stream of `bytes` that begins when the server asks for them, and says when the last were given. */
function readWhenAsked(bytes: Uint8Array, onGiven: () => void): Readable {
  return new Readable({
    highWaterMark: 0,
    read() {
      onGiven();
      this.push(bytes);
      this.push(null);
    },
  });
}

/** What a failure at a step means for the message. */
function failureOf(cause: unknown, step: Step): SendFailure {
  const { code = "", responseCode, command = "" } = cause as {
    code?: string;
    responseCode?: number;
    command?: string;
  };
  const fail = (outcome: SendOutcome, short: string) => new SendFailure(outcome, short, { cause });
  if (typeof responseCode === "number" && responseCode >= 400) {
    const short = `smtp_${responseCode}`;
    // 4xx: later. A login that is refused says nothing of the message.
    const permanent = responseCode >= 500 && code !== "EAUTH" &&
      /^(MAIL|RCPT|DATA)/.test(command);
    return fail(permanent ? "refused" : "not_sent", short);
  }
  if (code === "EAUTH") return fail("not_sent", "smtp_login");
  const short = code === "ETIMEDOUT" ? "timeout" : code === "ETLS" ? "tls" : "network";
  if (step === "handed_over") return fail("unknown", short);
  // Said by the client itself: the server takes no message of this size, or no address of this form.
  if (code === "EMESSAGE") return fail("refused", "too_large");
  if (code === "EENVELOPE") return fail("refused", "invalid_address");
  return fail("not_sent", short);
}
