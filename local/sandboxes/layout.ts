/** The frame around the sandboxes' own pages. */
import { html, raw } from "hono/html";
import type { Context } from "hono";

/** Markup that is already escaped. */
export type Markup = ReturnType<typeof html>;

const STYLE = `
:root { color-scheme: light dark; --ink: #0c2233; --quiet: #5a6b78; --paper: #fff; --line: #dfe6ea;
  --ground: #eef3f6; --accent: #0a7a52; --on-accent: #fff; --good: #0a7a52; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eaf1f5; --quiet: #a3b3be; --paper: #15222c; --line: #2d3d49; --ground: #0b141b;
    --accent: #35c48d; --on-accent: #04130d; --good: #4bd39f; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 26rem; margin: 0 auto; padding: 1rem; }
main.wide { max-width: 72rem; }
@media (min-width: 40rem) { main { padding-top: 4rem; } main.wide { padding-top: 2rem; } }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 1rem;
  padding: 1.5rem; }
.mode { margin: 0 0 1rem; text-align: center; color: var(--quiet); font-size: .875rem; }
h1 { margin: 0 0 .25rem; font-size: 1.125rem; font-weight: 600; }
.amount { margin: 0; font-size: 2rem; font-weight: 700; letter-spacing: -.02em;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
dl { margin: 1.25rem 0; border-top: 1px solid var(--line); }
dl div { display: flex; gap: 1rem; justify-content: space-between; padding: .625rem 0;
  border-bottom: 1px solid var(--line); }
dt { color: var(--quiet); white-space: nowrap; } dd { margin: 0; text-align: right; overflow-wrap: anywhere;
  min-width: 0; }
form { margin: 0 0 .75rem; }
button, a.button { display: block; width: 100%; min-height: 3rem; padding: .75rem 1rem; font: inherit;
  font-weight: 600; text-align: center; text-decoration: none; border-radius: .625rem;
  cursor: pointer; border: 1px solid var(--accent); background: var(--accent);
  color: var(--on-accent); }
button.second { background: transparent; border-color: var(--line); color: var(--ink); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.cancel { text-align: center; margin: .5rem 0 0; } a { color: inherit; }
.cancel a { display: inline-block; padding: .5rem 1rem; }
.note { margin: 0 0 1rem; padding: .75rem 1rem; border-radius: .625rem;
  border: 1px solid currentColor; font-weight: 600; }
.note.good, td.success { color: var(--good); } .note.bad, td.failed { color: var(--bad); }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .75rem; text-align: left; border-bottom: 1px solid var(--line);
  white-space: nowrap; } th { color: var(--quiet); font-weight: 500; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
`;

/** What one page may differ in. */
export interface PageOptions {
  /** For tables, which need the whole window. */
  readonly wide?: boolean;
  readonly status?: 200 | 404;
}

/** Answers a whole page. Scripts and outside resources are forbidden. */
export function page(
  c: Context,
  title: string,
  content: Markup,
  options: PageOptions = {},
): Response | Promise<Response> {
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
  c.header("referrer-policy", "no-referrer");
  c.header("cache-control", "no-store");
  const markup = html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title}</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <main class="${options.wide === true ? "wide" : ""}">${content}</main>
      </body>
    </html>
  `;
  return c.html(markup, options.status ?? 200);
}
