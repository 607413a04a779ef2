import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { longGone } from "../people/second_people.ts";
import { createUser } from "../world.ts";
import { books, call, demand, differences, owedBy, settle, start } from "./owed.ts";
import {
  answered,
  approve,
  claim,
  listed,
  paidHome,
  paidOf,
  refunded,
  refundOf,
  request,
} from "./refunding.ts";

const told = async (database: Database, who: Actor) =>
  (await as<{ kind: string }>(
    database,
    who,
    "select kind from notifications where kind like 'refund%' order by id",
  )).map((it) => it.kind);

Deno.test("money goes back by the word of two people, once, and the books follow", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, manager, accountant, agent, otherOwner, stranger } = world.people;

    await t.step(
      "asked, approved, sent, done: booked, and the payer is told each step",
      async () => {
        const home = await paidHome(database, world);
        const before = await books(database, world.org);
        const asked = await request(database, manager, home.payment.id, 4_000);
        assertEquals([asked.status, asked.way], ["requested", "provider"]);
        assertEquals(await claim(database), [], "nothing is sent that nobody approved");
        assertEquals((await approve(database, owner, asked.id)).status, "approved");
        assertEquals(
          (await approve(database, owner, asked.id)).status,
          "approved",
          "safe to repeat",
        );
        const [sent] = await claim(database);
        assertEquals([sent?.refund_id, sent?.amount_kobo], [asked.id, 4_000]);
        assertEquals(sent?.provider_transaction_id, home.payment.reference);
        assertEquals((await refundOf(database, asked.id)).status, "sending");
        assertEquals(await claim(database), [], "and taken once");
        assertEquals(await answered(database, asked.id, "R-1", 4_000), "pending");
        assertEquals((await paidOf(database, home.charge))?.paid, 10_000, "nothing has gone yet");
        const done = [{ provider_refund_id: "R-1", amount_kobo: 4_000, state: "done" }];
        await listed(database, home.payment.id, done);
        await listed(database, home.payment.id, done);
        assertEquals((await refundOf(database, asked.id)).status, "succeeded");
        assertEquals(await paidOf(database, home.charge), {
          paid: 6_000,
          open: 4_000,
          status: "part_paid",
        });
        const after = await books(database, world.org);
        const moved = (account: string) => (after[account] ?? 0) - (before[account] ?? 0);
        assertEquals(
          [moved("provider_clearing"), moved("tenant_receivable"), moved("utility_income")],
          [-4_000, 4_000, 0],
        );
        assertEquals(await differences(database, world.org), []);
        assertEquals(await told(database, home.tenant), [
          "refund_requested",
          "refund_approved",
          "refund_sent",
          "refund_pending",
          "refund_succeeded",
        ]);
      },
    );

    await t.step(
      "of which charge is said, or the newest; a deposit last; charges may be dropped",
      async () => {
        const { tenancy, tenant } = await letSince(database, world, 0);
        const one = await demand(database, owner, tenancy.id, 1_000, "2027-01-01");
        const two = await demand(database, owner, tenancy.id, 2_000, "2027-02-01");
        const deposit = await demand(
          database,
          owner,
          tenancy.id,
          4_000,
          "2027-03-01",
          "caution_deposit",
        );
        const payment = await start(database, tenant.user, [one, two, deposit]);
        await settle(database, payment);
        const left = async () =>
          await Promise.all(
            [one, two, deposit].map(async (id) => (await paidOf(database, id))?.paid),
          );
        await refunded(database, world, payment.id, 500);
        assertEquals(await left(), [1_000, 1_500, 4_000]);
        await refunded(database, world, payment.id, 400, { charge_id: one });
        assertEquals(await left(), [600, 1_500, 4_000]);
        // What it was paid for is owed no more; what was open before is still.
        await refunded(database, world, payment.id, 1_600, { drops_charges: true, charge_id: two });
        assertEquals(
          (await owedBy(database, tenancy.id, "utility")).map((
            it,
          ) => [it.amount_kobo, it.paid_kobo]),
          [[900, 500], [500, 0]],
        );
        assertEquals(await left(), [0, 0, 4_000]);
        await refunded(database, world, payment.id, 1_000, {
          drops_charges: true,
          charge_id: deposit,
        });
        const [instead] = await owedBy(database, tenancy.id, "caution_deposit");
        assertEquals([instead?.amount_kobo, instead?.paid_kobo, instead?.id === deposit], [
          3_000,
          3_000,
          false,
        ]);
        assertEquals((await paidOf(database, deposit))?.status, "reversed");
        assertEquals(await differences(database, world.org), []);
        // All the rest: the receipts are void, each when nothing is left of it.
        await refunded(database, world, payment.id, 3_500);
        const voids = await database.query(
          `select r.kind::text, v.receipt_id is not null as is_void from receipts as r
         left join receipt_voids as v on v.receipt_id = r.id where r.payment_id = $1 order by 1`,
          [payment.id],
        );
        assertEquals(voids, [{ kind: "deposit", is_void: true }, { kind: "other", is_void: true }]);
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step(
      "credit goes first, and what is asked back is not drawn on meanwhile",
      async () => {
        const home = await paidHome(database, world);
        const twice = await start(database, home.tenant.user, [
          await demand(database, owner, home.tenancy, 5_000, "2027-01-01"),
        ]);
        // Paid again by another payment: the second is all credit.
        const [again] = await database.query<{ id: string; reference: string }>(
          `insert into payments (org_id, tenancy_id, payer_id, method, reference, amount_kobo)
         select org_id, tenancy_id, payer_id, 'flutterwave', reference || '-2', amount_kobo from payments where id = $1
         returning id, reference`,
          [twice.id],
        );
        await database.query(
          "insert into payment_items (org_id, payment_id, charge_id, amount_kobo) select org_id, $2, charge_id, amount_kobo from payment_items where payment_id = $1",
          [twice.id, again?.id],
        );
        await settle(database, twice);
        await database.query(
          "select private.settle_payment('flutterwave', $1, '4711', 5000, 'NGN', now(), 'card', 0)",
          [again?.reference],
        );
        const asked = await request(database, accountant, again?.id as string, 5_000);
        const next = await demand(database, owner, home.tenancy, 3_000, "2027-02-01");
        await database.query("select private.draw_credit()", []);
        assertEquals((await paidOf(database, next))?.paid, 0);
        await approve(database, owner, asked.id);
        await claim(database);
        await answered(database, asked.id, "F-1", 5_000, "done");
        await database.query("select private.draw_credit()", []);
        assertEquals((await paidOf(database, next))?.paid, 0, "it is gone");
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step("never more than is left, over all that is under way", async () => {
      const home = await paidHome(database, world);
      const first = await request(database, accountant, home.payment.id, 6_000);
      assertEquals(await problem(request(database, accountant, home.payment.id, 4_001)), [
        "PT409",
        "refund.too_much",
        "amount_kobo",
      ]);
      await request(database, accountant, home.payment.id, 4_000);
      await call(database, owner, "decline_refund", { refund_id: first.id, reason: "Not owed" });
      await request(database, accountant, home.payment.id, 6_000);
      for (const kobo of [0, -1, null]) {
        assertEquals(
          (await problem(request(database, accountant, home.payment.id, kobo as number)))[1],
          "refund.bad_request",
        );
      }
    });

    await t.step("who may ask, approve and decline, and nobody else", async () => {
      const home = await paidHome(database, world);
      for (const by of [agent, home.tenant, otherOwner, stranger]) {
        assertEquals(
          (await problem(request(database, by, home.payment.id, 1)))[1],
          "refund.payment_not_found",
        );
      }
      const asked = await request(database, accountant, home.payment.id, 1_000);
      assertEquals((await problem(approve(database, manager, asked.id)))[1], "auth.forbidden");
      assertEquals(
        (await problem(approve(database, accountant, asked.id)))[1],
        "refund.same_person",
      );
      assertEquals(
        (await problem(approve(database, accountant, asked.id, { i_am_alone: true })))[1],
        "refund.same_person",
        "there is an owner",
      );
      for (const by of [home.tenant, otherOwner, stranger]) {
        assertEquals((await problem(approve(database, by, asked.id)))[1], "refund.not_found");
      }
      // An owner who lives there decides nothing about their own money.
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'owner')",
        [world.org, home.tenant.user],
      );
      assertEquals((await problem(approve(database, home.tenant, asked.id)))[1], "refund.own");
      await database.query("delete from memberships where user_id = $1", [home.tenant.user]);
      await call(database, manager, "withdraw_refund", {
        refund_id: asked.id,
        reason: "A mistake",
      });
      assertEquals(
        (await problem(approve(database, owner, asked.id)))[1],
        "refund.already_decided",
      );
    });

    await t.step("the only one who may says so, and the refund keeps it", async () => {
      const home = await paidHome(database, world);
      const asked = await request(database, owner, home.payment.id, 1_000);
      await database.query("delete from memberships where user_id = $1", [accountant.user]);
      assertEquals((await problem(approve(database, owner, asked.id)))[1], "refund.same_person");
      await longGone(database);
      const approved = await approve(database, owner, asked.id, { i_am_alone: true });
      assertEquals([approved.status, approved.approved_alone], ["approved", true]);
      // Another member who paid it could not approve it: who asked is alone all the same.
      const second = await request(database, owner, home.payment.id, 1_000);
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
        [world.org, home.tenant.user],
      );
      assertEquals(
        (await approve(database, owner, second.id, { i_am_alone: true })).approved_alone,
        true,
      );
      await database.query("delete from memberships where user_id = $1", [home.tenant.user]);
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
        [world.org, accountant.user],
      );
      // Whose account is gone is nobody who could be asked again.
      const gone = { user: await createUser(database, "leaver") };
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'manager')",
        [
          world.org,
          gone.user,
        ],
      );
      const left = await request(database, gone, home.payment.id, 500);
      await database.query("update refunds set requested_by = null where id = $1", [left.id]);
      assertEquals((await approve(database, accountant, left.id)).approved_alone, false);
      await call(database, owner, "withdraw_refund", { refund_id: left.id, reason: "Enough" });
      await claim(database);
    });

    await t.step("the same request again is the same refund", async () => {
      const home = await paidHome(database, world);
      const client = crypto.randomUUID();
      const one = await request(database, accountant, home.payment.id, 700, { client_id: client });
      const two = await request(database, accountant, home.payment.id, 700, { client_id: client });
      assertEquals(one.id, two.id);
      assertEquals(
        (await problem(request(database, accountant, home.payment.id, 701, { client_id: client })))[
          1
        ],
        "refund.client_id_used",
      );
    });

    await t.step("by hand: a second person says when and how, with evidence", async () => {
      const home = await paidHome(database, world);
      const before = await books(database, world.org);
      const asked = await request(database, accountant, home.payment.id, 2_500, { by_hand: true });
      assertEquals(asked.way, "by_hand");
      const record = (by: Actor, more: Record<string, unknown> = {}) =>
        call(database, by, "record_refund_paid", {
          refund_id: asked.id,
          paid_on: new Date().toISOString().slice(0, 10),
          reference: "NIP-1",
          note: "Transfer to their account",
          ...more,
        });
      assertEquals((await problem(record(owner)))[1], "refund.already_decided");
      await approve(database, owner, asked.id);
      assertEquals(await claim(database), [], "no provider is asked");
      assertEquals((await problem(record(accountant)))[1], "refund.same_person");
      assertEquals((await problem(record(owner, { note: null })))[2], "note");
      assertEquals((await problem(record(owner, { reference: null })))[2], "reference");
      assertEquals((await problem(record(owner, { paid_on: "2199-01-01" })))[2], "paid_on");
      await record(owner);
      await record(owner);
      const after = await books(database, world.org);
      assertEquals((after["bank"] ?? 0) - (before["bank"] ?? 0), -2_500);
      assertEquals((await refundOf(database, asked.id)).status, "succeeded");
      assertEquals(await differences(database, world.org), []);
    });

    await t.step(
      "what is no settled money is not refunded, and taking back waits for refunds",
      async () => {
        const { tenancy, tenant } = await letSince(database, world, 0);
        const open = await start(database, tenant.user, [
          await demand(database, owner, tenancy.id, 900, "2027-01-01"),
        ]);
        assertEquals(
          (await problem(request(database, accountant, open.id, 900)))[1],
          "refund.not_settled",
        );
        await settle(database, open);
        const asked = await request(database, accountant, open.id, 300);
        await approve(database, owner, asked.id);
        await claim(database);
        const reverse = (id: string) =>
          database.query("select private.move_payment($1, 'reversed', 'Never came')", [id]);
        assertEquals((await refusal(reverse(open.id))).hint, "refund.under_way");
        await answered(database, asked.id, "R-taken", 300, "done");
        const waiting = await request(database, accountant, open.id, 100);
        await reverse(open.id);
        assertEquals((await refundOf(database, waiting.id)).status, "withdrawn");
        assertEquals(await differences(database, world.org), []);
      },
    );
  } finally {
    await close();
  }
});
