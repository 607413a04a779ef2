/** The provider's /transaction/charge_authorization: a saved card is charged again. */
import { Hono } from "hono";
import { readObject } from "../request_body.ts";
import { apiError } from "./api_error.ts";
import { parseInitialize } from "./initialize_request.ts";
import type { Sandbox } from "./sandbox.ts";

/** Charges the card of a customer: for the address alone that it paid with. */
export function cardApi(sandbox: Sandbox): Hono {
  const { ledger, faults } = sandbox;
  const app = new Hono();

  app.post("/charge_authorization", async (c) => {
    const body = await readObject(c);
    const named = body["reference"];
    const reference = typeof named === "string" ? named : null;
    return await sandbox.serve(c, reference, async () => {
      const parsed = parseInitialize(body);
      if ("code" in parsed) return apiError(c, 400, parsed.code, parsed.message);
      const code = body["authorization_code"];
      if (typeof code !== "string" || code === "") {
        return apiError(c, 400, "missing_params", "authorization_code is required");
      }
      if (ledger.cardHolder(code, parsed.request.email) === undefined) {
        return apiError(
          c,
          400,
          "invalid_params",
          "The authorization code is invalid for this email address",
        );
      }
      const transaction = ledger.create(parsed.request);
      if (transaction === null) {
        return apiError(c, 400, "duplicate_reference", "Duplicate Transaction Reference");
      }
      const { cardDeclined, cardWantsPayer } = faults.of(transaction.reference);
      if (cardWantsPayer === true) {
        return c.json({
          status: true,
          message: "Please, redirect your customer to the authorization url provided",
          data: {
            "authorization_url": sandbox.checkoutUrl(transaction),
            reference: transaction.reference,
            "access_code": transaction.accessCode,
            paused: true,
          },
        });
      }
      if (cardDeclined === undefined) await sandbox.pay(transaction);
      else ledger.decline(transaction, cardDeclined);
      const data = sandbox.wire(transaction);
      return c.json({ status: true, message: "Charge attempted", data });
    });
  });

  return app;
}
