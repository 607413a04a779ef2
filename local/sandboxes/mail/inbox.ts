/** The mail catcher's pages: the list, and one message. */
import { html } from "hono/html";
import type { CaughtMessage } from "./mailbox.ts";
import type { Markup } from "./page.ts";

/** Forbids a framed message everything but its own text, styles and embedded pictures. */
const MESSAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";

/** `2026-11-23T08:41:07.123Z` as people read it. */
function readable(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}

function subjectOf({ subject }: CaughtMessage): string {
  return subject.trim() === "" ? "(no subject)" : subject;
}

/**
 * The list of messages, newest first. Links are queries only, so they hold wherever the app is
 * mounted, with or without a slash at the end.
 */
export function inboxPage(messages: readonly CaughtMessage[], to: string | undefined): Markup {
  return html`
    <h1>Caught mail</h1>
    <form class="search" method="get" role="search">
      <label>Sent to
        <input type="email" name="to" value="${to ?? ""}" placeholder="ada@example.com">
      </label>
      <button type="submit">Show</button>
    </form>
    <section class="card" aria-label="Messages">
      ${messages.length === 0 ? emptyInbox(to) : html`<ol>${messages.map(row)}</ol>`}
    </section>
  `;
}

function emptyInbox(to: string | undefined): Markup {
  if (to === undefined) {
    return html`<p class="empty">Nothing yet. Every e-mail the stack sends appears here.</p>`;
  }
  return html`<p class="empty">Nothing was sent to ${to}. <a href="?">Show all</a></p>`;
}

function row(message: CaughtMessage): Markup {
  const { id, receivedAt, from, to } = message;
  return html`
    <li>
      <a href="?message=${id}">
        <span class="subject">${subjectOf(message)}</span>
        <time datetime="${receivedAt}">${readable(receivedAt)}</time>
        <span class="who">
          To ${to.join(", ")}${from === null ? "" : html`
            from ${from}
          `}
        </span>
      </a>
    </li>
  `;
}

/** One message; its HTML is framed where it can neither run scripts nor reach out. */
export function messagePage(message: CaughtMessage): Markup {
  const { receivedAt, from, to, text, unsubscribe } = message;
  return html`
    <p class="back"><a href="?">&larr; All mail</a></p>
    <article class="card">
      <dl>
        <div><dt>From</dt><dd>${from ?? "the stack"}</dd></div>
        <div><dt>To</dt><dd>${to.join(", ")}</dd></div>
        <div>
          <dt>Received</dt>
          <dd><time datetime="${receivedAt}">${readable(receivedAt)}</time></dd>
        </div>
        ${unsubscribe === null ? "" : html`
          <div>
            <dt>One click</dt>
            <dd>ends messages of this kind: ${unsubscribe}</dd>
          </div>
        `}
      </dl>
      <h1 style="padding: 1rem 1.25rem 0; margin: 0">${subjectOf(message)}</h1>
      ${message.html === null ? "" : framed(message.html)}
      ${text === null ? "" : html`
        <h2>Plain text</h2>
        <pre>${text}</pre>
      `}
      ${message.html === null && text === null ? html`<p class="empty">It is empty.</p>` : ""}
    </article>
  `;
}

/** Links of the message open in a new tab, outside the frame's restrictions. */
function framed(source: string): Markup {
  const document = '<!doctype html><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="${MESSAGE_POLICY}">` +
    '<base target="_blank">' + source;
  return html`
    <iframe
      title="The message"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcdoc="${document}"
    ></iframe>
  `;
}

/** What is shown for a message that is not kept. */
export function unknownMessagePage(): Markup {
  return html`
    <p class="back"><a href="?">&larr; All mail</a></p>
    <h1>This message is not here</h1>
    <p>The catcher keeps the newest messages until the stack stops.</p>
  `;
}
