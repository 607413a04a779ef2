import { assertEquals } from "@std/assert";
import type { CheckoutProvider } from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { onServer, openPayers } from "./payers.ts";

const sanitize = { sanitizeOps: false, sanitizeResources: false, ignore: !onServer };

Deno.test({
  ...sanitize,
  name: "a webhook before, during and after the checkout's answer settles once",
  async fn(t) {
    await using payers = await openPayers();
    const { stack } = payers;
    for (const provider of ["paystack", "flutterwave"] as const satisfies CheckoutProvider[]) {
      const sandbox = stack[provider];

      await t.step(`${provider}: after`, async () => {
        const charge = await payers.charge();
        const { reference } = await payers.checkout(charge, provider);
        await sandbox.pay(reference);
        const paid = await payers.becomes(reference, "succeeded");
        assertEquals(paid.method, provider);
        assertEquals(await payers.exceptions(reference), []);
      });

      await t.step(`${provider}: during`, async () => {
        const charge = await payers.charge();
        // The provider has made the checkout and takes its time to say so.
        sandbox.setFault("*", { delayMs: 1500 });
        const checkout = payers.checkout(charge, provider);
        const { reference } = await eventually("the payment", async () => {
          const found = await payers.paymentFor(charge).catch(() => undefined);
          return sandbox.payments().some((it) => it.reference === found?.reference)
            ? found
            : undefined;
        });
        await sandbox.pay(reference);
        sandbox.setFault("*", {});
        assertEquals((await checkout).reference, reference);
        await payers.becomes(reference, "succeeded");
        assertEquals(await payers.exceptions(reference), []);
      });

      await t.step(`${provider}: before, when the answer never comes`, async () => {
        const charge = await payers.charge();
        const key = crypto.randomUUID();
        sandbox.setFault("*", { fail503AfterSuccess: 1 });
        assertEquals((await payers.refused(charge, provider, key)).code, "upstream.unavailable");
        sandbox.setFault("*", {});
        const { reference } = await payers.paymentFor(charge);
        await sandbox.pay(reference);
        await payers.becomes(reference, "succeeded");
        // Who repeats is told; nothing more is charged.
        assertEquals((await payers.refused(charge, provider, key)).code, "payment.checkout_lost");
        assertEquals((await payers.refused(charge, provider)).code, "charge.settled");
      });

      await t.step(`${provider}: three in parallel, then three more`, async () => {
        const charge = await payers.charge();
        const { reference } = await payers.checkout(charge, provider);
        sandbox.setFault(reference, { webhook: { copies: 3 } });
        await sandbox.pay(reference);
        await payers.becomes(reference, "succeeded");
        await sandbox.resend(reference, 3);
        await sandbox.deliveriesSettled();
        const [kept] = await stack.database.query(
          `select count(*)::int as events, max(times_received) as received from private.provider_events where reference = $1`,
          [reference],
        );
        assertEquals(kept, { events: 1, received: 6 });
        assertEquals(await payers.exceptions(reference), []);
      });

      await t.step(`${provider}: of two workers at once, too`, async () => {
        const references = [];
        for (let n = 0; n < 6; n++) {
          const { reference } = await payers.checkout(await payers.charge(), provider);
          sandbox.setFault(reference, { webhook: { hold: true } });
          await sandbox.pay(reference);
          references.push(reference);
        }
        for (const reference of references) sandbox.release(reference);
        await Promise.all([
          sandbox.deliveriesSettled(),
          payers.work(),
          payers.work(),
          payers.work(),
        ]);
        for (const reference of references) await payers.becomes(reference, "succeeded");
      });
    }
    await payers.audit();
  },
});
