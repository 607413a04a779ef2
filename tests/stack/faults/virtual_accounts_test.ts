import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  askVirtualAccount,
  EstateError,
  listCharges,
  listVirtualAccounts,
  startTransfer,
} from "@estate/sdk";
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

    await t.step(
      "Flutterwave gives one for a payment, which settles by a transfer",
      async () => {
        const { flutterwave } = stack;
        const charge = await payers.charge(70_000);
        const key = crypto.randomUUID();
        const lift = () =>
          database.query(
            "delete from private.rate_limits where bucket like 'payments.%' and $1",
            [
              true,
            ],
          );
        // The answer is lost after the provider gave one: asked again it is the same payment, and one number is told.
        flutterwave.setFault("*", { fail503AfterSuccess: 1 });
        const lost = await refused(
          "the first try",
          startTransfer(tenant.estate, [charge], key),
        );
        assertEquals(lost instanceof EstateError && lost.code, "upstream.unavailable");
        flutterwave.setFault("*", {});
        await database.query("delete from private.circuit_breakers where $1", [
          true,
        ]);
        await new Promise((resolve) => setTimeout(resolve, 2100));
        await lift();
        const all = await Promise.all(
          Array.from(
            { length: 3 },
            () => startTransfer(tenant.estate, [charge], key).catch(() => undefined),
          ),
        );
        const given = await startTransfer(tenant.estate, [charge], key);
        for (const it of all) {
          if (it !== undefined) {
            assertEquals(it.account_number, given.account_number);
          }
        }
        assertEquals([given.status, given.amount_kobo], ["pending", 70_000]);
        const [seen] = (await owner.estate.from("payment_accounts").select("account_number")
          .eq("payment_id", given.payment_id)).data ?? [];
        assertEquals(
          seen?.account_number,
          given.account_number,
          "the landlord's side sees it",
        );
        await assertRejects(() => flutterwave.credit(given.account_number, 69_999));
        flutterwave.setFault(given.reference, { webhook: { copies: 3 } });
        await flutterwave.credit(given.account_number, 70_000);
        await payers.becomes(given.reference, "succeeded");
        assertEquals(await openOf(charge), 0);
        assertEquals(await payers.exceptions(given.reference), []);
        await lift();
        assertEquals(
          (await startTransfer(tenant.estate, [charge], key)).account_number,
          given.account_number,
        );
        const settled = await refused(
          "a paid charge",
          startTransfer(tenant.estate, [charge]),
        );
        assertEquals(
          settled instanceof EstateError && settled.code,
          "charge.settled",
        );
        await lift();
        const off = await refused(
          "asking who gives none",
          startTransfer(tenant.estate, [await payers.charge(70_000)], undefined, "paystack"),
        );
        assertEquals(
          off instanceof EstateError && off.code,
          "payment.provider_off",
        );
      },
    );

    await t.step(
      "no webhook of such a transfer comes: the provider is asked",
      async () => {
        const charge = await payers.charge(70_000);
        const given = await startTransfer(tenant.estate, [charge]);
        stack.flutterwave.setFault(given.reference, {
          webhook: { none: true },
        });
        await stack.flutterwave.credit(given.account_number, 70_000);
        await eventually("the settlement", async () => {
          await payers.later("1 hour");
          await payers.work();
          return (await payers.payment(given.reference)).status ===
              "succeeded" || undefined;
        });
        // And one that nobody transfers to is given up.
        const unused = await startTransfer(tenant.estate, [
          await payers.charge(70_000),
        ]);
        await eventually("the end", async () => {
          await payers.later("9 hours");
          await payers.work();
          return (await payers.payment(unused.reference)).status ===
              "abandoned" || undefined;
        });
      },
    );

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
