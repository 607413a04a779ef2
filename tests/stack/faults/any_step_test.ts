/** A worker is killed, for real, after each step that it takes: money is right at once, and the next worker ends what it began. */
import { assert, assertEquals } from "@std/assert";
import {
  addDocument,
  addPayeeAccount,
  answerDispute,
  approveDirectSettlement,
  approvePayeeAccount,
  approvePayout,
  approveRefund,
  endDirectSettlement,
  listDirectSettlements,
  listDisputes,
  listPayouts,
  listRefunds,
  requestDirectSettlement,
  requestPayout,
  requestRefund,
} from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { developmentKeys } from "../../../local/settings.ts";
import { onServer, openPayers, type Payers } from "./payers.ts";
import { takeSecondFactor } from "../../../local/demo/second_factor.ts";

/** Has a worker do one kind of work and kills it after so many steps; returns where it had come, or Over. */
async function killed(payers: Payers, work: string, steps: number): Promise<string> {
  const worker = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-all",
      "--no-check",
      "--quiet",
      new URL("./killed_anywhere.ts", import.meta.url).pathname,
    ],
    env: { STACK_URL: payers.stack.url, WORK: work, STEPS: String(steps) },
    stdout: "piped",
  }).spawn();
  const reader = worker.stdout.getReader();
  const { value } = await reader.read();
  worker.kill("SIGKILL");
  await worker.status;
  await reader.cancel();
  return new TextDecoder().decode(value).trim();
}

/** Something that a worker does, and what must have come of it however often it was killed. */
interface Case {
  /** Which work. */
  readonly work: string;
  /** Makes something to do; returns what waits for its end and looks at it. */
  begin(): Promise<() => Promise<void>>;
  /** Steps of which at least one must have been met, so that the test is about what it says. */
  readonly meets: readonly string[];
}

