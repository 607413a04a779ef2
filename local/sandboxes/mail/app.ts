/** Catches every e-mail of a development stack, so that none ever reaches a person. */
import type { EmailDriver } from "@supabase/lite";
import { Hono } from "hono";
import { readRequest, refuseControl } from "../control_request.ts";
import { type MailFault, mailFaultRequest, MailFaults } from "./faults.ts";
import { inboxPage, messagePage, unknownMessagePage } from "./inbox.ts";
import { type CaughtMessage, Mailbox } from "./mailbox.ts";
import { page } from "./page.ts";
import { SmtpListener } from "./smtp.ts";

export type { CaughtMessage } from "./mailbox.ts";
export type { SmtpListener } from "./smtp.ts";

/** How a catcher is set up. */
export interface MailCatcherOptions {
  /** Dates the messages; the system clock when absent. */
  readonly now?: () => Date;
}

/** A mailbox for everyone, with a page, an API and two ways in. */
export interface MailCatcher {
  /** What @supabase/lite sends through. */
  readonly driver: EmailDriver;
  /**
   * The inbox at `/`, and JSON: `GET /api/messages?to=`, `GET /api/messages/:id` and
   * `DELETE /api/messages`; `POST /_control/faults` says what goes wrong for an address.
   */
  readonly app: Hono;
  /** What was caught, newest first; with `to`, what was delivered to that address. */
  messages(to?: string): CaughtMessage[];
  /** The SMTP way in. It is shut until `smtp.listen()`, and must be closed after. */
  readonly smtp: SmtpListener;
  /** The same over TLS, as the platform's own e-mail comes. */
  readonly smtps: SmtpListener;
  /** What goes wrong at both, by address or "*" for all; an empty fault clears it. */
  setFault(address: string, fault: MailFault): void;
}

/** Creates a catcher that has caught nothing. */
export function createMailCatcher(options: MailCatcherOptions = {}): MailCatcher {
  const mailbox = new Mailbox(options.now ?? (() => new Date()));
  const faults = new MailFaults();
  const driver: EmailDriver = {
    // deno-lint-ignore require-await -- the interface wants a promise
    async send({ to, subject, text, html }) {
      const parts = { text: text ?? null, html: html ?? null };
      mailbox.add({
        via: "driver",
        from: null,
        to: [to],
        subject,
        ...parts,
        messageId: null,
        unsubscribe: null,
      });
    },
  };
  return {
    driver,
    app: mailApp(mailbox, faults),
    messages: (to) => mailbox.list(to),
    smtp: new SmtpListener(mailbox, faults),
    smtps: new SmtpListener(mailbox, faults),
    setFault: (address, fault) => faults.set(address, fault),
  };
}

function mailApp(mailbox: Mailbox, faults: MailFaults): Hono {
  // Not strict: a slash at the end of a mounted path means the same.
  const app = new Hono({ strict: false });
  app.onError(refuseControl);
  const find = (id: string) => /^\d{1,15}$/.test(id) ? mailbox.get(Number(id)) : undefined;

  app.get("/", (c) => {
    const { message: id, to = "" } = c.req.query();
    if (id === undefined) {
      const wanted = to.trim() === "" ? undefined : to.trim();
      return page(c, "Caught mail", inboxPage(mailbox.list(wanted), wanted));
    }
    const message = find(id);
    if (message === undefined) return page(c, "Unknown message", unknownMessagePage(), 404);
    return page(c, message.subject === "" ? "Message" : message.subject, messagePage(message));
  });

  app.get("/api/messages", (c) => {
    return c.json({ messages: mailbox.list(c.req.query("to")) });
  });
  app.get("/api/messages/:id", (c) => {
    const message = find(c.req.param("id"));
    if (message !== undefined) return c.json(message);
    return c.json({ error: `Cannot show message ${c.req.param("id")}: no such message` }, 404);
  });
  app.post("/_control/faults", async (c) => {
    const { address, ...fault } = await readRequest(c, mailFaultRequest);
    faults.set(address, fault);
    return c.json({ address, fault });
  });
  app.delete("/api/messages", (c) => {
    mailbox.clear();
    return c.body(null, 204);
  });
  return app;
}
