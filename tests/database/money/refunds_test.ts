import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { createUser, type World } from "../world.ts";
import { books, call, demand, differences, owedBy, pay, settle, start } from "./owed.ts";
import {
  answered,
  approve,
  claim,
  disputed,
  listed,
  refunded,
  refundOf,
  request,
} from "./refunding.ts";

/** A tenancy of its own whose tenant paid a charge of `kobo`. */
async function paidHome(database: Database, world: World, kobo = 10_000, kind = "utility") {
  const { tenancy, tenant } = await letSince(database, world, 0);
  const charge = await demand(database, world.people.owner, tenancy.id, kobo, "2027-01-01", kind);
  const payment = await start(database, tenant.user, [charge]);
  await settle(database, payment);
  return { tenancy: tenancy.id, tenant, charge, payment };
}

const paidOf = async (database: Database, charge: string) => {
  const [row] = await database.query<{ paid: number; open: number; status: string }>(
    "select paid_kobo::float8 as paid, open_kobo::float8 as open, status from charge_balances where charge_id = $1",
    [charge],
  );
  return row;
};
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

Deno.test("a call whose outcome nobody knows is never made twice by a guess", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, staff } = world.people;
    const sending = async (kobo = 1_000) => {
      const home = await paidHome(database, world);
      const { id } = await request(database, accountant, home.payment.id, kobo);
      await approve(database, owner, id);
      assertEquals((await claim(database)).length, 1);
      return { id, payment: home.payment, home };
    };
    const exceptions = async (refund: string) =>
      (await database.query<{ kind: string }>(
        "select kind::text from payment_exceptions where fingerprint = $1 order by 1",
        [refund],
      )).map((it) => it.kind);

    await t.step(
      "the list names it: it goes on from there, and our own late answer is the same one",
      async () => {
        const it = await sending();
        await listed(database, it.payment.id, [{
          provider_refund_id: "L-1",
          amount_kobo: 1_000,
          state: "pending",
        }]);
        assertEquals((await refundOf(database, it.id)).status, "pending");
        assertEquals(await answered(database, it.id, "L-1", 1_000), "pending");
        const [count] = await database.query(
          "select count(*)::int as n from refunds where payment_id = $1",
          [it.payment.id],
        );
        assertEquals(count, { n: 1 });
      },
    );

    await t.step(
      "our own refund with another amount is the same one: booked as told, and staff see it",
      async () => {
        const it = await sending();
        assertEquals(await answered(database, it.id, "P-1", 900, "done"), "succeeded");
        assertEquals((await refundOf(database, it.id)).amount_kobo, 900);
        assertEquals((await paidOf(database, it.home.charge))?.paid, 9_100);
        assertEquals(await exceptions(it.id), ["foreign_refund"]);
        await listed(database, it.payment.id, [
          { provider_refund_id: "P-1", amount_kobo: 900, state: "done" },
        ], { minutes: 11 });
        assertEquals(await claim(database), []);
        const [count] = await database.query(
          "select count(*)::int as n from refunds where payment_id = $1",
          [it.payment.id],
        );
        assertEquals(count, { n: 1 });
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step(
      "a list with another amount may mean ours: nothing is sent again, staff look",
      async () => {
        const it = await sending();
        const told = [{ provider_refund_id: "Q-1", amount_kobo: 900, state: "pending" }];
        await listed(database, it.payment.id, told, { minutes: 11 });
        assertEquals((await refundOf(database, it.id)).status, "sending");
        assertEquals(await exceptions(it.id), ["refund_unclear"]);
        assertEquals(await claim(database), []);
      },
    );

    await t.step(
      "the list proves that there is none, ten minutes later: it is sent again, three times at most",
      async () => {
        const it = await sending();
        await listed(database, it.payment.id, [], { minutes: 9 });
        assertEquals((await refundOf(database, it.id)).status, "sending", "it may be on its way");
        for (let n = 0; n < 2; n++) {
          await listed(database, it.payment.id, [], { minutes: 11 });
          assertEquals((await refundOf(database, it.id)).status, "approved");
          assertEquals((await claim(database)).map((one) => one.refund_id), [it.id]);
        }
        await listed(database, it.payment.id, [], { minutes: 11 });
        assertEquals((await refundOf(database, it.id)).status, "sending");
        assertEquals(await exceptions(it.id), ["refund_unclear"]);
      },
    );

    await t.step("a list that proves nothing: staff look, and say what they found", async () => {
      const clear = (by: Actor, id: string, more: Record<string, unknown>) =>
        call(database, by, "clear_refund", { refund_id: id, note: "Looked it up", ...more });
      for (const wasMade of [true, false]) {
        const it = await sending();
        const facts = {
          was_made: wasMade,
          ...(wasMade ? { provider_refund_id: `S-${it.id}` } : {}),
        };
        assertEquals((await problem(clear(staff, it.id, facts)))[1], "refund.already_decided");
        await listed(database, it.payment.id, [], { provesAbsence: false, minutes: 11 });
        assertEquals(await exceptions(it.id), ["refund_unclear"]);
        assertEquals((await problem(clear(owner, it.id, facts)))[1], "auth.forbidden");
        assertEquals((await problem(clear(staff, it.id, { was_made: null })))[2], "was_made");
        assertEquals(
          (await problem(clear(staff, it.id, { was_made: true })))[2],
          "provider_refund_id",
        );
        await clear(staff, it.id, facts);
        assertEquals((await refundOf(database, it.id)).status, wasMade ? "pending" : "approved");
        if (!wasMade) await claim(database);
      }
    });

    await t.step("refused: it failed, and can be asked for again; not sent: later", async () => {
      const it = await sending();
      const notSent = (outcome: string) =>
        as(
          database,
          "service",
          "select service.record_refund_not_sent($1, $2, 'Insufficient balance')",
          [it.id, outcome],
        );
      await notSent("not_sent");
      assertEquals((await refundOf(database, it.id)).status, "approved");
      assertEquals(await claim(database), [], "in a minute");
      await database.query(
        "update private.refund_checks set next_at = now() where refund_id = $1",
        [it.id],
      );
      await claim(database);
      await notSent("unknown");
      assertEquals((await refundOf(database, it.id)).status, "sending");
      await notSent("refused");
      assertEquals((await refundOf(database, it.id)).status, "failed");
      await request(database, accountant, it.payment.id, 10_000);
    });

    await t.step(
      "events in any order: a state never goes back, and what failed and then went is booked",
      async () => {
        const orders = [
          ["needs_attention", "pending", "done"],
          ["done", "pending", "needs_attention", "failed"],
          ["failed", "done", "pending"],
        ];
        for (const [n, states] of orders.entries()) {
          const it = await sending();
          for (const state of states) {
            await listed(database, it.payment.id, [{
              provider_refund_id: `O-${n}`,
              amount_kobo: 1_000,
              state,
            }]);
          }
          assertEquals((await refundOf(database, it.id)).status, "succeeded", states.join());
        }
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step(
      "a refund made at the dashboard is recorded, booked, and shown to staff",
      async () => {
        const home = await paidHome(database, world);
        await listed(database, home.payment.id, [{
          provider_refund_id: "DASH",
          amount_kobo: 3_000,
          state: "done",
        }]);
        const [heard] = await database.query<{ id: string; status: string; reason: string }>(
          "select id, status::text, reason from refunds where payment_id = $1",
          [home.payment.id],
        );
        assertEquals([heard?.status, heard?.reason], ["succeeded", "Made at the provider"]);
        assertEquals(await exceptions(heard?.id as string), ["foreign_refund"]);
        assertEquals((await paidOf(database, home.charge))?.paid, 7_000);
        assertEquals(
          (await problem(request(database, accountant, home.payment.id, 7_001)))[1],
          "refund.too_much",
        );
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step(
      "more than was paid goes back: booked is what there was, staff get the rest",
      async () => {
        const home = await paidHome(database, world);
        await listed(database, home.payment.id, [
          { provider_refund_id: "X-1", amount_kobo: 8_000, state: "done" },
          { provider_refund_id: "X-2", amount_kobo: 8_000, state: "done" },
        ]);
        const rows = await database.query(
          "select amount_kobo::float8 as kobo, excess_kobo::float8 as excess from refunds where payment_id = $1 order by id",
          [home.payment.id],
        );
        assertEquals(rows, [{ kobo: 8_000, excess: 0 }, { kobo: 8_000, excess: 6_000 }]);
        assertEquals((await paidOf(database, home.charge))?.paid, 0);
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step("the provider wants an account: staff are told", async () => {
      const it = await sending();
      await answered(database, it.id, "N-1", 1_000, "needs_attention");
      assertEquals(await exceptions(it.id), ["refund_stuck"]);
    });
  } finally {
    await close();
  }
});

Deno.test("reports, receipts and what is owed follow what went back", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    const { tenancy, tenant } = await letSince(database, world, 0);
    const [rent] = await owedBy(database, tenancy.id, "rent");
    const payment = await pay(database, tenant.user, [rent?.id as string]);
    const whole = Number(rent?.amount_kobo);
    const status = async () =>
      (await database.query<{ arrears: number; paid: number }>(
        "select arrears_kobo::float8 as arrears, paid_kobo::float8 as paid from rent_status where tenancy_id = $1",
        [tenancy.id],
      ))[0];
    const check = async () => {
      const [receipt] = await database.query<{ token: string }>(
        "select token from receipts where payment_id = $1",
        [payment.id],
      );
      const [row] = await as(
        database,
        "visitor",
        "select status, valid, refunded_kobo::float8 as refunded from verify_receipt($1)",
        [receipt?.token],
      );
      return row;
    };
    const collected = async () =>
      (await as<{ kobo: number }>(
        database,
        owner,
        "select coalesce(sum(amount_kobo), 0)::float8 as kobo from collections($1, (private.lagos_date() - 400)::text, private.lagos_date()::text)",
        [world.org],
      ))[0]?.kobo as number;
    const statement = async () => (await as<{ entry: string; kobo: number; balance: number }>(
      database,
      owner,
      "select entry, received_kobo::float8 as kobo, balance_kobo::float8 as balance from owner_statement($1, (private.lagos_date() - 400)::text, (private.lagos_date())::text)",
      [world.org],
    ));
    const [before, closing] = [await collected(), (await statement()).at(-1)?.balance as number];
    assertEquals(await check(), { status: "valid", valid: true, refunded: 0 });

    await t.step("a part: the receipt holds and says so", async () => {
      await refunded(database, world, payment.id, whole / 4);
      assertEquals(await check(), { status: "partly_refunded", valid: true, refunded: whole / 4 });
      assertEquals((await status())?.paid, whole * 3 / 4);
      assertEquals(before - await collected(), whole / 4);
      const rows = await statement();
      assertEquals(rows.find((it) => it.entry === "refund")?.kobo, -whole / 4);
      assertEquals((rows.at(-1)?.balance as number) - closing, whole / 4);
      const relief = await as<{ kobo: number }>(
        database,
        tenant,
        "select amount_kobo::float8 as kobo from rent_relief_statement(extract(year from private.lagos_date())::integer)",
      );
      assertEquals(relief.map((it) => it.kobo), [whole * 3 / 4]);
    });

    await t.step(
      "the rest: the receipt is void, the payment still one that succeeded",
      async () => {
        await refunded(database, world, payment.id, whole * 3 / 4);
        assertEquals((await check())?.["status"], "void");
        assertEquals((await status())?.paid, 0);
        assertEquals(before - await collected(), whole);
        const [row] = await database.query(
          "select status::text, returned_kobo = amount_kobo as all_back from payments where id = $1",
          [payment.id],
        );
        assertEquals(row, { status: "succeeded", all_back: true });
      },
    );
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

const undone = new Error("undone");

/** Something that went past triggers and constraints, and what of it the proof names beside what it names already. */
const damages: readonly { sql: string; what: string }[] = [
  { sql: "update payment_returns set amount_kobo = amount_kobo + 1", what: "return_not_booked" },
  { sql: "delete from payment_return_parts", what: "return_not_booked" },
  {
    sql: "update refunds set status = 'failed' where status = 'succeeded'",
    what: "return_not_booked",
  },
  { sql: "update disputes set status = 'won' where status = 'lost'", what: "return_not_booked" },
  { sql: "delete from payment_returns where kind = 'refund'", what: "refund_not_returned" },
  { sql: "delete from payment_returns where kind = 'chargeback'", what: "dispute_not_returned" },
  { sql: "update payments set returned_kobo = 0", what: "payment_returns" },
  { sql: "update payment_credits set left_kobo = left_kobo + 1", what: "credit_left" },
  {
    sql: "update payment_return_parts set amount_kobo = amount_kobo + 100000",
    what: "payment_returns",
  },
];

Deno.test("the nightly proof finds refunds and chargebacks that do not agree with the books", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const home = await paidHome(database, world);
    await refunded(database, world, home.payment.id, 2_000);
    await disputed(database, home.payment.reference, "lost", { kobo: 3_000 });
    await database.query(
      "insert into payment_credits (payment_id, org_id, tenancy_id, left_kobo) values ($1, $2, $3, 0)",
      [home.payment.id, world.org, home.tenancy],
    );
    assertEquals(await differences(database, world.org), []);
    for (const { sql, what } of damages) {
      await t.step(`${sql.slice(0, 60)}: ${what}`, async () => {
        await database.transaction(async (tx) => {
          await tx.exec(`set local session_replication_role = replica; ${sql}`);
          const found = await tx.query<{ what: string }>(
            "select distinct what from private.ledger_differences($1)",
            [world.org],
          );
          assert(found.some((it) => it.what === what), JSON.stringify(found));
          throw undone;
        }).catch((error) => {
          if (error !== undone) throw error;
        });
      });
    }
  } finally {
    await close();
  }
});
