/** The provider's /v3/tokenized-charges: a saved card is charged again. */
import { Hono } from "hono";
import { readObject } from "../request_body.ts";
import { fromNaira } from "./money.ts";
import { refuse, type Sandbox, succeed } from "./sandbox.ts";
import { cardToken } from "./wire.ts";

/** Charges the card that a token names: for the address alone that it paid with. */
export function cardApi(sandbox: Sandbox): Hono {
  const { ledger, faults } = sandbox;
  const app = new Hono();

  app.post("/", async (c) => {
    const body = await readObject(c);
    const { tx_ref: txRef, token, email, currency = "NGN" } = body;
    return await sandbox.serve(c, typeof txRef === "string" ? txRef : null, async () => {
      if (typeof txRef !== "string" || txRef === "") return refuse(c, 400, "tx_ref is required");
      const amount = fromNaira(body["amount"]);
      if (amount === null) {
        return refuse(c, 400, "amount must be a number with two decimals at most");
      }
      if (currency !== "NGN") return refuse(c, 400, "currency is not supported for this merchant");
      // A card that never paid here has no token.
      const known = ledger.links().some((link) =>
        link.email === email && ledger.paid(link) !== undefined
      );
      if (typeof email !== "string" || !known || token !== cardToken(email)) {
        return refuse(c, 400, "Wrong token or email passed");
      }
      const link = ledger.open({ txRef, amount, currency, email, redirectUrl: null, meta: null });
      const { cardDeclined, cardWantsPayer } = faults.of(txRef);
      if (cardWantsPayer === true) {
        const meta = {
          authorization: { mode: "redirect", redirect: sandbox.checkoutUrl(link) },
        };
        const data = { tx_ref: txRef, status: "pending", processor_response: "Pending validation" };
        return succeed(c, "Charge initiated", data, { meta });
      }
      await sandbox.attempt(link, cardDeclined === undefined ? "successful" : "failed");
      const transaction = ledger.byReference(txRef);
      if (transaction === undefined) throw new Error(`The charge ${txRef} left no transaction`);
      const wire = sandbox.wire(transaction);
      const data = cardDeclined === undefined
        ? wire
        : { ...wire, processor_response: cardDeclined };
      return succeed(c, "Charge successful", data);
    });
  });

  return app;
}
