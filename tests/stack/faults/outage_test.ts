import { assert, assertEquals } from "@std/assert";
import type { CheckoutProvider } from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { onServer, openPayers } from "./payers.ts";

/** An isolate believes what it heard of a circuit for two seconds. */
const forget = () => new Promise((resolve) => setTimeout(resolve, 2100));
const providers = ["paystack", "flutterwave"] as const satisfies CheckoutProvider[];

Deno.test({
  name: "a provider that is slow, broken or away loses nobody's money",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack } = payers;
    /** Has the circuits forget the faults of the step before. */
    const calm = async () => {
      await stack.database.query("delete from private.circuit_breakers where $1", [true]);
      await forget();
    };

    await t.step("the answer is lost after the provider made the transaction", async () => {
      const [charge, key] = [await payers.charge(), crypto.randomUUID()];
      stack.paystack.setFault("*", { fail503AfterSuccess: 1 });
      assertEquals((await payers.refused(charge, "paystack", key)).code, "upstream.unavailable");
      stack.paystack.setFault("*", {});
      // Paystack tells an address once: the payer is told to begin anew, and can.
      assertEquals((await payers.refused(charge, "paystack", key)).code, "payment.checkout_lost");
      const lost = await payers.paymentFor(charge);
      assertEquals(lost.status, "failed");
      const again = await payers.checkout(charge);
      await stack.paystack.pay(again.reference);
      await payers.becomes(again.reference, "succeeded");
      // Should somebody have had the lost page after all, their money is credit.
      await stack.paystack.pay(lost.reference);
      await payers.becomes(lost.reference, "succeeded");
      assertEquals(await payers.exceptions(lost.reference), ["overpaid"]);
    });

    await t.step("a time-out after the provider made the transaction", async () => {
      const [charge, key] = [await payers.charge(), crypto.randomUUID()];
      stack.paystack.setFault("*", { delayMs: 16_000 });
      assertEquals((await payers.refused(charge, "paystack", key)).code, "upstream.unavailable");
      stack.paystack.setFault("*", {});
      const { reference } = await payers.paymentFor(charge);
      stack.paystack.setFault(reference, { webhook: { none: true } });
      await stack.paystack.pay(reference);
      // No webhook and no answer: the payment is asked about.
      await payers.later("6 minutes");
      await payers.worksUntil(reference, "succeeded");
      assertEquals(await payers.exceptions(reference), []);
    });

    for (const provider of providers) {
      await t.step(`${provider}: 502 with HTML, when it is asked`, async () => {
        await calm();
        const charge = await payers.charge();
        const { reference } = await payers.checkout(charge, provider);
        stack[provider].setFault(reference, { status502Html: 4 });
        await stack[provider].pay(reference);
        await stack[provider].deliveriesSettled();
        await payers.later("5 minutes");
        await payers.worksUntil(reference, "succeeded");
        assertEquals(await payers.exceptions(reference), []);
      });

      await t.step(`${provider}: 502 with HTML, when the checkout is opened`, async () => {
        await calm();
        const [charge, key] = [await payers.charge(), crypto.randomUUID()];
        stack[provider].setFault("*", { status502Html: 1 });
        assertEquals((await payers.refused(charge, provider, key)).code, "upstream.unavailable");
        stack[provider].setFault("*", {});
        // Nothing was made there: the same key goes on.
        const { reference } = await payers.checkout(charge, provider, key);
        await stack[provider].pay(reference);
        await payers.becomes(reference, "succeeded");
      });

      await t.step(`${provider}: a webhook that never comes, and one who never pays`, async () => {
        const [paid, idle] = [
          await payers.checkout(await payers.charge(), provider),
          await payers.checkout(await payers.charge(), provider),
        ];
        stack[provider].setFault(paid.reference, { webhook: { none: true } });
        await stack[provider].pay(paid.reference);
        await payers.later("6 minutes");
        await payers.worksUntil(paid.reference, "succeeded");
        assertEquals((await payers.payment(idle.reference)).status, "pending");
        await payers.later("25 hours");
        // A provider that was slow to answer is asked again later.
        await eventually("its being abandoned", async () => {
          await payers.later("1 hour");
          await payers.work();
          const { status } = await payers.payment(idle.reference);
          return status === "abandoned" ? true : undefined;
        });
        // Who pays on the old page after all has paid.
        await stack[provider].pay(idle.reference);
        await payers.becomes(idle.reference, "succeeded");
      });
    }
    await payers.audit();
  },
});

Deno.test({
  name: "while a provider is down for an hour the other is offered, and afterwards all settles",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    await using payers = await openPayers();
    const { stack } = payers;
    const begun: string[] = [];
    for (let n = 0; n < 25; n++) {
      begun.push((await payers.checkout(await payers.charge())).reference);
    }
    // As if those checkouts were of an hour ago: so many good answers of this minute outweigh the first bad ones.
    await forget();
    await stack.database.query("delete from private.circuit_breakers where $1", [true]);
    stack.paystack.setFault("*", { status502Html: true });
    for (const reference of begun.slice(0, 5)) await stack.paystack.pay(reference);
    await stack.paystack.deliveriesSettled();
    // Whose webhook never comes.
    for (const reference of begun.slice(5)) {
      stack.paystack.setFault(reference, { webhook: { none: true } });
      await stack.paystack.pay(reference);
    }
    const waiting = await payers.charge();
    let refused;
    for (let n = 0; n < 20; n++) {
      refused = await payers.refused(waiting);
      if (refused.code === "upstream.circuit_open") break;
      assertEquals(refused.code, "upstream.unavailable");
      if (n > 8) await forget();
    }
    await forget();
    refused = await payers.refused(waiting);
    assertEquals([refused.code, refused.status], ["upstream.circuit_open", 503]);
    assertEquals(refused.alternatives, ["flutterwave"]);
    const other = await payers.checkout(waiting, "flutterwave");
    await stack.flutterwave.pay(other.reference);
    await payers.becomes(other.reference, "succeeded");

    for (let minutes = 0; minutes < 60; minutes += 12) {
      await payers.later("12 minutes");
      await payers.work();
    }
    for (const reference of begun) {
      assert(["pending", "created"].includes((await payers.payment(reference)).status));
      assertEquals(await payers.exceptions(reference), []);
    }

    stack.paystack.setFault("*", {});
    await eventually("everything settling", async () => {
      await payers.later("1 hour");
      await forget();
      await payers.work();
      for (const reference of begun) {
        if ((await payers.payment(reference)).status !== "succeeded") return undefined;
      }
      return true;
    }, 60_000);
    // The payments that never got a checkout are given up, and nothing else stays.
    await payers.later("25 hours");
    await eventually("their being given up", async () => {
      await payers.later("1 hour");
      await payers.work();
      const open = await stack.database.query(
        "select reference from payments where status in ('created', 'pending') and $1",
        [true],
      );
      return open.length === 0 || undefined;
    });
    await payers.audit();
  },
});
