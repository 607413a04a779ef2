import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { call, differences } from "./owed.ts";
import {
  answered,
  approve,
  claim,
  disputed,
  listed,
  paidHome,
  paidOf,
  refundOf,
  request,
  sending,
} from "./refunding.ts";

const exceptions = async (database: Database, refund: string) =>
  (await database.query<{ kind: string }>(
    "select kind::text from payment_exceptions where fingerprint = $1 order by 1",
    [refund],
  )).map((it) => it.kind);

Deno.test("a call whose outcome nobody knows is never made twice by a guess", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, staff } = world.people;

    await t.step(
      "the list names it: it goes on from there, and our own late answer is the same one",
      async () => {
        const it = await sending(database, world);
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
        const it = await sending(database, world);
        assertEquals(await answered(database, it.id, "P-1", 900, "done"), "succeeded");
        assertEquals((await refundOf(database, it.id)).amount_kobo, 900);
        assertEquals((await paidOf(database, it.home.charge))?.paid, 9_100);
        assertEquals(await exceptions(database, it.id), ["foreign_refund"]);
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
        const it = await sending(database, world);
        const told = [{ provider_refund_id: "Q-1", amount_kobo: 900, state: "pending" }];
        await listed(database, it.payment.id, told, { minutes: 11 });
        assertEquals((await refundOf(database, it.id)).status, "sending");
        assertEquals(await exceptions(database, it.id), ["refund_unclear"]);
        assertEquals(await claim(database), []);
      },
    );

    await t.step(
      "the list proves that there is none, ten minutes later: it is sent again, three times at most",
      async () => {
        const it = await sending(database, world);
        await listed(database, it.payment.id, [], { minutes: 9 });
        assertEquals((await refundOf(database, it.id)).status, "sending", "it may be on its way");
        for (let n = 0; n < 2; n++) {
          await listed(database, it.payment.id, [], { minutes: 11 });
          assertEquals((await refundOf(database, it.id)).status, "approved");
          assertEquals((await claim(database)).map((one) => one.refund_id), [it.id]);
        }
        await listed(database, it.payment.id, [], { minutes: 11 });
        assertEquals((await refundOf(database, it.id)).status, "sending");
        assertEquals(await exceptions(database, it.id), ["refund_unclear"]);
      },
    );

    await t.step("a list that proves nothing: staff look, and say what they found", async () => {
      const clear = (by: Actor, id: string, more: Record<string, unknown>) =>
        call(database, by, "clear_refund", { refund_id: id, note: "Looked it up", ...more });
      for (const wasMade of [true, false]) {
        const it = await sending(database, world);
        const facts = {
          was_made: wasMade,
          ...(wasMade ? { provider_refund_id: `S-${it.id}` } : {}),
        };
        assertEquals((await problem(clear(staff, it.id, facts)))[1], "refund.already_decided");
        await listed(database, it.payment.id, [], { provesAbsence: false, minutes: 11 });
        assertEquals(await exceptions(database, it.id), ["refund_unclear"]);
        assertEquals((await problem(clear(owner, it.id, facts)))[1], "auth.forbidden");
        assertEquals((await problem(clear(staff, it.id, { was_made: null })))[2], "was_made");
        assertEquals(
          (await problem(clear(staff, it.id, { was_made: true })))[2],
          "provider_refund_id",
        );
        const [trace] = await database.query<{ id: string }>(
          "select id from payment_exceptions where kind = 'refund_unclear' and fingerprint = $1",
          [it.id],
        );
        assertEquals(
          (await problem(
            as(database, staff, "select resolve_payment_exception($1, 'Looked')", [trace?.id]),
          ))[1],
          "payment.exception_undecided",
          "in words alone it would stay unclear for ever",
        );
        await clear(staff, it.id, facts);
        assertEquals((await refundOf(database, it.id)).status, wasMade ? "pending" : "approved");
        assertEquals(
          await database.query("select resolution from payment_exceptions where id = $1", [
            trace?.id,
          ]),
          [{ resolution: "Looked it up" }],
        );
        if (!wasMade) await claim(database);
      }
    });

    await t.step(
      "ours is the one that a list told of with another amount: the money goes once, as it was asked for",
      async () => {
        const clear = (id: string, number: string) =>
          call(database, staff, "clear_refund", {
            refund_id: id,
            was_made: true,
            provider_refund_id: number,
            note: "It is ours, with another amount",
          }, "status::text, same_as");
        for (const booked of [false, true]) {
          const it = await sending(database, world);
          const told = (state: string) => [
            { provider_refund_id: `W-${booked}`, amount_kobo: 900, state },
          ];
          await listed(database, it.payment.id, told(booked ? "done" : "pending"), { minutes: 11 });
          assertEquals(await exceptions(database, it.id), ["refund_unclear"]);
          const [heard] = await database.query<{ id: string }>(
            "select id from refunds where payment_id = $1 and client_id is null",
            [it.payment.id],
          );
          // Of another payment it is none of this one's.
          const other = await sending(database, world);
          await listed(database, other.payment.id, [], { provesAbsence: false, minutes: 11 });
          assertEquals(
            (await problem(clear(other.id, `W-${booked}`)))[2],
            "provider_refund_id",
          );
          assertEquals(await clear(it.id, `W-${booked}`), {
            status: "withdrawn",
            same_as: heard?.id,
          });
          await listed(database, it.payment.id, told("done"), { minutes: 22 });
          assertEquals(await claim(database), [], "nothing is sent again");
          assertEquals((await refundOf(database, heard?.id as string)).status, "succeeded");
          assertEquals((await paidOf(database, it.home.charge))?.paid, 9_100);
          assertEquals(await differences(database, world.org), []);
          const news = await database.query<{ kind: string }>(
            "select kind from notifications where subject_id = $1 and kind in ('refund_failed', 'refund_withdrawn')",
            [it.id],
          );
          assertEquals(news, []);
        }
      },
    );

    await t.step(
      "the provider's number is one refund's only, and not of one from before",
      async () => {
        const before = await paidHome(database, world);
        await listed(database, before.payment.id, [
          { provider_refund_id: "V-1", amount_kobo: 500, state: "done" },
        ]);
        const [asked] = [await request(database, accountant, before.payment.id, 1_000)];
        await approve(database, owner, asked.id);
        await claim(database);
        await listed(database, before.payment.id, [
          { provider_refund_id: "V-1", amount_kobo: 500, state: "done" },
        ], { provesAbsence: false, minutes: 11 });
        assertEquals(
          (await problem(call(database, staff, "clear_refund", {
            refund_id: asked.id,
            was_made: true,
            provider_refund_id: "V-1",
            note: "Looked it up",
          })))[2],
          "provider_refund_id",
        );
        await call(database, staff, "clear_refund", {
          refund_id: asked.id,
          was_made: false,
          note: "It is not there",
        });
        assertEquals((await refundOf(database, asked.id)).status, "approved");
        await claim(database);
      },
    );

    await t.step("refused: it failed, and can be asked for again; not sent: later", async () => {
      const it = await sending(database, world);
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
          const it = await sending(database, world);
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
        assertEquals(await exceptions(database, heard?.id as string), ["foreign_refund"]);
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
      const it = await sending(database, world);
      await answered(database, it.id, "N-1", 1_000, "needs_attention");
      assertEquals(await exceptions(database, it.id), ["refund_stuck"]);
    });
  } finally {
    await close();
  }
});

