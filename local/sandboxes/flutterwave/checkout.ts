/** The hosted page on which a payer pays, declines or goes back. */
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { formatAmount } from "../amount.ts";
import { type Markup, page } from "../layout.ts";
import type { Link, Transaction } from "./ledger.ts";
import type { Sandbox } from "./sandbox.ts";

/** Links and forms are relative, so the page works under any mount and any host name. */
export function checkout(sandbox: Sandbox): Hono {
  const { ledger } = sandbox;
  const app = new Hono();

  app.get("/:code", (c) => {
    const link = ledger.linkByCode(c.req.param("code"));
    if (link === undefined) return unknownCheckout(c);
    const tries = ledger.transactions().filter((one) => one.link === link);
    return page(
      c,
      `Pay ${formatAmount(link.amount, link.currency)}`,
      card(link, tries, sandbox.place.merchantName),
    );
  });

  const attempt = (status: Transaction["status"]) => async (c: Context) => {
    const link = ledger.linkByCode(c.req.param("code") ?? "");
    if (link === undefined) return unknownCheckout(c);
    await sandbox.attempt(link, status);
    const paid = ledger.paid(link);
    const back = paid === undefined ? null : returnAddress(link, "successful", paid.id);
    return c.redirect(back ?? `../${link.code}`, 303);
  };
  app.post("/:code/pay", attempt("successful"));
  app.post("/:code/decline", attempt("failed"));

  app.get("/:code/cancelled", (c) => {
    const link = ledger.linkByCode(c.req.param("code"));
    if (link === undefined) return unknownCheckout(c);
    const content = html`
      <section class="card">
        <h1>Nothing was charged</h1>
        <p>You left the payment ${link.txRef}.</p>
        <a class="button" href="../${link.code}">Return to the payment</a>
      </section>
    `;
    return page(c, "Payment cancelled", content);
  });

  return app;
}

/** Where the payer's browser goes back to, or null when the platform named no address. */
function returnAddress({ redirectUrl, txRef }: Link, status: string, id?: number): string | null {
  if (redirectUrl === null) return null;
  const url = new URL(redirectUrl);
  url.searchParams.set("status", status);
  url.searchParams.set("tx_ref", txRef);
  if (id !== undefined) url.searchParams.set("transaction_id", String(id));
  return url.href;
}

function unknownCheckout(c: Context): Response | Promise<Response> {
  const content = html`
    <section class="card">
      <h1>This payment link is not known</h1>
      <p>It may belong to a sandbox that has been restarted. Start the payment again.</p>
    </section>
  `;
  return page(c, "Unknown payment link", content, { status: 404 });
}

function card(link: Link, tries: readonly Transaction[], merchantName: string): Markup {
  const { amount, currency, email, txRef } = link;
  const paid = tries.find((one) => one.status === "successful");
  const note = paid !== undefined
    ? html`<p class="note good" role="status">This payment is already paid.</p>`
    : tries.length > 0
    ? html`<p class="note bad" role="status">Declined by the bank. Nothing was charged.</p>`
    : "";
  return html`
    <p class="mode">Flutterwave sandbox. No money moves.</p>
    <section class="card" aria-labelledby="title">
      ${note}
      <h1 id="title">${paid === undefined ? "Amount to pay" : "Amount paid"}</h1>
      <p class="amount">${formatAmount(amount, currency)}</p>
      <dl>
        <div><dt>Paid to</dt><dd>${merchantName}</dd></div>
        <div><dt>E-mail</dt><dd>${email}</dd></div>
        <div><dt>Reference</dt><dd>${txRef}</dd></div>
      </dl>
      ${paid === undefined ? actions(link, tries.length > 0) : wayBack(link, paid)}
    </section>
  `;
}

function actions(link: Link, again: boolean): Markup {
  const { code, amount, currency } = link;
  const cancel = returnAddress(link, "cancelled") ?? `${code}/cancelled`;
  return html`
    <form method="post" action="${code}/pay">
      <button type="submit">${again ? "Try again:" : "Pay"} ${formatAmount(
        amount,
        currency,
      )}</button>
    </form>
    <form method="post" action="${code}/decline">
      <button type="submit" class="second">Decline</button>
    </form>
    <p class="cancel"><a href="${cancel}">Cancel</a></p>
  `;
}

function wayBack(link: Link, paid: Transaction): Markup | "" {
  const address = returnAddress(link, "successful", paid.id);
  if (address === null) return "";
  return html`<a class="button" href="${address}">Return to the merchant</a>`;
}
