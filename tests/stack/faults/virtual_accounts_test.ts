import { assert, assertEquals } from "@std/assert";
import { askVirtualAccount, EstateError, listCharges, listVirtualAccounts } from "@estate/sdk";
import { eventually, refused } from "../../../local/demo/narrator.ts";
import { onServer, openPayers } from "./payers.ts";

Deno.test({
  name: "transfers to an account number: webhooks thrice, late, never, and for nobody",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack, tenant, owner, tenancy } = payers;
    const { paystack, database } = stack;
    const opened = await eventually("the account number", async () => {
      await askVirtualAccount(tenant.estate, tenancy);
      await payers.work();
      const [account] = await listVirtualAccounts(owner.estate, tenancy);
      return account?.status === "open" ? account : undefined;
    });
    const number = opened.account_number ?? "";
    const openOf = async (charge: string) =>
      (await listCharges(tenant.estate, tenancy)).find((it) => it.charge_id === charge)?.open_kobo;
    const openBefore = async () =>
      (await listCharges(tenant.estate, tenancy)).reduce((sum, it) => sum + (it.open_kobo ?? 0), 0);

    /** Waits until a transfer, of which no payment of ours was there before, is settled. */
    const arrives = (reference: string) =>
      eventually("the settlement", async () => {
        const found = await payers.payment(reference).catch(() => undefined);
        return found?.status === "succeeded" || undefined;
      });

    await t.step("Flutterwave gives none without a BVN, and says so", async () => {
      const error = await refused(
        "asking",
        askVirtualAccount(tenant.estate, tenancy, "flutterwave"),
      );
      assertEquals(error instanceof EstateError && error.code, "virtual_account.needs_identity");
    });

    await t.step("three webhooks are one payment of the oldest charge", async () => {
      const [oldest] = await listCharges(tenant.estate, tenancy);
      paystack.setFault("*", { webhook: { copies: 3 } });
      const before = await openBefore();
      const { reference } = await paystack.credit(number, 1_000_000);
      paystack.setFault("*", {});
      await arrives(reference);
      await paystack.resend(reference, 3);
      await paystack.deliveriesSettled();
      await payers.work();
      assertEquals([await openBefore(), await openOf(oldest?.charge_id ?? "")], [
        before - 1_000_000,
        (oldest?.open_kobo ?? 0) - 1_000_000,
      ]);
      assertEquals(await payers.exceptions(reference), []);
    });

    await t.step("the provider knows it late", async () => {
      paystack.setFault("*", { verifyPendingTimes: 2 });
      const { reference } = await paystack.credit(number, 70_000);
      await paystack.deliveriesSettled();
      await eventually("the settlement", async () => {
        await payers.later("10 minutes");
        await payers.work();
        const found = await payers.payment(reference).catch(() => undefined);
        return found?.status === "succeeded" || undefined;
      });
      paystack.setFault("*", {});
    });

    await t.step("no webhook comes: the day's listing finds it", async () => {
      paystack.setFault("*", { webhook: { none: true } });
      const { reference } = await paystack.credit(number, 80_000);
      paystack.setFault("*", {});
      await database.query("delete from private.reconciliations where $1", [true]);
      await database.query(
        `insert into private.reconciliations (provider, subject, listed_on, reading, not_before)
         values ('paystack', 'transactions', private.lagos_date(), 1, now())`,
        [],
      );
      await eventually("the settlement", async () => {
        await payers.work();
        const found = await payers.payment(reference).catch(() => undefined);
        return found?.status === "succeeded" || undefined;
      });
      assertEquals(await payers.exceptions(reference), []);
    });

    await t.step("an account that we do not know: staff are told", async () => {
      await database.query(
        "update private.virtual_account_keys set holder = 'CUS_other' where $1",
        [true],
      );
      const { reference } = await paystack.credit(number, 90_000);
      await eventually("the exception", async () => {
        const told = await payers.exceptions(reference);
        return told.length > 0 ? told : undefined;
      });
      assertEquals(await payers.exceptions(reference), ["unknown_reference"]);
      const made = await payers.payment(reference).catch(() => undefined);
      assert(made === undefined, "nothing is booked for somebody unknown");
    });
    await payers.audit();
  },
});
