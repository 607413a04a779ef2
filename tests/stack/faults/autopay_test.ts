import { assert, assertEquals } from "@std/assert";
import {
  allowAutopay,
  type CheckoutProvider,
  listAutopayPlans,
  listConsentTexts,
  listSavedCards,
  listTenanciesOnAutopay,
  nigerianDate,
  removeSavedCard,
  startCheckout,
} from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { onServer, openPayers, type Payers } from "./payers.ts";

/** Of the tenant: saves a card with a provider, and has it pay by itself. */
async function allow(payers: Payers, provider: CheckoutProvider): Promise<void> {
  const { stack, tenant, tenancy } = payers;
  const [agreed] = await listConsentTexts(tenant.estate, "save_authorization");
  const [allowed] = await listConsentTexts(tenant.estate, "autopay");
  if (agreed === undefined || allowed === undefined) throw new Error("No text is in force");
  const known = (await listSavedCards(tenant.estate)).length;
  await payers.stack.database.query(
    "delete from private.rate_limits where bucket like 'payments.%' and $1",
    [true],
  );
  const checkout = await startCheckout(
    tenant.estate,
    [await payers.charge()],
    crypto.randomUUID(),
    provider,
    agreed,
  );
  await stack[provider].pay(checkout.reference);
  await payers.becomes(checkout.reference, "succeeded");
  const cards = await listSavedCards(tenant.estate);
  assertEquals(cards.length, known + 1);
  assertEquals([cards[0]?.provider, cards[0]?.status], [provider, "usable"]);
  await allowAutopay(tenant.estate, {
    tenancyId: tenancy,
    cardId: cards[0]?.id ?? "",
    kinds: ["utility"],
    mostPerChargeKobo: 100_000,
    mostPerMonthKobo: 100_000_000,
    agreed: allowed,
  });
}

/** A charge whose day has come, announced days ago; returns it. */
async function due(payers: Payers): Promise<string> {
  const charge = await payers.charge();
  await payers.stack.database.query(
    `insert into autopay_plans (org_id, autopay_id, user_id, tenancy_id, charge_id, status, amount_kobo, take_on)
     select a.org_id, a.id, a.user_id, a.tenancy_id, c.id, 'announced', c.amount_kobo, private.lagos_date()
     from charges as c join autopays as a on a.tenancy_id = c.tenancy_id and a.status = 'on' where c.id = $1`,
    [charge],
  );
  return charge;
}

const planOf = async (payers: Payers, charge: string) =>
  (await listAutopayPlans(payers.tenant.estate, payers.tenancy)).find((it) =>
    it.charge_id === charge
  );
/** What the provider charged for a payment of ours. */
const chargedAt = (payers: Payers, provider: CheckoutProvider, reference: string) =>
  payers.stack[provider].payments().filter((it) =>
    it.reference === reference && /^success/.test(it.status)
  ).length;

