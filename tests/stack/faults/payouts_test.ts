/** What may go wrong between us, a provider and the bank: whatever happens, money goes out once. */
import { assert, assertEquals } from "@std/assert";
import {
  addPayeeAccount,
  approvePayeeAccount,
  approvePayout,
  type EstateError,
  listBanks,
  listPayouts,
  payoutFunds,
  requestPayout,
} from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { arrive, leave } from "../../../local/demo/people.ts";
import { onServer, openPayers } from "./payers.ts";
import { takeSecondFactor } from "../../../local/demo/second_factor.ts";

Deno.test({
  name: "payouts: slow, lost, refused, twice and out of order; money goes out once",
  ignore: !onServer,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using payers = await openPayers();
    const { stack } = payers;
    const { database, flutterwave } = stack;
    const clerk = await arrive(stack, "Ngozi Clerk");
    const owner = payers.owner;
    const org = payers.org;
    await database.query(
      "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
      [org, clerk.id],
    );
    for (const member of [owner, clerk]) await takeSecondFactor(member.estate);
    try {
      const status = async (id: string) =>
        (await listPayouts(owner.estate, org)).find((it) => it.id === id);
      const becomes = (id: string, wanted: string) =>
        eventually(`the payout becoming ${wanted}`, async () => {
          const found = await status(id);
          return found?.status === wanted ? found : undefined;
        });
      const later = async (by: string) => {
        await payers.later(by);
        await database.query(
          "update private.payout_sends set next_at = next_at - $1::text::interval where next_at is not null",
          [by],
        );
        await database.query("update payouts set sent_at = sent_at - $1::text::interval", [by]);
      };
      const forget = async () => {
        await database.query("delete from private.circuit_breakers where $1", [true]);
        await new Promise((resolve) => setTimeout(resolve, 2100));
      };
      const sound = async () => {
        assertEquals(
          await database.query("select what, details from private.ledger_differences($1)", [org]),
          [],
        );
      };
      /** Money that came in, so that there is something to pay out. */
      const collect = async (provider: "paystack" | "flutterwave") => {
        const { reference } = await payers.checkout(await payers.charge(20_000_000), provider);
        await stack[provider].pay(reference);
        await payers.becomes(reference, "succeeded");
      };
      const accounts = {
        flutterwave: { bankCode: "044", accountNumber: "0690000040" },
        paystack: { bankCode: "057", accountNumber: "0000000000" },
      };
      const account = async (provider: "paystack" | "flutterwave") => {
        const added = await addPayeeAccount(owner.estate, {
          orgId: org,
          provider,
          ...accounts[provider],
        });
        assertEquals([added.status, added.name_check, added.last_four], [
          "proposed",
          "not_checked",
          accounts[provider].accountNumber.slice(-4),
        ]);
        await approvePayeeAccount(clerk.estate, added.id);
        await database.query(
          "update payee_accounts set payable_from = now() - interval '1 minute' where id = $1",
          [added.id],
        );
        return added.id;
      };
      await collect("flutterwave");
      await collect("paystack");
      const payee = {
        flutterwave: await account("flutterwave"),
        paystack: await account("paystack"),
      };
      /** One that was asked for, and the faults that it meets. */
      const asked = async (
        provider: "paystack" | "flutterwave",
        fault: Parameters<typeof flutterwave.setFault>[1] = {},
        amountKobo = 100_000,
      ) => {
        const payout = await requestPayout(owner.estate, {
          orgId: org,
          payeeAccountId: payee[provider],
          amountKobo,
          note: "Rent of November",
        });
        stack[provider].setFault(payout.reference, fault);
        return payout;
      };
      const sent = (provider: "paystack" | "flutterwave", reference: string) =>
        stack[provider].transfers().filter((it) => it.reference === reference).length;

      await t.step("a bank that nobody knows, a number that the bank does not know", async () => {
        assert((await listBanks(owner.estate, "flutterwave")).some((it) => it.code === "044"));
        for (const changed of [{ bankCode: "XXX" }, { accountNumber: "9999999999" }]) {
          const error = await addPayeeAccount(owner.estate, {
            orgId: org,
            provider: "flutterwave",
            ...accounts.flutterwave,
            ...changed,
          }).then(() => undefined, (refused) => refused);
          assertEquals((error as EstateError | undefined)?.code, "payee_account.unresolved");
        }
      });

      for (const provider of ["paystack", "flutterwave"] as const) {
        await t.step(`${provider}: approved, sent, paid, and back again`, async () => {
          const [before] = (await payoutFunds(owner.estate, org)).filter((it) =>
            it.provider === provider
          );
          const payout = await asked(provider);
          await approvePayout(clerk.estate, payout.id);
          const paid = await becomes(payout.id, "paid");
          assert((paid.fee_kobo ?? 0) > 0, "the provider takes a fee");
          const [after] = (await payoutFunds(owner.estate, org)).filter((it) =>
            it.provider === provider
          );
          assertEquals(
            (before?.available_kobo ?? 0) - (after?.available_kobo ?? 0),
            100_000 + (paid.fee_kobo ?? 0),
          );
          await sound();
          await stack[provider].moveTransfer(payout.reference, "reversed");
          await becomes(payout.id, "reversed");
          assertEquals(sent(provider, payout.reference), 1);
          await sound();
        });

        await t.step(`${provider}: the answer is lost after the transfer was made`, async () => {
          const payout = await asked(provider, { fail503AfterSuccess: 1, transfer: "waits" });
          await approvePayout(clerk.estate, payout.id);
          await eventually(
            "the sending",
            () => sent(provider, payout.reference) === 1 || undefined,
          );
          await becomes(payout.id, "sending");
          await eventually("the answer", async () => {
            await later("10 minutes");
            await payers.work();
            return (await status(payout.id))?.status === "pending" || undefined;
          });
          await stack[provider].moveTransfer(payout.reference, "success");
          await becomes(payout.id, "paid");
          assertEquals(sent(provider, payout.reference), 1);
          await sound();
        });

        await t.step(`${provider}: 502 with HTML, then nobody knows the reference`, async () => {
          const payout = await asked(provider, { status502Html: 1 });
          await approvePayout(clerk.estate, payout.id);
          await becomes(payout.id, "sending");
          await eventually("a person being asked", async () => {
            await later("15 minutes");
            await payers.work();
            return (await status(payout.id))?.status === "needs_attention" || undefined;
          });
          assertEquals(sent(provider, payout.reference), 0);
          assertEquals(await payers.exceptions(payout.reference), ["payout_attention"]);
          await forget();
        });

        await t.step(`${provider}: too little there, then enough`, async () => {
          const payout = await asked(provider, { transfer: "insufficient" });
          await approvePayout(clerk.estate, payout.id);
          await eventually(
            "the refusal",
            async () =>
              (await payers.exceptions(payout.reference)).includes("payout_waits") || undefined,
          );
          assertEquals((await status(payout.id))?.status, "approved");
          stack[provider].setFault(payout.reference, {});
          await later("2 hours");
          await payers.work();
          await becomes(payout.id, "paid");
          assertEquals(sent(provider, payout.reference), 1);
          assertEquals(await payers.exceptions(payout.reference), ["(payout_waits)"]);
          await sound();
        });

        await t.step(`${provider}: it waits for a person, who lets it through`, async () => {
          const payout = await asked(provider, { transfer: "otp" });
          await approvePayout(clerk.estate, payout.id);
          await becomes(payout.id, "needs_attention");
          await stack[provider].moveTransfer(payout.reference, "success");
          await becomes(payout.id, "paid");
          assertEquals(await payers.exceptions(payout.reference), ["(payout_attention)"]);
        });

        await t.step(`${provider}: events held, three times, newest first`, async () => {
          const payout = await asked(provider, {
            transfer: "waits",
            webhook: { hold: true, copies: 3 },
          });
          await approvePayout(clerk.estate, payout.id);
          await becomes(payout.id, "pending");
          await stack[provider].moveTransfer(payout.reference, "success");
          await stack[provider].moveTransfer(payout.reference, "reversed");
          stack[provider].release(payout.reference, "newest first");
          await stack[provider].deliveriesSettled();
          // What counts is what the provider says now: it came back before we ever heard that it was paid.
          const over = await eventually("the end", async () => {
            const found = await status(payout.id);
            return ["failed", "reversed"].includes(found?.status ?? "") ? found : undefined;
          });
          assertEquals(over.paid_at, null);
          await sound();
        });
      }

      /** A worker of its own process takes the payout and is killed at this point of its way. */
      const kill = async (reference: string, hangs: string) => {
        const worker = new Deno.Command(Deno.execPath(), {
          args: [
            "run",
            "-A",
            "--no-check",
            new URL("./killed_payout_sender.ts", import.meta.url).pathname,
          ],
          env: { STACK_URL: stack.url, HANGS: hangs, REFERENCE: reference },
          stdout: "piped",
          stderr: "inherit",
        }).spawn();
        const reader = worker.stdout.getReader();
        assert(new TextDecoder().decode((await reader.read()).value).includes("Now"), hangs);
        worker.kill("SIGKILL");
        await worker.status;
        await reader.cancel();
      };
      for (
        const kills of [
          ["claimed"],
          ["before"],
          ["after"],
          ["recorded"],
          ["after", "claimed"],
          ["after", "asking"],
          ["after", "asked"],
          ["after", "recorded"],
          ["before", "asked"],
        ]
      ) {
        await t.step(`workers are killed one after the other: ${kills.join(", ")}`, async () => {
          const payout = await asked("flutterwave", { transfer: "waits" });
          // Only the process of its own may take it.
          await database.query("update private.person_limits set burst = null where $1", [true]);
          await database.query(
            "update vault.secrets set name = 'no_functions_url' where name = $1",
            ["functions_url"],
          );
          // Who was woken before is through by then.
          await payers.work();
          await new Promise((resolve) => setTimeout(resolve, 2000));
          await approvePayout(clerk.estate, payout.id);
          for (const [n, hangs] of kills.entries()) {
            if (n > 0) await later("4 minutes");
            await kill(payout.reference, hangs);
          }
          await database.query(
            "update vault.secrets set name = 'functions_url' where name = $1",
            ["no_functions_url"],
          );
          const heard = kills.at(-1) === "recorded" ? "pending" : "sending";
          assertEquals((await status(payout.id))?.status, heard);
          await payers.work();
          assertEquals((await status(payout.id))?.status, heard, "it is in somebody's hands");
          const isSent = kills[0] === "after" || kills[0] === "recorded";
          const wanted = isSent ? "pending" : "needs_attention";
          await eventually("the answer", async () => {
            await later("15 minutes");
            await payers.work();
            return (await status(payout.id))?.status === wanted || undefined;
          });
          assertEquals(sent("flutterwave", payout.reference), isSent ? 1 : 0);
          if (isSent) {
            await flutterwave.moveTransfer(payout.reference, "success");
            await becomes(payout.id, "paid");
          }
          assertEquals(sent("flutterwave", payout.reference), isSent ? 1 : 0);
          await sound();
        });
      }

      await t.step("no number of an account lies anywhere in clear", async () => {
        const numbers = Object.values(accounts).map((it) => it.accountNumber);
        const tables = await database.query<{ name: string }>(
          `select c.oid::regclass::text as name from pg_class as c
           where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind = 'r' and $1`,
          [true],
        );
        for (const { name } of tables) {
          for (const number of numbers.filter((it) => it !== "0000000000")) {
            const found = await database.query(
              `select 1 from ${name} as it where it::text like '%' || $1 || '%' limit 1`,
              [number],
            );
            assertEquals(found, [], name);
          }
        }
      });
      await payers.audit();
    } finally {
      await leave([clerk.estate]);
    }
  },
});
