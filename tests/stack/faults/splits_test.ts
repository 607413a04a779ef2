/** What may go wrong when a provider pays the payee's share straight to their bank: one subaccount, and books that say what was. */
import { assert, assertEquals } from "@std/assert";
import {
  addPayeeAccount,
  approveDirectSettlement,
  approvePayeeAccount,
  endDirectSettlement,
  listDirectSettlements,
  listPlatformFees,
  platformFeeQuote,
  requestDirectSettlement,
  retirePayeeAccount,
} from "@estate/sdk";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { eventually } from "../../../local/demo/narrator.ts";
import { developmentKeys } from "../../../local/settings.ts";
import { books } from "../../database/money/owed.ts";
import { cleared } from "../../database/money/platform_fees.ts";
import { onServer, openPayers } from "./payers.ts";
import { takeSecondFactor } from "../../../local/demo/second_factor.ts";

const accounts = {
  paystack: [
    { bankCode: "057", accountNumber: "0000000000" },
    { bankCode: "063", accountNumber: "0022728151" },
  ],
  flutterwave: [
    { bankCode: "044", accountNumber: "0690000040" },
    { bankCode: "044", accountNumber: "0690000031" },
  ],
} as const;

Deno.test({
  name:
    "splits: a subaccount is made once, checkouts carry it, and what the provider did is booked",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack, owner, second, org } = payers;
    const { database } = stack;
    for (const member of [owner, second]) await takeSecondFactor(member.estate);
    await database.query(
      `insert into platform_fee_rules (starts_on, applies_to, bps, flat_kobo, is_given_back, reason)
       values (private.lagos_date(), 'split', 100, 5000, true, $1)`,
      ["For the test"],
    );
    const clock = (by: string) =>
      database.query(
        "update private.subaccounts set next_at = next_at - $1::text::interval, sent_at = sent_at - $1::text::interval",
        [by],
      );
    const account = async (provider: "paystack" | "flutterwave", which: 0 | 1) => {
      const { id } = await addPayeeAccount(owner.estate, {
        orgId: org,
        provider,
        ...accounts[provider][which],
      });
      await approvePayeeAccount(second.estate, id);
      await database.query(
        "update payee_accounts set payable_from = now() - interval '1 minute' where id = $1",
        [id],
      );
      return id;
    };
    const statusOf = async (id: string) =>
      (await listDirectSettlements(owner.estate, org)).find((it) => it.id === id)?.status;
    const turnOn = async (payee: string) => {
      const asked = await requestDirectSettlement(owner.estate, org, payee);
      assertEquals((await approveDirectSettlement(second.estate, asked.id)).status, "approved");
      return asked.id;
    };
    /** The clock goes on meanwhile: another worker may have had the subaccount in hand, and then tries again later. */
    const becomes = (id: string, wanted: string) =>
      eventually(`the direct settlement becoming ${wanted}`, async () => {
        await clock("1 minute");
        await payers.work();
        const found = (await listDirectSettlements(owner.estate, org)).find((it) => it.id === id);
        assertEquals(found?.failure_reason, null);
        return found?.status === wanted ? true : undefined;
      });
    const straight = async () => (await books(database, org))["paid_to_bank"] ?? 0;
    const held = async () => (await books(database, org))["provider_clearing"] ?? 0;
    /** A rent of ₦200,000 that is paid; what was split of it as the sandbox has it, too. */
    const pay = async (
      provider: "paystack" | "flutterwave",
      fault: Parameters<typeof stack.paystack.setFault>[1] = {},
      meanwhile: () => Promise<unknown> = () => Promise.resolve(),
    ) => {
      const charge = await payers.charge(20_000_000);
      const opened = await payers.checkout(charge, provider);
      stack[provider].setFault(opened.reference, fault);
      await meanwhile();
      await stack[provider].pay(opened.reference);
      await payers.becomes(opened.reference, "succeeded");
      return opened.reference;
    };

    for (const provider of ["paystack", "flutterwave"] as const) {
      const sandbox = stack[provider];
      let first = "";
      let holding = "";

      await t.step(`${provider}: made although nobody answered, and never twice`, async () => {
        first = await account(provider, 0);
        sandbox.setFault("subaccount", { fail503AfterSuccess: 1 });
        holding = await turnOn(first);
        await eventually("its being made", async () => {
          await payers.work();
          return sandbox.subaccounts().length > 0 ? true : undefined;
        });
        assertEquals(await statusOf(holding), "approved");
        await becomes(holding, "active");
        assertEquals(sandbox.subaccounts().length, 1);
      });

      await t.step(`${provider}: the payee gets the rest, and the platform its fee`, async () => {
        const quote = (await platformFeeQuote(owner.estate, org, 20_000_000)).find((it) =>
          it.paid === "split"
        );
        assertEquals(quote?.fee_kobo, 205_000);
        const [before, inClearing, through] = [
          await straight(),
          await held(),
          await cleared(database, provider),
        ];
        const reference = await pay(provider);
        assertEquals(await payers.exceptions(reference), []);
        assertEquals(await straight() - before, 20_000_000 - 205_000 - 200_000);
        assertEquals(await held() - inClearing, 0);
        assertEquals(await cleared(database, provider) - through, 205_000);
        const fees = await listPlatformFees(owner.estate, org, {
          fromOn: nigerianDate(),
          toOn: nigerianDate(),
        });
        assert(fees.some((it) => it.reference === reference && it.fee_kobo === 205_000));
        await payers.audit();
      });

      await t.step(`${provider}: a split that is refused keeps nobody from paying`, async () => {
        const before = [await straight(), await held()];
        sandbox.setFault("*", { split: "refused" });
        const reference = await pay(provider);
        sandbox.setFault("*", {});
        assertEquals(await payers.exceptions(reference), ["split_refused"]);
        assertEquals([await straight() - before[0]!, await held() - before[1]!], [
          0,
          20_000_000 - 200_000,
        ]);
        await payers.audit();
      });

      await t.step(`${provider}: the account is retired between checkout and payment`, async () => {
        const reference = await pay(provider, {}, async () => {
          await retirePayeeAccount(owner.estate, first, "It was not ours");
          await clock("1 minute");
          await payers.work();
        });
        assertEquals(await statusOf(holding), "ended");
        assertEquals(await payers.exceptions(reference), ["split_differs"]);
        const before = await straight();
        await pay(provider);
        assertEquals(await straight(), before, "nothing is split any more");
        await payers.audit();
      });

      await t.step(`${provider}: another account takes its place`, async () => {
        holding = await turnOn(await account(provider, 1));
        await becomes(holding, "active");
        const known = sandbox.subaccounts().filter((it) =>
          it.accountNumber === accounts[provider][1].accountNumber
        );
        assertEquals([known.length, sandbox.subaccounts().length], [1, 1]);
        const before = await straight();
        await pay(provider);
        assert(await straight() > before);
        await payers.audit();
      });

      await t.step(`${provider}: while it is away nothing is lost`, async () => {
        sandbox.setFault("subaccount", { status502Html: true });
        await endDirectSettlement(owner.estate, holding, "For the test");
        await payers.work();
        const before = await straight();
        await pay(provider);
        assertEquals(await straight(), before, "it ended at once");
        sandbox.setFault("subaccount", {});
        await database.query("delete from private.circuit_breakers where $1", [true]);
        await new Promise((resolve) => setTimeout(resolve, 2100));
        await eventually("its being closed", async () => {
          await clock("1 hour");
          await payers.work();
          const [row] = await database.query<{ done: boolean }>(
            "select next_at is null as done from private.subaccounts where provider::text = $1",
            [provider],
          );
          return row?.done === true ? true : undefined;
        });
        await payers.audit();
      });
    }

    await t.step(
      "Paystack tells of another share, and of none: that is booked, and staff see it",
      async () => {
        const [payee] = await database.query<{ id: string }>(
          "select id from payee_accounts where provider = 'paystack' and status = 'approved' and org_id = $1",
          [org],
        );
        const id = await turnOn(payee?.id ?? "");
        await becomes(id, "active");
        const before = await straight();
        const other = await pay("paystack", { payeeShare: 19_000_000 });
        assertEquals(await straight() - before, 19_000_000);
        assertEquals(await payers.exceptions(other), ["split_differs"]);
        const none = await pay("paystack", { split: "none" });
        assertEquals(await straight() - before, 19_000_000);
        assertEquals(await payers.exceptions(none), ["split_differs"]);
        // Told in a shape of tomorrow: nobody is paid out of what is on its way to their bank.
        const inClearing = await held();
        const unread = await pay("paystack", { split: "reshaped" });
        assertEquals(await straight() - before, 19_000_000 + 20_000_000 - 205_000 - 200_000);
        assertEquals(await held(), inClearing);
        assertEquals(await payers.exceptions(unread), ["split_unread"]);
        await payers.audit();
      },
    );

    for (const hangs of ["before", "after"] as const) {
      await t.step(`the worker is killed ${hangs} the provider makes one`, async () => {
        // Of the organization no subaccount is known any more: another one is made.
        const [held] = await listDirectSettlements(owner.estate, org);
        if (held?.status === "active") {
          await endDirectSettlement(owner.estate, held.id, "For the test");
          await payers.work();
        }
        await database.query("delete from private.subaccounts where provider = 'paystack' and $1", [
          true,
        ]);
        const before = stack.paystack.subaccounts().length;
        const [payee] = await database.query<{ id: string }>(
          "select id from payee_accounts where provider = 'paystack' and status = 'approved' and org_id = $1",
          [org],
        );
        // Only the process of its own may take it.
        await database.query(
          "update vault.secrets set name = 'no_functions_url' where name = $1",
          ["functions_url"],
        );
        await new Promise((resolve) => setTimeout(resolve, 2000));
        const id = await turnOn(payee?.id ?? "");
        const worker = new Deno.Command(Deno.execPath(), {
          args: [
            "run",
            "-A",
            "--no-check",
            new URL("./killed_subaccount_maker.ts", import.meta.url).pathname,
          ],
          env: { STACK_URL: stack.url, HANGS: hangs },
          stdout: "piped",
          stderr: "inherit",
        }).spawn();
        const reader = worker.stdout.getReader();
        assert(new TextDecoder().decode((await reader.read()).value).includes("Now"));
        worker.kill("SIGKILL");
        await worker.status;
        await reader.cancel();
        await database.query(
          "update vault.secrets set name = 'functions_url' where name = $1",
          ["no_functions_url"],
        );
        await payers.work();
        assertEquals(await statusOf(id), "approved", "it is in somebody's hands");
        await eventually("its being found, or made anew", async () => {
          await clock("15 minutes");
          await payers.work();
          return await statusOf(id) === "active" ? true : undefined;
        });
        assertEquals(stack.paystack.subaccounts().length, before + 1);
      });
    }

    await t.step("what is settled to payees is not taken for ours", async () => {
      await pay("paystack");
      assertEquals(stack.paystack.settleSubaccounts() > 0, true);
      const ours = stack.paystack.settle();
      await database.query(
        `insert into private.reconciliations (provider, subject, listed_on, reading, not_before)
         values ('paystack', 'settlements', private.lagos_date(), 1, now()) on conflict do nothing`,
        [],
      );
      await eventually("the settlements being read", async () => {
        await payers.work();
        const [read] = await database.query<{ done: boolean }>(
          `select finished_at is not null as done from private.reconciliations
           where subject = 'settlements' and listed_on = private.lagos_date() and $1`,
          [true],
        );
        return read?.done === true ? true : undefined;
      });
      const known = await database.query<{ settlement_id: string }>(
        "select settlement_id from private.provider_settlements where $1",
        [true],
      );
      assertEquals(known.map((it) => it.settlement_id), [String(ours)]);
      assertEquals(
        await database.query(
          "select fingerprint from payment_exceptions where kind = 'settlement_mismatch' and $1",
          [true],
        ),
        [],
      );
    });

    await t.step("what the providers hold is what the books say, split or not", async () => {
      for (const provider of ["paystack", "flutterwave"] as const) {
        const answer = await fetch(
          `${stack.url}/sandbox/${provider}/${provider === "paystack" ? "balance" : "v3/balances"}`,
          {
            headers: {
              authorization: `Bearer ${
                provider === "paystack"
                  ? developmentKeys.paystackSecretKey
                  : developmentKeys.flutterwaveSecretKey
              }`,
            },
          },
        );
        const { data } = await answer.json() as {
          data: { balance?: number; ledger_balance?: number }[];
        };
        const kobo = data[0]?.balance ?? Math.round((data[0]?.ledger_balance ?? 0) * 100);
        const [paidOut] = await database.query<{ kobo: number }>(
          `select coalesce(sum(gross_kobo - fees_kobo), 0)::float8 as kobo from private.provider_settlements
           where provider::text = $1`,
          [provider],
        );
        assertEquals(kobo, await cleared(database, provider) - (paidOut?.kobo ?? 0), provider);
      }
    });
  },
});
