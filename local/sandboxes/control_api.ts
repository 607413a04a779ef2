/**
 * The sandbox's levers over HTTP, under /_control. They ask for no key and are no part of the
 * provider's API: whoever reaches the sandbox may pull them.
 */
import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import { formatAmount } from "./amount.ts";
import {
  ControlError,
  type ListedPayment,
  MOST_RESENDS,
  type SandboxControl,
  transferStatuses,
} from "./control.ts";
import { nothing, readQuery, readRequest, refuseControl } from "./control_request.ts";
import type { Delivery } from "./delivery.ts";
import { faultRequest } from "./fault_request.ts";
import { type Markup, page } from "./layout.ts";

const resendRequest = z.strictObject({ times: z.int().min(1).max(MOST_RESENDS).default(1) });
const eventRequest = z.strictObject({
  event: z.record(z.string(), z.unknown()),
  signature: z.enum(["valid", "wrong"]).default("valid"),
});
const releaseRequest = z.strictObject({
  order: z.enum(["oldest first", "newest first"]).default("oldest first"),
});
const creditRequest = z.strictObject({ amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER) });
const refundRequest = z.strictObject({
  status: z.enum(["processing", "processed", "failed", "needs-attention"]),
});
const transferRequest = z.strictObject({ status: z.enum(transferStatuses) });

const disputeRequest = z.strictObject({
  amount: z.int().min(1).optional(),
  dueAt: z.iso.datetime({ offset: true }).optional(),
});
const decisionRequest = z.strictObject({ outcome: z.enum(["won", "lost"]) });

/** Routes for `control`; errors are `{error: message}` with 400, 404 or 409. */
export function controlApi(control: SandboxControl, name: string): Hono {
  const app = new Hono();

  app.onError(refuseControl);
  app.use(async (c, next) => {
    readQuery(c, nothing);
    await next();
  });

  app.post("/faults", async (c) => {
    const { reference, ...fault } = await readRequest(c, faultRequest);
    control.setFault(reference, fault);
    return c.json({ reference, fault });
  });
  app.post("/pay/:reference", async (c) => {
    await readRequest(c, nothing);
    return c.json(await control.pay(c.req.param("reference")) as object);
  });
  app.post("/decline/:reference", async (c) => {
    await readRequest(c, nothing);
    return c.json(await control.decline(c.req.param("reference")) as object);
  });
  app.post("/resend/:reference", async (c) => {
    const { times } = await readRequest(c, resendRequest);
    return c.json(await control.resend(c.req.param("reference"), times));
  });
  app.post("/credit/:account", async (c) => {
    const { amount } = await readRequest(c, creditRequest);
    if (control.credit === undefined) {
      throw new ControlError(409, "Cannot transfer: there are no account numbers here");
    }
    return c.json(await control.credit(c.req.param("account"), amount) as object);
  });
  app.post("/release/:reference", async (c) => {
    const { order } = await readRequest(c, releaseRequest);
    return c.json({ released: control.release(c.req.param("reference"), order) });
  });
  app.post("/events", async (c) => {
    const { event, signature } = await readRequest(c, eventRequest);
    return c.json(await control.sendWebhook(event, { signature }));
  });
  app.post("/refunds/:id", async (c) => {
    const { status } = await readRequest(c, refundRequest);
    if (control.moveRefund === undefined) {
      throw new ControlError(409, "Cannot move a refund: here they are done at once");
    }
    return c.json(await control.moveRefund(Number(c.req.param("id")), status) as object);
  });
  app.post("/disputes/:reference", async (c) => {
    const { amount, dueAt } = await readRequest(c, disputeRequest);
    const id = await control.openDispute(c.req.param("reference"), {
      ...(amount === undefined ? {} : { amount }),
      ...(dueAt === undefined ? {} : { dueAt }),
    });
    return c.json({ id });
  });
  app.post("/disputes/:id/decide", async (c) => {
    const { outcome } = await readRequest(c, decisionRequest);
    await control.decideDispute(Number(c.req.param("id")), outcome);
    return c.json({ outcome });
  });
  app.get("/refunds", (c) => c.json(control.refunds() as object[]));
  app.post("/transfers/:reference", async (c) => {
    const { status } = await readRequest(c, transferRequest);
    return c.json(await control.moveTransfer(c.req.param("reference"), status) as object);
  });
  app.post("/reset", async (c) => {
    await readRequest(c, nothing);
    await control.reset();
    return c.body(null, 204);
  });
  app.get("/deliveries", (c) => c.json(control.deliveries()));
  app.get("/transactions", (c) => c.json(control.transactions() as object[]));
  app.get("/", (c) => {
    const content = overview(name, control.payments(), control.deliveries());
    return page(c, `${name} sandbox`, content, { wide: true });
  });

  return app;
}

function overview(
  name: string,
  payments: readonly ListedPayment[],
  deliveries: readonly Delivery[],
): Markup {
  const rows = payments.map((one) => {
    const sent = deliveries.filter((delivery) => delivery.reference === one.reference);
    const webhooks = sent.map((delivery) => `${delivery.event} ${delivery.state}`).join(", ");
    return html`
      <tr>
        <td><a href="${one.checkoutUrl}">${one.reference}</a></td>
        <td class="number">${formatAmount(one.amount, one.currency)}</td>
        <td class="${one.status}">${one.status}</td>
        <td>${one.email}</td>
        <td>${one.startedAt}</td>
        <td>${webhooks === "" ? "none" : webhooks}</td>
      </tr>
    `;
  });
  return html`
    <section class="card">
      <h1>Payments in the ${name} sandbox</h1>
      ${rows.length === 0 ? html`<p>No payment has been started yet.</p>` : html`
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>Reference</th>
                <th class="number">Amount</th>
                <th>Status</th>
                <th>E-mail</th>
                <th>Started</th>
                <th>Webhooks</th>
              </tr>
            </thead>
            <tbody>${rows}</tbody>
          </table>
        </div>
      `}
    </section>
  `;
}
