import { assertEquals } from "@std/assert";
import {
  answerDispute,
  approveRefund,
  type CheckoutProvider,
  EstateError,
  listDisputes,
  listRefunds,
  type Refund,
  requestRefund,
} from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import type { Death } from "./deaths.ts";
import { onServer, openPayers, type Payers } from "./payers.ts";

const kobo = 70_000;
const providers = ["paystack", "flutterwave"] as const satisfies CheckoutProvider[];

/** A payment that settled. */
async function paid(payers: Payers, provider: CheckoutProvider = "paystack") {
  const charge = await payers.charge(kobo);
  const { reference } = await payers.checkout(charge, provider);
  await payers.stack[provider].pay(reference);
  const { id } = await payers.becomes(reference, "succeeded");
  return { charge, reference, id };
}

/** Asks for a refund and has the second person approve it. */
async function approved(payers: Payers, paymentId: string, amountKobo = kobo): Promise<Refund> {
  const asked = await requestRefund(payers.owner.estate, {
    paymentId,
    amountKobo,
    reason: "Paid twice",
    clientId: crypto.randomUUID(),
  });
  return await approveRefund(payers.second.estate, asked.id);
}

const refundsAt = (payers: Payers, provider: CheckoutProvider, reference: string) => {
  const { id } = payers.stack[provider].transactions().find((it) =>
    [(it as { reference?: string }).reference, (it as { tx_ref?: string }).tx_ref].includes(
      reference,
    )
  ) as { id: number };
  return (payers.stack[provider].refunds() as {
    id: number;
    transaction?: number;
    tx_id?: number;
    amount?: number;
  }[]).filter((it) => (it.transaction ?? it.tx_id) === id);
};

const standing = async (payers: Payers, id: string) =>
  (await listRefunds(payers.owner.estate, { limit: 500 })).find((it) => it.id === id) as Refund;

const becomes = (payers: Payers, id: string, status: Refund["status"]) =>
  eventually(`the refund becoming ${status}`, async () => {
    const found = await standing(payers, id);
    return found.status === status ? found : undefined;
  });

const openKobo = async (payers: Payers, charge: string) => {
  const [row] = await payers.stack.database.query<{ kobo: number }>(
    "select open_kobo::float8 as kobo from charge_balances where charge_id = $1",
    [charge],
  );
  return row?.kobo;
};

/** Has a worker of another process do what waits, and kills it where it says that it has come. */
async function killed(
  payers: Payers,
  dies: Death,
  provider: CheckoutProvider = "paystack",
): Promise<void> {
  const worker = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-all",
      "--no-check",
      "--quiet",
      new URL("./killed_sender.ts", import.meta.url).pathname,
    ],
    env: { STACK_URL: payers.stack.url, DIES: dies, PROVIDER: provider },
    stdout: "piped",
  }).spawn();
  const reader = worker.stdout.getReader();
  const { value } = await reader.read();
  worker.kill("SIGKILL");
  await worker.status;
  await reader.cancel();
  assertEquals(new TextDecoder().decode(value).trim(), dies, "it came where it was to be killed");
}

/** The stack's own worker takes nothing while this holds: what is approved waits for the one that is to be killed. */
async function withoutWorker<Result>(payers: Payers, work: () => Promise<Result>): Promise<Result> {
  const { database } = payers.stack;
  await database.exec(
    "update vault.secrets set name = 'functions_url_away' where name = 'functions_url'",
  );
  try {
    // One that the payment's own event woke may still be looking for what is due.
    await payers.work();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return await work();
  } finally {
    await database.exec(
      "update vault.secrets set name = 'functions_url' where name = 'functions_url_away'",
    );
  }
}

