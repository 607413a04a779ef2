import { assertEquals } from "@std/assert";
import type { CheckoutProvider } from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { developmentKeys } from "../../../local/settings.ts";
import { onServer, openPayers, type Payers } from "./payers.ts";

/** Has the provider's page ask for money under a reference that is not ours. */
async function foreign(payers: Payers, provider: CheckoutProvider, reference: string) {
  const sandbox = `${payers.stack.url}/sandbox/${provider}`;
  const [path, key, body] = provider === "paystack"
    ? ["/transaction/initialize", developmentKeys.paystackSecretKey, {
      email: "shop@example.ng",
      amount: 500_000,
      reference,
    }]
    : ["/v3/payments", developmentKeys.flutterwaveSecretKey, {
      tx_ref: reference,
      amount: 5000,
      customer: { email: "shop@example.ng" },
    }];
  const opened = await fetch(sandbox + path, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await opened.body?.cancel();
  payers.stack[provider].setFault(reference, { webhook: { none: true } });
  await payers.stack[provider].pay(reference);
}

Deno.test({
  name: "each provider's day is read to the end, whatever breaks on the way",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack } = payers;
    const { database } = stack;
    /** Plans today as if it were over: the sandboxes date payments by the real clock. */
    const planToday = () =>
      database.query(
        `insert into private.reconciliations (provider, listed_on, reading, not_before)
         select provider, private.lagos_date(), reading, now()
         from unnest(array['paystack', 'flutterwave']::payment_method[]) as provider, unnest(array[1, 2]) as reading
         where $1 on conflict do nothing`,
        [true],
      );
    const readings = () =>
      database.query<
        {
          provider: string;
          reading: number;
          items: number;
          differences: number;
          pages: number;
        }
      >(
        `select provider, reading, items, differences, pages from private.reconciliations
         where listed_on = private.lagos_date() and finished_at is not null and subject = 'transactions' and $1
         order by provider, reading`,
        [true],
      );

    // More than two pages of Flutterwave's ten and of Paystack's hundred.
    for (let n = 0; n < 23; n++) await foreign(payers, "flutterwave", `SHOP-f-${n}`);
    for (let n = 0; n < 205; n++) await foreign(payers, "paystack", `SHOP-p-${n}`);
    const known: string[] = [];
    for (const provider of ["paystack", "flutterwave"] as const) {
      const { reference } = await payers.checkout(await payers.charge(), provider);
      await stack[provider].pay(reference);
      await payers.becomes(reference, "succeeded");
      known.push(reference);
    }
    const silent: string[] = [];
    for (const provider of ["paystack", "flutterwave"] as const) {
      const { reference } = await payers.checkout(await payers.charge(), provider);
      stack[provider].setFault(reference, { webhook: { none: true } });
      await stack[provider].pay(reference);
      silent.push(reference);
    }

    await t.step(
      "down at first, 502 with HTML, then up: read once, each difference a row",
      async () => {
        for (const provider of ["paystack", "flutterwave"] as const) {
          stack[provider].setFault("*", { status502Html: true });
        }
        await planToday();
        await payers.work();
        assertEquals(await readings(), []);
        for (const provider of ["paystack", "flutterwave"] as const) {
          stack[provider].setFault("*", {});
        }
        await database.query("delete from private.circuit_breakers where $1", [true]);
        await eventually("both days being read", async () => {
          await database.query("update private.reconciliations set not_before = now() where $1", [
            true,
          ]);
          await Promise.all([payers.work(), payers.work()]);
          return (await readings()).length === 4 || undefined;
        }, 60_000);
        const told = await readings();
        assertEquals(told.map((it) => [it.provider, it.reading, it.items, it.pages]), [
          ["paystack", 1, 207, 3],
          ["paystack", 2, 207, 3],
          ["flutterwave", 1, 25, 3],
          ["flutterwave", 2, 25, 3],
        ]);
        const [rows] = await database.query(
          `select count(*)::int as n, count(distinct fingerprint)::int as distinct_n,
           bool_and(suggested_action like '%refund%') as advised
         from payment_exceptions where kind = 'unknown_reference' and $1`,
          [true],
        );
        assertEquals(rows, { n: 228, distinct_n: 228, advised: true });
        for (const reference of known) {
          assertEquals(await payers.exceptions(reference), []);
        }
      },
    );

    await t.step(
      "what reconciliation finds unsettled is asked about at once, and its row closed",
      async () => {
        await payers.work();
        for (const reference of silent) {
          await payers.becomes(reference, "succeeded");
          assertEquals(await payers.exceptions(reference), ["(unsettled)"]);
        }
      },
    );

    await t.step(
      "payouts are read transaction by transaction, and a wrong one is told",
      async () => {
        // More transactions than a page of Paystack's hundred, and a second payout of that day.
        const right = stack.paystack.settle();
        const { reference } = await payers.checkout(await payers.charge());
        await stack.paystack.pay(reference);
        await payers.becomes(reference, "succeeded");
        const wrong = stack.paystack.settle(1);
        await database.query(
          `insert into private.reconciliations (provider, subject, listed_on, reading, not_before)
         values ('paystack', 'settlements', private.lagos_date(), 1, now())`,
          [],
        );
        // A webhook may have woken another worker, which has the day in hand.
        const kept = await eventually("both payouts being read", async () => {
          await payers.work();
          const found = await database.query(
            "select settlement_id, transactions from private.provider_settlements where $1 order by 2 desc",
            [true],
          );
          return found.length === 2 ? found : undefined;
        });
        assertEquals(kept, [
          { settlement_id: String(right), transactions: 207 },
          { settlement_id: String(wrong), transactions: 1 },
        ]);
        const told = await database.query(
          "select fingerprint from payment_exceptions where kind = 'settlement_mismatch' and $1",
          [true],
        );
        assertEquals(told, [{ fingerprint: String(wrong) }]);
      },
    );

    await t.step("a worker that is killed between two pages costs nothing", async () => {
      await database.query("delete from private.reconciliations where $1", [true]);
      await database.query("delete from private.provider_transactions where $1", [true]);
      await planToday();
      await database.query(
        "update private.reconciliations set not_before = 'infinity' where reading = 2 and $1",
        [true],
      );
      // A worker of another process reads a page and is killed while it waits for the next.
      const [claimed] = await database.query<{ id: string }>(
        "select reconciliation_id as id from service.claim_reconciliation('{flutterwave}') where $1",
        [true],
      );
      const worker = new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "--allow-all",
          "--no-check",
          "--quiet",
          new URL("./killed_worker.ts", import.meta.url).pathname,
        ],
        env: { STACK_URL: stack.url, RECONCILIATION: claimed?.id ?? "" },
        stdout: "piped",
      }).spawn();
      const reader = worker.stdout.getReader();
      await reader.read();
      worker.kill("SIGKILL");
      await worker.status;
      await reader.cancel();
      const [left] = await database.query<{ pages: number; open: boolean; kept: number }>(
        `select pages, finished_at is null as open,
           (select count(*)::int from private.provider_transactions where provider = 'flutterwave') as kept
         from private.reconciliations where id = $1`,
        [claimed?.id],
      );
      assertEquals(left, { pages: 1, open: true, kept: 10 });
      await payers.work();
      assertEquals(
        (await readings()).filter((it) => it.provider === "flutterwave"),
        [],
        "somebody has it in hand",
      );
      await database.query("update private.reconciliations set leased_until = now() where $1", [
        true,
      ]);
      await payers.work();
      const again = await eventually("the day being read", async () => {
        const found = (await readings()).filter((it) => it.provider === "flutterwave");
        return found.length === 1 ? found : undefined;
      });
      assertEquals(again.map((it) => [it.items, it.pages]), [[25, 3]]);
    });
    await payers.audit();
  },
});
