import { assertEquals } from "@std/assert";
import type { CheckoutProvider } from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { onServer, openPayers } from "./payers.ts";

Deno.test({
  name: "money that is not as asked for settles nothing, and all that came is accounted for",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack } = payers;
    const paidKobo = async (charge: string) => {
      const [row] = await stack.database.query<{ paid_kobo: number }>(
        "select paid_kobo from charges where id = $1",
        [charge],
      );
      return row?.paid_kobo;
    };
    const creditKobo = async () => {
      const [row] = await stack.database.query<{ kobo: number }>(
        `select coalesce(sum(l.credit_kobo - l.debit_kobo), 0)::bigint as kobo from ledger_lines as l
         join ledger_accounts as a on a.id = l.account_id where a.kind = 'tenant_credit' and $1`,
        [true],
      );
      return Number(row?.kobo);
    };

    for (const provider of ["paystack", "flutterwave"] as const satisfies CheckoutProvider[]) {
      const sandbox = stack[provider];

      await t.step(`${provider}: another amount, another currency`, async () => {
        for (
          const [fault, kind] of [
            [{ amountPaid: 69_999 }, "amount_mismatch"],
            [{ amountPaid: 70_001 }, "amount_mismatch"],
            [{ currencyPaid: "USD" }, "currency_mismatch"],
          ] as const
        ) {
          const charge = await payers.charge();
          const { reference } = await payers.checkout(charge, provider);
          sandbox.setFault(reference, fault);
          await sandbox.pay(reference);
          await payers.becomes(reference, "needs_review");
          assertEquals((await payers.exceptions(reference)).includes(kind), true);
          assertEquals(await paidKobo(charge), 0);
        }
      });

      await t.step(`${provider}: success after decline`, async () => {
        const charge = await payers.charge();
        const { reference } = await payers.checkout(charge, provider);
        await sandbox.decline(reference);
        await payers.later("11 minutes");
        await payers.work();
        await payers.becomes(reference, "failed");
        await sandbox.pay(reference);
        await payers.becomes(reference, "succeeded");
        assertEquals(await payers.exceptions(reference), []);
        assertEquals(await paidKobo(charge), 70_000);
      });
    }

    await t.step("paystack: another environment", async () => {
      const charge = await payers.charge();
      const { reference } = await payers.checkout(charge);
      stack.paystack.setFault(reference, { domain: "live" });
      await stack.paystack.pay(reference);
      await eventually(
        "the trace",
        async () =>
          (await payers.exceptions(reference)).includes("environment_mismatch") || undefined,
      );
      assertEquals((await payers.payment(reference)).status, "pending");
      assertEquals(await paidKobo(charge), 0);
    });

    await t.step(
      "two tabs, two providers: both payments are kept, the second is credit",
      async () => {
        const charge = await payers.charge();
        const checkouts = await Promise.all([
          payers.checkout(charge, "paystack"),
          payers.checkout(charge, "paystack"),
          payers.checkout(charge, "flutterwave"),
        ]);
        const references = checkouts.map((it) => it.reference);
        assertEquals(new Set(references).size, 3);
        const before = await creditKobo();
        await Promise.all([
          stack.paystack.pay(references[0] as string),
          stack.paystack.pay(references[1] as string),
          stack.flutterwave.pay(references[2] as string),
        ]);
        for (const reference of references) await payers.becomes(reference, "succeeded");
        assertEquals(await paidKobo(charge), 70_000);
        assertEquals(await creditKobo() - before, 140_000);
        const told = (await Promise.all(references.map((it) => payers.exceptions(it)))).flat();
        assertEquals(told, ["overpaid", "overpaid"]);
      },
    );

    await t.step("flutterwave: two links of one reference are both paid", async () => {
      const charge = await payers.charge();
      const key = crypto.randomUUID();
      stack.flutterwave.setFault("*", { fail503AfterSuccess: 1 });
      await payers.refused(charge, "flutterwave", key);
      stack.flutterwave.setFault("*", {});
      // The address was lost; the same key takes the checkout up again.
      const { reference } = await payers.checkout(charge, "flutterwave", key);
      const links = stack.flutterwave.payments().filter((it) => it.reference === reference);
      assertEquals(links.length, 2);
      for (const { checkoutUrl } of links) {
        const paid = await fetch(`${checkoutUrl}/pay`, { method: "POST", redirect: "manual" });
        await paid.body?.cancel();
      }
      await payers.becomes(reference, "succeeded");
      await eventually(
        "the trace",
        async () =>
          (await payers.exceptions(reference)).includes("duplicate_transaction") || undefined,
      );
      assertEquals(await paidKobo(charge), 70_000);
    });
    await payers.audit();
  },
});
