/** The pages on which people read caught mail. */
import { html } from "hono/html";
import type { Markup } from "../layout.ts";
import type { CaughtMail } from "./mailbox.ts";

/** The list of messages; `base` is the mount's path and `to` the address the list is limited to. */
export function inboxMarkup(
  mails: readonly CaughtMail[],
  base: string,
  to: string | undefined,
): Markup {
  const rows = mails.map((mail) =>
    html`
      <tr>
        <td><a href="${base}/messages/${mail.id}">${mail.subject || "(no subject)"}</a></td>
        <td>${mail.to}</td>
        <td><time datetime="${mail.receivedAt}">${mail.receivedAt}</time></td>
      </tr>
    `
  );
  return html`
    <section class="card">
      <h1>${to === undefined ? "Caught mail" : `Caught mail to ${to}`}</h1>
      ${to === undefined ? "" : html`<p><a href="${base || "/"}">All mail</a></p>`}
      ${rows.length === 0
        ? html`<p>No mail yet. Nothing sent here leaves this computer.</p>`
        : html`
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>Subject</th>
                  <th>To</th>
                  <th>Received</th>
                </tr>
              </thead>
              <tbody>${rows}</tbody>
            </table>
          </div>
        `}
    </section>
  `;
}

/**
 * One message. Its HTML lives in a frame without scripts, forms or this page's origin; links open
 * in a new tab, which is how a confirmation link is followed.
 */
export function letterMarkup(mail: CaughtMail, base: string): Markup {
  const letter = `<base target="_blank">${mail.html ?? ""}`;
  const frame = html`
    <iframe
      title="Message"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
      srcdoc="${letter}"></iframe>
  `;
  return html`
    <section class="card">
      <p><a href="${base || "/"}">All mail</a></p>
      <h1>${mail.subject || "(no subject)"}</h1>
      <dl>
        <div><dt>To</dt><dd>${mail.to}</dd></div>
        <div>
          <dt>Received</dt>
          <dd><time datetime="${mail.receivedAt}">${mail.receivedAt}</time></dd>
        </div>
      </dl>
      ${mail.html === null ? "" : frame}
      ${mail.text === null ? "" : html`<pre>${mail.text}</pre>`}
    </section>
  `;
}

/** Says that a message is gone. */
export function noLetterMarkup(base: string): Markup {
  return html`
    <section class="card">
      <h1>This message is not here</h1>
      <p>It was deleted, or newer mail took its place. <a href="${base || "/"}">All mail</a></p>
    </section>
  `;
}
