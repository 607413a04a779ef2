/** What arrived, as the phones show it. */
import { html } from "hono/html";
import { formatAmount } from "../amount.ts";
import type { Markup } from "../layout.ts";
import type { Network, SandboxSms } from "./network.ts";

/** `2026-11-23T08:41:07.123Z` as a phone in Lagos shows it. */
function readable(time: string): string {
  const lagos = new Date(Date.parse(time) + 3_600_000).toISOString();
  return `${lagos.slice(0, 10)} ${lagos.slice(11, 16)}`;
}

/** Every phone with what it got, the one that heard last first; with `to`, that phone alone. */
export function phonesPage(network: Network, to: string | undefined): Markup {
  const messages = network.list(to);
  const numbers = [...new Set(messages.map((sms) => sms.to))];
  return html`
    <h1>${to === undefined ? "Phones" : `Phone +${to}`}</h1>
    <p>
      In the wallet: ${formatAmount(network.walletKobo, "NGN")}. Approved senders: ${[
        ...network.senderIds,
      ].join(", ")}. ${to === undefined ? "" : html`<a href="?">All phones</a>`}
    </p>
    ${numbers.length === 0
      ? html`
        <section class="card">
          <p>No message has been sent${to === undefined ? "" : ` to +${to}`}.</p>
        </section>
      `
      : numbers.map((number) => phone(number, messages.filter((sms) => sms.to === number)))}
  `;
}

function phone(number: string, messages: readonly SandboxSms[]): Markup {
  return html`
    <section
      class="card"
      aria-label="Phone +${number}"
      style="max-width: 24rem; margin: 0 0 1.5rem; border-radius: 1.75rem"
    >
      <h2 style="font-size: 1rem; margin: 0 0 1rem"><a href="?to=${number}">+${number}</a></h2>
      ${[...messages].reverse().map(bubble)}
    </section>
  `;
}

function bubble({ from, text, sentAt, status, arrived, parts, channel, costKobo }: SandboxSms) {
  const shape = "padding: .625rem .875rem; border-radius: 1rem; white-space: pre-wrap; " +
    "overflow-wrap: anywhere; border: 1px solid var(--line); background: var(--ground)";
  return html`
    <article style="margin: 0 0 1rem">
      <p style="margin: 0 0 .25rem; font-size: .8125rem; color: var(--quiet)">
        <strong>${from}</strong> <time datetime="${sentAt}">${readable(sentAt)}</time>
      </p>
      ${arrived ? html`<p style="margin: 0; ${shape}">${text}</p>` : html`
        <p style="margin: 0; ${shape}; opacity: .6"><s>${text}</s></p>
      `}
      <p style="margin: .25rem 0 0; font-size: .75rem; color: var(--quiet)">
        ${status === "" ? "No report" : status} · ${channel} · ${parts} ${parts === 1
          ? "part"
          : "parts"} · ${formatAmount(costKobo, "NGN")}
      </p>
    </article>
  `;
}