Deno.test("what a provider does not bring to an end in 15 days staff see, once", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { staff, accountant, owner } = world.people;
    const pending = await sending(database, world);
    await answered(database, pending.id, "OV-1", 1_000);
    const silent = await sending(database, world);
    await as(database, "service", "select service.put_off_refund_check($1)", [silent.payment.id]);
    const unsent = await sending(database, world);
    const notSent = "select service.record_refund_not_sent($1, 'not_sent', 'Unreachable')";
    await as(database, "service", notSent, [unsent.id]);
    const disputedOne = await sending(database, world);
    await as(database, "service", notSent, [disputedOne.id]);
    await disputed(database, disputedOne.payment.reference, "open", { id: "OV-D" });
    const done = await sending(database, world);
    await answered(database, done.id, "OV-2", 1_000, "done");
    const byHand = await paidHome(database, world);
    const { id: handed } = await request(database, accountant, byHand.payment.id, 1_000, {
      by_hand: true,
    });
    await approve(database, owner, handed);
    const after = async (days: number) => {
      await database.query("update refunds set approved_at = now() - make_interval(days => $1)", [
        days,
      ]);
      await database.query("select private.note_overdue_refunds()", []);
    };
    const told = () =>
      as<{ refund: string; suggested_action: string; resolution: string | null }>(
        database,
        staff,
        `select details ->> 'refund_id' as refund, suggested_action, resolution from payment_exceptions
         where kind = 'refund_overdue' order by id`,
      );
    await after(14);
    assertEquals(await told(), []);
    await after(16);
    assertEquals((await told()).map((it) => it.refund), [pending.id, silent.id, unsent.id]);
    await database.query(
      "update payment_exceptions set resolved_at = now(), resolution = 'Asked' where kind = 'refund_overdue' and $1",
      [true],
    );
    await after(40);
    assertEquals((await told()).map((it) => it.resolution), ["Asked", "Asked", "Asked"]);
    // Staff find it, and what the provider says is still followed.
    assertEquals(
      (await as(database, staff, "select 1 from refunds where id = $1", [pending.id])).length,
      1,
    );
    await listed(database, pending.payment.id, [
      { provider_refund_id: "OV-1", amount_kobo: 1_000, state: "done" },
    ]);
    assertEquals((await refundOf(database, pending.id)).status, "succeeded");
  } finally {
    await close();
  }
});

Deno.test("the provider is asked by its numbers for what it still works on", async () => {
  const { database, world, close } = await openWorld();
  try {
    const it = await sending(database, world);
    const known = async () => {
      await database.query("update private.refund_checks set next_at = now() where $1", [true]);
      const claimed = await as<{ known_refunds: string[] }>(
        database,
        "service",
        "select known_refunds from service.claim_refund_checks('{paystack}')",
      );
      const found = await as<{ known_refunds: string[] }>(
        database,
        "service",
        "select known_refunds from service.find_settled_payment('paystack', $1, null)",
        [it.payment.reference],
      );
      return [claimed[0]?.known_refunds, found[0]?.known_refunds];
    };
    assertEquals(await known(), [[], []]);
    await answered(database, it.id, "K-1", 1_000);
    assertEquals(await known(), [["K-1"], ["K-1"]]);
    await answered(database, it.id, "K-1", 1_000, "done");
    assertEquals(await known(), [undefined, []]);
  } finally {
    await close();
  }
});
