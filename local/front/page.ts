/** The page at `/`. It works without scripts and asks no other host. */
import { html } from "hono/html";
import { taskLine } from "../command_line.ts";
import type { Markup } from "../sandboxes/layout.ts";
import type { Part, StackStatus } from "./status.ts";

/** Title of the page: the first thing a tab or a screen reader says. */
export function titleOf({ parts }: StackStatus): string {
  const broken = parts.filter(({ ok }) => !ok);
  if (broken.length === 0) return "Estate is up";
  return `Estate: ${broken.map(({ name }) => name).join(", ")} not working`;
}

/** Its content. */
export function frontPage(status: StackStatus): Markup {
  return html`
    <h1>${titleOf(status)}</h1>
    <p>${placeOf(status)}. <a href="/">Ask again</a></p>
    <div class="card">
      <h2>What runs</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Part</th>
              <th>State</th>
              <th>Says</th>
              <th class="number">ms</th>
            </tr>
          </thead>
          <tbody>${status.parts.map(partRow)}</tbody>
        </table>
      </div>
    </div>
    <div class="card">
      <h2>Where to go</h2>
      <dl>${status.links.map(({ name, href, what }) =>
        html`
          <div>
            <dt><a href="${href}">${name}</a></dt>
            <dd>${what}</dd>
          </div>
        `
      )}</dl>
    </div>
    <div class="card"><h2>Demo logins</h2>${loginsOf(status)}</div>
    <div class="card">
      <h2>To develop with</h2>
      <dl>
        <div>
          <dt>Address</dt>
          <dd><code>${status.url}</code></dd>
        </div>
        <div>
          <dt>Publishable key</dt>
          <dd><code>${status.publishableKey}</code></dd>
        </div>
        <div>
          <dt>Secret key</dt>
          <dd><code>${status.secretKey}</code></dd>
        </div>
        <div>
          <dt>SQL</dt>
          <dd><code>${taskLine("psql")}</code>${status.database.url === null ? "" : html`
            or <code>${status.database.url}</code>
          `}</dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd>${timeOf(status)}</dd>
        </div>
      </dl>
      <p>The keys are the same on every machine, and the stack listens on loopback only. This page as JSON:
      <code>curl -H 'accept: application/json' ${status.url}</code></p>
    </div>
  `;
}

function placeOf({ database, pid }: StackStatus): string {
  const where = database.engine === "pglite" ? "the embedded database" : "DATABASE_URL";
  return `On ${where}, in process ${pid}`;
}

function partRow({ name, ok, detail, ms }: Part): Markup {
  return html`
    <tr>
      <td>${name}</td>
      <td class="${ok ? "success" : "failed"}">${ok ? "works" : "broken"}</td>
      <td>${detail}</td>
      <td class="number">${ms}</td>
    </tr>
  `;
}

function loginsOf({ demo }: StackStatus): Markup {
  if (demo.logins.length === 0) return html`<p>There are no demo data here.</p>`;
  return html`
    <p>Password <code>${demo.password}</code></p>
    <dl>${demo.logins.map(({ email, who }) =>
      html`
        <div>
          <dt><code>${email}</code></dt>
          <dd>${who}</dd>
        </div>
      `
    )}</dl>
  `;
}

function timeOf({ time }: StackStatus): string {
  const now = `${time.now.slice(0, 16).replace("T", " ")} UTC`;
  if (time.aheadMs === 0) return time.movable ? `${now}; ${taskLine("clock +30d")} moves it` : now;
  return `${now}, moved ahead by ${(time.aheadMs / 86_400_000).toFixed(1)} days`;
}