Deno.test({
  name: "a refund goes out once, whatever breaks between us and the provider",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack } = payers;

    for (const provider of providers) {
      await t.step(`${provider}: asked, approved, sent, and heard of by event`, async () => {
        stack.flutterwave.refundsTakeTime = true;
        const payment = await paid(payers, provider);
        const refund = await approved(payers, payment.id, 30_000);
        await becomes(payers, refund.id, "pending");
        const [there] = refundsAt(payers, provider, payment.reference);
        await stack[provider].moveRefund(there?.id as number, "processed");
        await becomes(payers, refund.id, "succeeded");
        assertEquals(await openKobo(payers, payment.charge), 30_000);
        assertEquals(await payers.exceptions(payment.reference), []);
        stack.flutterwave.refundsTakeTime = false;
      });

      await t.step(`${provider}: the answer is lost after the provider made it`, async () => {
        const payment = await paid(payers, provider);
        stack[provider].setFault(payment.reference, {
          fail503AfterSuccess: 1,
          webhook: { none: true },
        });
        const refund = await approved(payers, payment.id);
        await eventually("the provider having it", () =>
          Promise.resolve(
            refundsAt(payers, provider, payment.reference).length === 1 || undefined,
          ));
        stack[provider].setFault(payment.reference, { webhook: { none: true } });
        // The worker may be about to write down that it does not know.
        const found = await eventually("the provider being asked", async () => {
          await payers.later("3 minutes");
          await payers.work();
          const now = await standing(payers, refund.id);
          return now.status === "sending" ? undefined : now;
        });
        assertEquals(found.status, provider === "paystack" ? "pending" : "succeeded");
        if (provider === "paystack") {
          const [there] = refundsAt(payers, provider, payment.reference);
          stack.paystack.setFault(payment.reference, {});
          await stack.paystack.moveRefund(there?.id as number, "processed");
        }
        await becomes(payers, refund.id, "succeeded");
        assertEquals(refundsAt(payers, provider, payment.reference).length, 1);
      });

      await t.step(
        `${provider}: three events in parallel, then late ones out of order`,
        async () => {
          const payment = await paid(payers, provider);
          stack[provider].setFault(payment.reference, { webhook: { copies: 3, hold: true } });
          stack.flutterwave.refundsTakeTime = true;
          const refund = await approved(payers, payment.id, 10_000);
          await becomes(payers, refund.id, "pending");
          const [there] = refundsAt(payers, provider, payment.reference);
          if (provider === "paystack") {
            await stack.paystack.moveRefund(there?.id as number, "processing");
          }
          await stack[provider].moveRefund(there?.id as number, "processed");
          stack[provider].release(payment.reference, "newest first");
          await becomes(payers, refund.id, "succeeded");
          await stack[provider].deliveriesSettled();
          await Promise.all([payers.work(), payers.work(), payers.work()]);
          assertEquals(await openKobo(payers, payment.charge), 10_000);
          stack.flutterwave.refundsTakeTime = false;
        },
      );

      await t.step(`${provider}: made at the dashboard, nobody here asked for it`, async () => {
        const payment = await paid(payers, provider);
        await stack[provider].refundByHand(payment.reference, 5_000);
        const heard = await eventually(
          "the refund",
          async () => (await listRefunds(payers.owner.estate, { paymentId: payment.id }))[0],
        );
        if (provider === "paystack") {
          await stack.paystack.moveRefund(Number(heard.provider_refund_id), "processed");
        }
        await becomes(payers, heard.id, "succeeded");
        assertEquals(await payers.exceptions(payment.reference), ["foreign_refund"]);
        assertEquals(await openKobo(payers, payment.charge), 5_000);
      });
    }

    await t.step("failed, and needs attention", async () => {
      const payment = await paid(payers);
      const refund = await approved(payers, payment.id, 20_000);
      await becomes(payers, refund.id, "pending");
      const [there] = refundsAt(payers, "paystack", payment.reference);
      await stack.paystack.moveRefund(there?.id as number, "needs-attention");
      await becomes(payers, refund.id, "needs_attention");
      assertEquals(await payers.exceptions(payment.reference), ["refund_stuck"]);
      await stack.paystack.moveRefund(there?.id as number, "failed");
      await becomes(payers, refund.id, "failed");
      assertEquals(await openKobo(payers, payment.charge), 0, "nothing went back");
      // So it can be asked for again, whole.
      const again = await approved(payers, payment.id);
      await becomes(payers, again.id, "pending");
      const whole = refundsAt(payers, "paystack", payment.reference)[0];
      await stack.paystack.moveRefund(whole?.id as number, "processed");
      await becomes(payers, again.id, "succeeded");
    });

    for (const dies of ["sending is written", "the provider has refused"] as const) {
      await t.step(`killed when ${dies}: asked about, and sent once`, async () => {
        const payment = await paid(payers);
        const refund = await withoutWorker(payers, async () => {
          const made = await approved(payers, payment.id);
          await killed(payers, dies);
          return made;
        });
        assertEquals((await standing(payers, refund.id)).status, "sending");
        assertEquals(refundsAt(payers, "paystack", payment.reference).length, 0);
        await payers.work();
        assertEquals((await standing(payers, refund.id)).status, "sending", "it may be on its way");
        await payers.later("11 minutes");
        await payers.work();
        await payers.work();
        await becomes(payers, refund.id, "pending");
        const [there, ...more] = refundsAt(payers, "paystack", payment.reference);
        assertEquals(more, []);
        await stack.paystack.moveRefund(there?.id as number, "processed");
        await becomes(payers, refund.id, "succeeded");
      });
    }

    for (const dies of ["the provider has made it", "the answer is written"] as const) {
      await t.step(`killed when ${dies}: never sent again`, async () => {
        const payment = await paid(payers);
        stack.paystack.setFault(payment.reference, { webhook: { none: true } });
        const refund = await withoutWorker(payers, async () => {
          const made = await approved(payers, payment.id);
          await killed(payers, dies);
          return made;
        });
        const isWritten = dies === "the answer is written";
        assertEquals(
          (await standing(payers, refund.id)).status,
          isWritten ? "pending" : "sending",
        );
        await payers.later("11 minutes");
        await payers.work();
        await payers.work();
        const [there, ...more] = refundsAt(payers, "paystack", payment.reference);
        assertEquals(more, [], "one refund at the provider");
        await becomes(payers, refund.id, "pending");
        await stack.paystack.moveRefund(there?.id as number, "processed");
        await payers.later("20 minutes");
        await payers.work();
        await becomes(payers, refund.id, "succeeded");
        assertEquals(refundsAt(payers, "paystack", payment.reference).length, 1);
      });
    }

    for (
      const dies of [
        "it is about to ask",
        "the provider has told",
        "what it told is written",
      ] as const
    ) {
      await t.step(`killed when ${dies}: another one asks, and it is booked once`, async () => {
        const payment = await paid(payers);
        stack.paystack.setFault(payment.reference, { webhook: { none: true } });
        const refund = await approved(payers, payment.id, 20_000);
        await becomes(payers, refund.id, "pending");
        const [there] = refundsAt(payers, "paystack", payment.reference);
        await withoutWorker(payers, async () => {
          await stack.paystack.moveRefund(there?.id as number, "processed");
          await payers.later("20 minutes");
          await killed(payers, dies);
        });
        const isWritten = dies === "what it told is written";
        assertEquals(
          (await standing(payers, refund.id)).status,
          isWritten ? "succeeded" : "pending",
        );
        await payers.later("3 minutes");
        await payers.work();
        await becomes(payers, refund.id, "succeeded");
        assertEquals(await openKobo(payers, payment.charge), 20_000);
        assertEquals(refundsAt(payers, "paystack", payment.reference).length, 1);
      });
    }

    await t.step(
      "killed where no list proves anything: staff look, or its list names it",
      async () => {
        for (const dies of ["sending is written", "the provider has made it"] as const) {
          const payment = await paid(payers, "flutterwave");
          stack.flutterwave.setFault(payment.reference, { webhook: { none: true } });
          const refund = await withoutWorker(payers, async () => {
            const made = await approved(payers, payment.id);
            await killed(payers, dies, "flutterwave");
            return made;
          });
          await payers.later("11 minutes");
          await payers.work();
          await payers.work();
          const wasMade = dies === "the provider has made it";
          await becomes(payers, refund.id, wasMade ? "succeeded" : "sending");
          assertEquals(
            refundsAt(payers, "flutterwave", payment.reference).length,
            wasMade ? 1 : 0,
            dies,
          );
          assertEquals(
            await payers.exceptions(payment.reference),
            wasMade ? [] : ["refund_unclear"],
          );
        }
      },
    );

    await t.step(
      "both providers paid for one charge: the second goes back by one call",
      async () => {
        const charge = await payers.charge(kobo);
        const [one, two] = [
          await payers.checkout(charge, "paystack"),
          await payers.checkout(charge, "flutterwave"),
        ];
        await stack.paystack.pay(one.reference);
        await payers.becomes(one.reference, "succeeded");
        await stack.flutterwave.pay(two.reference);
        const second = await payers.becomes(two.reference, "succeeded");
        const refund = await approved(payers, second.id);
        await becomes(payers, refund.id, "succeeded");
        assertEquals(await openKobo(payers, charge), 0, "the charge stays paid by the first");
      },
    );

    await t.step("a stranger, and who asked, cannot send money", async () => {
      const payment = await paid(payers);
      const asked = await requestRefund(payers.owner.estate, {
        paymentId: payment.id,
        amountKobo: 1_000,
        reason: "By mistake",
        clientId: crypto.randomUUID(),
      });
      for (
        const [who, code] of [[payers.owner, "refund.same_person"], [
          payers.tenant,
          "refund.not_found",
        ]] as const
      ) {
        const refused = await approveRefund(who.estate, asked.id, { iAmAlone: true }).catch((it) =>
          it
        );
        assertEquals(refused instanceof EstateError && refused.code, code);
      }
    });
    await payers.audit();
  },
});

