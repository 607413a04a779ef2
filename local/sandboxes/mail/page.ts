/** The frame around the mail catcher's pages. */
import type { Context } from "hono";
import { html, raw } from "hono/html";

/** Markup that is already escaped. */
export type Markup = ReturnType<typeof html>;

const STYLE = `
:root { color-scheme: light dark; --ink: #0c2233; --quiet: #55656f; --paper: #fff; --line: #dfe6ea;
  --ground: #eef3f6; --accent: #0a7a52; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eaf1f5; --quiet: #a3b3be; --paper: #15222c; --line: #2d3d49; --ground: #0b141b;
    --accent: #4bd39f; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
@media (min-width: 40rem) { main { padding-top: 2.5rem; } }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.25; overflow-wrap: anywhere; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 1rem;
  overflow: hidden; }
.empty { padding: 2.5rem 1.5rem; margin: 0; text-align: center; color: var(--quiet); }
.search { display: flex; gap: .5rem; margin: 0 0 1rem; align-items: end; flex-wrap: wrap; }
.search label { display: block; flex: 1 1 14rem; font-size: .875rem; color: var(--quiet); }
.search input, .search button { font: inherit; min-height: 2.75rem; padding: .5rem .875rem;
  border-radius: .625rem; border: 1px solid var(--line); background: var(--paper);
  color: var(--ink); }
.search input { display: block; width: 100%; margin-top: .25rem; }
.search button { font-weight: 600; cursor: pointer; }
ol { list-style: none; margin: 0; padding: 0; }
li + li { border-top: 1px solid var(--line); }
li a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .875rem 1.25rem;
  text-decoration: none; min-width: 0; }
li a:hover { background: var(--ground); }
.subject { font-weight: 600; overflow-wrap: anywhere; }
.who { grid-column: 1 / -1; color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
time { color: var(--quiet); font-size: .875rem; white-space: nowrap; }
.back { margin: 0 0 1rem; } .back a { display: inline-block; padding: .5rem 0; }
dl { margin: 0; padding: 1rem 1.25rem; border-bottom: 1px solid var(--line); }
dl div { display: flex; gap: 1rem; } dt { flex: 0 0 5rem; color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
h2 { margin: 0; padding: .75rem 1.25rem 0; font-size: .875rem; font-weight: 600;
  color: var(--quiet); }
pre { margin: 0; padding: .75rem 1.25rem 1.25rem; white-space: pre-wrap; overflow-wrap: anywhere;
  font: .9375rem/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
iframe { display: block; width: calc(100% - 2.5rem); height: 60vh; margin: .75rem 1.25rem 1.25rem;
  border: 1px solid var(--line); border-radius: .625rem; background: #fff; color-scheme: light; }
`;

/**
 * Answers a whole page. Scripts and everything from elsewhere are forbidden, in the page and in the
 * mail that it frames; pictures are shown when they came inside the message.
 */
export function page(
  c: Context,
  title: string,
  content: Markup,
  status: 200 | 404 = 200,
): Response | Promise<Response> {
  c.header(
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; " +
      "frame-ancestors 'none'",
  );
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
        <main>${content}</main>
      </body>
    </html>
  `;
  return c.html(markup, status);
}