Deno.test({
  name: "a worker that is killed between any two steps of money out leaves it right",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack, owner, second, org } = payers;
    const { database, paystack } = stack;
    // Nobody but this test has anything done.
    await database.exec(
      "update vault.secrets set name = 'no_functions_url' where name = 'functions_url'",
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const later = async (by: string) => {
      await payers.later(by);
      for (
        const statement of [
          "update private.payout_sends set next_at = next_at - $1::text::interval where next_at is not null",
          "update payouts set sent_at = sent_at - $1::text::interval",
          "update private.subaccounts set next_at = next_at - $1::text::interval, sent_at = sent_at - $1::text::interval",
        ]
      ) await database.query(statement, [by]);
    };
    /** The clock goes on, and workers do what waits, until there is something. */
    const until = <Found>(what: string, look: () => Promise<Found | undefined>) =>
      eventually(what, async () => {
        const found = await look();
        if (found !== undefined) return found;
        await later("11 minutes");
        await payers.work();
        return undefined;
      });
    const paid = async (kobo: number) => {
      const { reference } = await payers.checkout(await payers.charge(kobo));
      await paystack.pay(reference);
      return await eventually("the payment", async () => {
        await payers.work();
        const found = await payers.payment(reference);
        return found.status === "succeeded" ? found : undefined;
      });
    };
    const sound = async (when: string) =>
      assertEquals(
        await database.query("select what, details from private.ledger_differences($1)", [org]),
        [],
        when,
      );
    await paid(90_000_000);
    for (const member of [owner, second]) await takeSecondFactor(member.estate);
    const { id: payee } = await addPayeeAccount(owner.estate, {
      orgId: org,
      provider: "paystack",
      bankCode: "057",
      accountNumber: "0000000000",
    });
    await approvePayeeAccount(second.estate, payee);
    await database.query(
      "update payee_accounts set payable_from = now() - interval '1 minute' where id = $1",
      [payee],
    );
    const letter = await addDocument(
      owner.estate,
      { tenancy_id: payers.tenancy, kind: "agreement", title: "Agreement" },
      new Blob(["%PDF-1.7\nThey live there\n%%EOF\n"], { type: "application/pdf" }),
    );
    const subaccount = () =>
      requestDirectSettlement(owner.estate, org, payee).then(({ id }) =>
        approveDirectSettlement(second.estate, id)
      );
    const settlementOf = async (id: string) =>
      (await listDirectSettlements(owner.estate, org)).find((it) => it.id === id);

    const cases: Readonly<Record<string, Case>> = {
      "a refund": {
        work: "refunds",
        meets: ["claim_refunds", "paystack.refund", "record_sent_refund"],
        async begin() {
          const payment = await paid(70_000);
          paystack.setFault(payment.reference, { webhook: { none: true } });
          const { id } = await requestRefund(owner.estate, {
            paymentId: payment.id,
            amountKobo: 70_000,
            reason: "Paid twice",
            clientId: crypto.randomUUID(),
          });
          await approveRefund(second.estate, id);
          const made = () =>
            (paystack.refunds() as { id: number; transaction: number }[]).filter((it) =>
              String(it.transaction) === payment.provider_transaction_id
            );
          const standing = async () =>
            (await listRefunds(owner.estate, { paymentId: payment.id }))[0]?.status;
          return async () => {
            await until(
              "the refund at the provider",
              async () => await standing() === "pending" ? true : undefined,
            );
            assertEquals(made().length, 1);
            await paystack.moveRefund(made()[0]?.id as number, "processed");
            await until(
              "its end",
              async () => await standing() === "succeeded" ? true : undefined,
            );
            assertEquals(made().length, 1);
            assertEquals(await payers.exceptions(payment.reference), []);
          };
        },
      },
      "a payout": {
        work: "payouts",
        meets: ["claim_payouts", "paystack.recipient", "paystack.transfer", "record_payout_answer"],
        async begin() {
          const { id, reference } = await requestPayout(owner.estate, {
            orgId: org,
            payeeAccountId: payee,
            amountKobo: 100_000,
          });
          await approvePayout(second.estate, id);
          const sent = () => paystack.transfers().filter((it) => it.reference === reference).length;
          return async () => {
            const status = await until("the end of the payout", async () => {
              const found = (await listPayouts(owner.estate, org)).find((it) => it.id === id);
              return found?.status === "paid" || found?.status === "needs_attention"
                ? found.status
                : undefined;
            });
            // Nobody answers for who was killed before the provider heard of it: a person says what became of it.
            assertEquals(sent(), status === "paid" ? 1 : 0);
          };
        },
      },
      "an answer to a dispute, with its paper": {
        work: "disputes",
        meets: [
          "claim_dispute_answers",
          "storage.read",
          "paystack.upload_url",
          "paystack.upload_evidence",
          "keep_dispute_evidence",
          "paystack.evidence",
          "paystack.resolve_dispute",
          "keep_dispute",
        ],
        async begin() {
          const payment = await paid(70_000);
          paystack.setFault(payment.reference, { webhook: { none: true } });
          const number = await paystack.openDispute(payment.reference);
          const dispute = async () =>
            (await listDisputes(owner.estate, { orgId: org })).find((it) =>
              it.payment_id === payment.id
            );
          const { id } = await until("the dispute", async () => {
            await database.query("update private.dispute_polls set next_at = now() where $1", [
              true,
            ]);
            await payers.work();
            return await dispute();
          });
          await answerDispute(second.estate, id, "contest", "They live there", letter.id);
          // Its answer, and not what else there may be to hear of.
          await database.query(
            "update private.dispute_polls set next_at = now() + interval '1 day' where $1",
            [true],
          );
          return async () => {
            await until(
              "the answer at the bank",
              async () => (await dispute())?.status === "answered" ? true : undefined,
            );
            const answer = await fetch(`${stack.url}/sandbox/paystack/dispute/${number}`, {
              headers: { authorization: `Bearer ${developmentKeys.paystackSecretKey}` },
            });
            const { data } = await answer.json();
            const named = paystack.evidence().find((it) => it.name === data.attachments);
            assertEquals(
              new TextDecoder().decode(named?.bytes ?? undefined),
              "%PDF-1.7\nThey live there\n%%EOF\n",
            );
            await paystack.decideDispute(number, "won");
            await database.query("update private.dispute_polls set next_at = now() where $1", [
              true,
            ]);
            await until(
              "its being won",
              async () => (await dispute())?.status === "won" ? true : undefined,
            );
          };
        },
      },
      "a subaccount that is made": {
        work: "subaccounts",
        meets: ["claim_subaccounts", "paystack.subaccount", "record_subaccount"],
        async begin() {
          // Nothing is known of one any more: another one is made.
          for (const it of await listDirectSettlements(owner.estate, org)) {
            if (it.status === "active" || it.status === "approved") {
              await endDirectSettlement(owner.estate, it.id, "For the test");
            }
          }
          await until("its being closed", async () => {
            const [row] = await database.query(
              "select 1 from private.subaccounts where next_at is not null and $1",
              [true],
            );
            return row === undefined ? true : undefined;
          });
          await database.query("delete from private.subaccounts where $1", [true]);
          const before = paystack.subaccounts().length;
          const { id } = await subaccount();
          return async () => {
            await until(
              "its being active",
              async () => (await settlementOf(id))?.status === "active" ? true : undefined,
            );
            assertEquals(paystack.subaccounts().length, before + 1);
          };
        },
      },
      "a subaccount that is closed": {
        work: "subaccounts",
        meets: ["claim_subaccounts", "paystack.update_subaccount", "record_subaccount"],
        async begin() {
          const { id } = await subaccount();
          await until(
            "its being active",
            async () => (await settlementOf(id))?.status === "active" ? true : undefined,
          );
          const open = () => paystack.subaccounts().filter((it) => it.isActive).length;
          const before = [open(), paystack.subaccounts().length];
          await endDirectSettlement(owner.estate, id, "For the test");
          return async () => {
            await until(
              "its being closed",
              () => Promise.resolve(open() < before[0]! ? true : undefined),
            );
            await until("nothing being left", async () => {
              const [row] = await database.query(
                "select 1 from private.subaccounts where next_at is not null and $1",
                [true],
              );
              return row === undefined ? true : undefined;
            });
            assertEquals([open(), paystack.subaccounts().length], [before[0]! - 1, before[1]]);
          };
        },
      },
    };

    for (const [what, { work, begin, meets }] of Object.entries(cases)) {
      await t.step(what, async () => {
        const met: string[] = [];
        for (let steps = 1; met.at(-1) !== "Over"; steps++) {
          assert(steps < 30, `it never ends: ${met}`);
          const end = await begin();
          met.push(await killed(payers, work, steps));
          await sound(`killed ${met.at(-1)}`);
          try {
            await end();
          } catch (error) {
            throw new Error(`After it was killed ${met.at(-1)}`, { cause: error });
          }
          await sound(`in the end, killed ${met.at(-1)}`);
        }
        const steps = met.map((it) => it.replace("after ", ""));
        for (const step of meets) assert(steps.includes(step), `${step} among ${steps}`);
      });
    }
    await payers.audit();
  },
});