Deno.test({
  name: "a refund racing a dispute: the money goes back once",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack } = payers;
    const disputeOf = async (payment: string) =>
      (await listDisputes(payers.owner.estate)).find((it) => it.payment_id === payment);
    const disputeBecomes = (payment: string, status: string) =>
      eventually(`the dispute becoming ${status}`, async () => {
        const found = await disputeOf(payment);
        return found?.status === status ? found : undefined;
      });
    const returned = async (payment: string) => {
      const [row] = await stack.database.query<{ kobo: number }>(
        "select returned_kobo::float8 as kobo from payments where id = $1",
        [payment],
      );
      return row?.kobo;
    };

    for (const provider of providers) {
      await t.step(`${provider}: contested and won; then lost`, async () => {
        for (const outcome of ["won", "lost"] as const) {
          const payment = await paid(payers, provider);
          const id = await stack[provider].openDispute(payment.reference);
          const open = await disputeBecomes(payment.id, "open");
          assertEquals([open.amount_kobo, open.answer_by !== null], [kobo, true]);
          await answerDispute(payers.second.estate, open.id, "contest", "They live there");
          await disputeBecomes(payment.id, "answered");
          await stack[provider].decideDispute(id, outcome);
          await disputeBecomes(payment.id, outcome);
          assertEquals(await returned(payment.id), outcome === "won" ? 0 : kobo);
          assertEquals(await openKobo(payers, payment.charge), outcome === "won" ? 0 : kobo);
        }
      });

      await t.step(`${provider}: accepted while the answer gets lost`, async () => {
        const payment = await paid(payers, provider);
        await stack[provider].openDispute(payment.reference);
        const open = await disputeBecomes(payment.id, "open");
        stack[provider].setFault(payment.reference, { fail503AfterSuccess: 1 });
        await answerDispute(payers.owner.estate, open.id, "accept", "They paid twice");
        await payers.later("5 minutes");
        await payers.work();
        await disputeBecomes(payment.id, "lost");
        assertEquals(await returned(payment.id), kobo);
      });

      await t.step(
        `${provider}: a refund under way when the dispute comes, both carried out`,
        async () => {
          const payment = await paid(payers, provider);
          stack.flutterwave.refundsTakeTime = true;
          const refund = await approved(payers, payment.id);
          await becomes(payers, refund.id, "pending");
          const id = await stack[provider].openDispute(payment.reference);
          await disputeBecomes(payment.id, "open");
          const refused = await requestRefund(payers.owner.estate, {
            paymentId: payment.id,
            amountKobo: 1,
            reason: "Again",
            clientId: crypto.randomUUID(),
          }).catch((it) => it);
          assertEquals(refused.code, "refund.disputed");
          const [there] = refundsAt(payers, provider, payment.reference);
          await Promise.all([
            stack[provider].moveRefund(there?.id as number, "processed"),
            stack[provider].decideDispute(id, "lost"),
          ]);
          await becomes(payers, refund.id, "succeeded");
          await disputeBecomes(payment.id, "lost");
          assertEquals(await returned(payment.id), kobo, "booked once");
          assertEquals(await payers.exceptions(payment.reference), ["money_going_back"]);
          stack.flutterwave.refundsTakeTime = false;
        },
      );
    }

    await t.step("a chargeback of which no event tells is found by asking", async () => {
      const payment = await paid(payers, "flutterwave");
      stack.flutterwave.setFault(payment.reference, { webhook: { none: true } });
      await stack.flutterwave.openDispute(payment.reference);
      await payers.later("2 hours");
      await payers.work();
      await disputeBecomes(payment.id, "open");
    });
    await payers.audit();
  },
});