/** Tables of the database that hold a text. */
async function tablesWith({ stack }: Payers, text: string): Promise<string[]> {
  const tables = await stack.database.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'private', 'pgmq', 'net', 'realtime', 'auth') and $1 order by 1`,
    [true],
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await stack.database.query(
      `select 1 from ${name} as t where position($1 in t::text) > 0 limit 1`,
      [text],
    );
    if (row !== undefined) found.push(name);
  }
  return found;
}

Deno.test({
  name: "autopay through what may go wrong: nobody is charged twice, and nothing is stuck",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const lines: string[] = [];
    await using payers = await openPayers({ log: (line) => lines.push(line) });
    const { stack, tenant } = payers;
    const takes = (charge: string) =>
      eventually("autopay taking it", async () => {
        await payers.work();
        const plan = await planOf(payers, charge);
        return plan?.status === "taken" ? plan : undefined;
      });

    for (const provider of ["paystack", "flutterwave"] as const satisfies CheckoutProvider[]) {
      const sandbox = stack[provider];
      await t.step(`${provider}: a card is saved, and pays what falls due`, async () => {
        await allow(payers, provider);
        const charge = await due(payers);
        const plan = await takes(charge);
        const { reference, status, method } = await payers.paymentFor(charge);
        assertEquals([status, method, plan.amount_kobo], ["succeeded", provider, 70_000]);
        assertEquals(chargedAt(payers, provider, reference), 1);
        await sandbox.resend(reference, 3);
        await sandbox.deliveriesSettled();
        assertEquals(await payers.exceptions(reference), []);
      });

      await t.step(`${provider}: the answer is lost after the card was charged`, async () => {
        const charge = await due(payers);
        sandbox.setFault("*", { fail503AfterSuccess: 1, webhook: { none: true } });
        await payers.work();
        sandbox.setFault("*", {});
        const { reference, status } = await payers.paymentFor(charge);
        assertEquals([status, chargedAt(payers, provider, reference)], ["created", 1]);
        await payers.work();
        assertEquals((await payers.paymentFor(charge)).reference, reference, "no other is made");
        await payers.later("2 minutes");
        await takes(charge);
        assertEquals((await payers.payment(reference)).status, "succeeded");
      });

      await t.step(
        `${provider}: the bank declines, says its last word, or wants the payer`,
        async () => {
          const charge = await due(payers);
          sandbox.setFault("*", { cardDeclined: "Insufficient Funds" });
          await payers.work();
          sandbox.setFault("*", {});
          assertEquals((await payers.paymentFor(charge)).status, "failed");
          const declined = await planOf(payers, charge);
          assertEquals([declined?.status, declined?.declines, declined?.take_on], [
            "announced",
            1,
            nigerianDate(1),
          ]);
          assert(declined?.last_answer?.includes("Insufficient Funds"));

          const confirmed = await due(payers);
          sandbox.setFault("*", { cardWantsPayer: true });
          await payers.work();
          sandbox.setFault("*", {});
          const waiting = await payers.paymentFor(confirmed);
          assertEquals([waiting.status, (await planOf(payers, confirmed))?.status], [
            "pending",
            "waiting_for_payer",
          ]);
          await sandbox.pay(waiting.reference);
          await payers.becomes(waiting.reference, "succeeded");
          await takes(confirmed);

          const last = await due(payers);
          sandbox.setFault("*", { cardDeclined: "Card reported stolen" });
          await payers.work();
          sandbox.setFault("*", {});
          assertEquals((await planOf(payers, last))?.status, "given_up");
          const [card] = await listSavedCards(tenant.estate);
          assertEquals(card?.status, "refused");
        },
      );
    }

    await t.step("workers at once charge a card once", async () => {
      await allow(payers, "paystack");
      const charges = await Promise.all(Array.from({ length: 6 }, () => due(payers)));
      stack.paystack.setFault("*", { delayMs: 300 });
      await Promise.all(Array.from({ length: 5 }, () => payers.work()));
      stack.paystack.setFault("*", {});
      for (const charge of charges) {
        await takes(charge);
        const [paid] = await stack.database.query<{ n: number }>(
          "select count(*)::int as n from payment_items where charge_id = $1",
          [charge],
        );
        assertEquals(paid?.n, 1);
      }
    });

    for (const killed of ["before the charge", "after the charge"]) {
      await t.step(`a worker is killed ${killed}`, async () => {
        // Nobody else works, however long that one takes to begin: the database finds no functions.
        await stack.database.query("delete from vault.secrets where name = $1", ["functions_url"]);
        const charge = await due(payers);
        stack.paystack.setFault("*", { webhook: { none: true } });
        const worker = new Deno.Command(Deno.execPath(), {
          args: [
            "run",
            "--allow-all",
            "--no-check",
            "--quiet",
            new URL("./killed_autopay.ts", import.meta.url).pathname,
          ],
          env: { STACK_URL: stack.url, KILLED: killed },
          stdout: "piped",
        }).spawn();
        const reader = worker.stdout.getReader();
        const said = new TextDecoder().decode((await reader.read()).value).trim();
        worker.kill("SIGKILL");
        await worker.status;
        await reader.cancel();
        stack.paystack.setFault("*", {});
        const { reference, status } = await payers.paymentFor(charge);
        assertEquals([said, status], [reference, "created"]);
        const charged = killed === "after the charge" ? 1 : 0;
        assertEquals(chargedAt(payers, "paystack", reference), charged);
        for (let n = 0; n < 3; n++) await payers.work();
        assertEquals((await payers.paymentFor(charge)).reference, reference, "no other is made");
        await payers.later("11 minutes");
        await payers.work();
        if (charged === 1) {
          await takes(charge);
          return;
        }
        // Paystack does not know it. A day later it is given up, and the day after that tried anew.
        assertEquals((await payers.payment(reference)).status, "created");
        await payers.later("25 hours");
        await payers.work();
        await payers.becomes(reference, "abandoned");
        await stack.database.query(
          "update private.autopay_attempts set tried_on = tried_on - 1 where $1",
          [true],
        );
        await stack.database.query(
          "update autopay_plans set take_on = private.lagos_date() where charge_id = $1",
          [charge],
        );
        await takes(charge);
        const again = await payers.paymentFor(charge);
        assert(again.reference !== reference);
        assertEquals([(await planOf(payers, charge))?.declines, again.status], [0, "succeeded"]);
      });
    }

    await t.step(
      "what charges the card stands nowhere, and the payee sees nothing but that it is on",
      async () => {
        const tokens = [
          ...stack.paystack.transactions().map((it) => it.authorization.authorization_code),
          ...stack.flutterwave.transactions().map((it) => it.card["token"]),
        ].filter((it) => it !== undefined);
        const distinct = [...new Set(tokens)];
        assert(distinct.length >= 2);
        for (const token of distinct) {
          assertEquals(await tablesWith(payers, token), [], "in the database");
          assertEquals(lines.filter((line) => line.includes(token)), [], "in the log");
        }
        const [org] = await stack.database.query<{ id: string }>(
          "select org_id as id from tenancies where id = $1",
          [payers.tenancy],
        );
        assertEquals(await listTenanciesOnAutopay(payers.owner.estate, org?.id ?? ""), [
          payers.tenancy,
        ]);
        assertEquals(await listSavedCards(payers.owner.estate), []);
        const [card] = await listSavedCards(tenant.estate);
        assertEquals((await removeSavedCard(tenant.estate, card?.id ?? "")).status, "removed");
        const charge = await due(payers).catch(() => undefined);
        await payers.work();
        if (charge !== undefined) assertEquals(await planOf(payers, charge), undefined);
        const [left] = await stack.database.query<{ n: number }>(
          "select count(*)::int as n from private.authorization_tokens where $1",
          [true],
        );
        assertEquals(left?.n, 0);
      },
    );
    await payers.audit();
  },
});
