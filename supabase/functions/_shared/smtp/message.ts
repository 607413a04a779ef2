/** Writes a message as SMTP carries it. What a person wrote stays inside the header or body that it belongs to. */
import MailComposer from "nodemailer/lib/mail-composer";
import { z } from "zod";
import { type Email, SendFailure } from "../email_sender.ts";

/** A message ready to be sent. */
export interface WrittenMessage {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly bytes: Uint8Array;
}

/** In whose name it is written. */
export interface Sender {
  /** As people see it, such as `Estate <no-reply@estate.ng>`. */
  readonly from: string;
  readonly replyTo?: string | undefined;
}

const address = z.email().max(254);
const messageIdForm = /^<?([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,120}@[A-Za-z0-9.-]{1,120})>?$/;

/** Line ends and other characters that no line of text has: in a header they would begin another. */
// deno-lint-ignore no-control-regex -- they are what is looked for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** @throws {SendFailure} refused, when a part of it cannot be written */
export async function writeMessage(
  email: Email,
  sender: Sender,
): Promise<WrittenMessage> {
  if (!address.safeParse(email.to).success) {
    throw new SendFailure("refused", "invalid_address");
  }
  const id = messageIdForm.exec(email.messageId)?.[1];
  if (id === undefined) throw new SendFailure("refused", "invalid_message_id");
  const messageId = `<${id}>`;
  const unsubscribe = email.unsubscribeUrl === undefined
    ? undefined
    : unsubscribeAddress(email.unsubscribeUrl);
  const composed = new MailComposer({
    from: sender.from,
    to: { name: "", address: email.to },
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    subject: email.subject.replaceAll(unprintable, " ").trim(),
    messageId,
    text: email.text,
    ...(email.html === undefined ? {} : { html: email.html }),
    // Nothing that a message says may open a file or an address of ours.
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      // No out-of-office note shall answer.
      "auto-submitted": "auto-generated",
      ...(email.language === undefined || !/^[a-z]{2,3}$/.test(email.language)
        ? {}
        : { "content-language": email.language }),
      // RFC 8058: what a mailbox's own unsubscribe button needs.
      ...(unsubscribe === undefined ? {} : {
        "list-unsubscribe": {
          prepared: true,
          foldLines: false,
          value: `<${unsubscribe}>`,
        },
        "list-unsubscribe-post": "List-Unsubscribe=One-Click",
      }),
    },
  }).compile();
  const envelope = composed.getEnvelope();
  if (
    typeof envelope.from !== "string" || envelope.from === "" ||
    envelope.to.length !== 1
  ) {
    throw new SendFailure("refused", "invalid_address");
  }
  return {
    from: envelope.from,
    to: envelope.to[0] ?? "",
    messageId,
    bytes: new Uint8Array(await composed.build()),
  };
}

function unsubscribeAddress(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isOpen = url?.protocol === "https:" || url?.protocol === "http:";
  // Written anew, an address has neither line ends nor angle brackets.
  if (url === undefined || !isOpen) {
    throw new SendFailure("refused", "invalid_unsubscribe_url");
  }
  return url.href.replaceAll("<", "%3C").replaceAll(">", "%3E");
}
