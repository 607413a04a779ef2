/** The hosted page on which a payer pays, declines or goes back. */
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { formatAmount } from "../amount.ts";
import { type Markup, page } from "../layout.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Transaction } from "./transaction.ts";

/** Links and forms are relative, so the page works under any mount and any host name. */
export function checkout(sandbox: Sandbox): Hono {
  const { ledger } = sandbox;
  const app = new Hono();

  app.get("/:code", (c) => {
    const code = c.req.param("code");
    const transaction = ledger.byAccessCode(code);
    if (transaction === undefined) return unknownCheckout(c);
    const title = `Pay ${formatAmount(transaction.amount, transaction.currency)}`;
    const { merchantName } = sandbox.place;
    return page(c, title, checkoutCard(transaction, code, merchantName));
  });

  app.post("/:code/pay", async (c) => {
    const transaction = ledger.byAccessCode(c.req.param("code"));
    if (transaction === undefined) return unknownCheckout(c);
    await sandbox.pay(transaction);
    return c.redirect(returnAddress(transaction) ?? `../${transaction.accessCode}`, 303);
  });

  app.post("/:code/decline", (c) => {
    const transaction = ledger.byAccessCode(c.req.param("code"));
    if (transaction === undefined) return unknownCheckout(c);
    ledger.decline(transaction);
    return c.redirect(`../${transaction.accessCode}`, 303);
  });

  app.get("/:code/cancelled", (c) => {
    const transaction = ledger.byAccessCode(c.req.param("code"));
    if (transaction === undefined) return unknownCheckout(c);
    const content = html`
      <section class="card">
        <h1>Nothing was charged</h1>
        <p>You left the payment ${transaction.reference}.</p>
        <a class="button" href="../${transaction.accessCode}">Return to the payment</a>
      </section>
    `;
    return page(c, "Payment cancelled", content);
  });

  return app;
}

/** Where the payer's browser goes back to, or null when the platform named no address. */
function returnAddress({ callbackUrl, reference }: Transaction): string | null {
  if (callbackUrl === null) return null;
  const url = new URL(callbackUrl);
  url.searchParams.set("reference", reference);
  url.searchParams.set("trxref", reference);
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

function checkoutCard(transaction: Transaction, code: string, merchantName: string): Markup {
  const { amount, currency, email, reference, paidAt } = transaction;
  return html`
    <p class="mode">Payment sandbox. No money moves.</p>
    <section class="card" aria-labelledby="title">
      ${outcome(transaction)}
      <h1 id="title">${paidAt === null ? "Amount to pay" : "Amount paid"}</h1>
      <p class="amount">${formatAmount(amount, currency)}</p>
      <dl>
        <div><dt>Paid to</dt><dd>${merchantName}</dd></div>
        <div><dt>E-mail</dt><dd>${email}</dd></div>
        <div><dt>Reference</dt><dd>${reference}</dd></div>
      </dl>
      ${paidAt === null ? actions(transaction, code) : wayBack(transaction)}
    </section>
  `;
}

function outcome({ status }: Transaction): Markup | "" {
  if (status === "failed") {
    return html`<p class="note bad" role="status">Declined by the bank. Nothing was charged.</p>`;
  }
  if (status === "success") {
    return html`<p class="note good" role="status">This payment is already paid.</p>`;
  }
  if (status === "reversed") {
    return html`<p class="note" role="status">This payment was paid and has been returned.</p>`;
  }
  return "";
}

function actions(transaction: Transaction, code: string): Markup {
  const pay = transaction.status === "failed" ? "Try again:" : "Pay";
  const cancel = transaction.cancelUrl ?? returnAddress(transaction) ?? `${code}/cancelled`;
  return html`
    <form method="post" action="${code}/pay">
      <button type="submit">
        ${pay} ${formatAmount(transaction.amount, transaction.currency)}
      </button>
    </form>
    <form method="post" action="${code}/decline">
      <button type="submit" class="second">Decline</button>
    </form>
    <p class="cancel"><a href="${cancel}">Cancel</a></p>
  `;
}

function wayBack(transaction: Transaction): Markup | "" {
  const address = returnAddress(transaction);
  if (address === null) return "";
  return html`<a class="button" href="${address}">Return to the merchant</a>`;
}
