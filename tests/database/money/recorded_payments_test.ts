import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { createUser } from "../world.ts";
import { openOffice, type Row } from "./offline_office.ts";

Deno.test("offline payments: what a member recorded waits for the payer", async (t) => {
  const {
    database,
    world,
    close,
    colleague,
    today,
    demand,
    report,
    call,
    confirm,
    read,
    paymentOf,
    openOf,
    receiptsOf,
    toldOf,
    books,
  } = await openOffice();
  try {
    const { people, org } = world;
    const { owner, accountant, manager, agent, tenant, otherTenant, otherOwner, stranger, staff } =
      people;

    const record = (
      by: Actor,
      charge: string,
      kobo: number,
      clientId = crypto.randomUUID(),
      method = "cash",
    ) =>
      as<Row>(
        database,
        by,
        "select * from record_offline_payment($1::text::uuid[], $2, $3, $4, $5::uuid)",
        [`{${charge}}`, method, kobo, today, clientId],
      ).then((rows) => rows[0] as Row);

    await t.step("cash that a clerk took waits for the tenant, whose word settles it", async () => {
      const charge = await demand(3_000);
      for (const by of [tenant, agent, otherOwner, stranger]) {
        assertEquals((await refusal(record(by, charge, 3_000))).hint, "charge.not_found");
      }
      const clientId = crypto.randomUUID();
      const { id } = await record(manager, charge, 3_000, clientId);
      assertEquals((await record(manager, charge, 3_000, clientId)).id, id);
      assertEquals(
        (await refusal(record(manager, charge, 3_000, undefined, "bank_transfer"))).hint,
        "offline_payment.bad_fact",
      );
      assertEquals(
        (await toldOf(id, "payment_recorded")).sort(),
        [tenant.user, owner.user, accountant.user, colleague.user].sort(),
        "who pays, and who could find out that no money came",
      );
      assertEquals(
        (await refusal(confirm(owner, id, 3_000))).hint,
        "offline_payment.waits_for_payer",
      );
      for (const by of [manager, otherTenant, owner]) {
        assertEquals(
          (await refusal(call(by, "acknowledge_payment", id))).hint,
          "offline_payment.not_found",
        );
      }
      assertEquals((await call(tenant, "acknowledge_payment", id)).status, "confirmed");
      assertEquals(await openOf(charge), 0);
      assertEquals((await receiptsOf(id)).length, 1);
      assertEquals((await call(tenant, "acknowledge_payment", id)).status, "confirmed");
      assertEquals(
        (await refusal(call(tenant, "dispute_payment", id, "It is not so"))).hint,
        "offline_payment.already_decided",
      );
    });

    await t.step(
      "nobody who joined afterwards, or never agreed, speaks for the tenants",
      async () => {
        const charge = await demand(2_600);
        const { id } = await record(manager, charge, 2_600);
        const accomplice = { user: await createUser(database, "Accomplice") };
        await database.query(
          `with known as (
           insert into tenants (org_id, user_id, full_name, address)
           values ($1, $2, 'Accomplice', '4 Akoka Road, Yaba') returning id
         )
         insert into tenancy_parties (org_id, tenancy_id, tenant_id) select $1, $3, id from known`,
          [org, accomplice.user, world.tenancy],
        );
        const answer = async (by: Actor) =>
          (await refusal(call(by, "acknowledge_payment", id))).hint;
        assertEquals(await answer(accomplice), "offline_payment.not_agreed");
        await database.query(
          `update tenancy_parties set accepted_at = clock_timestamp() where accepted_at is null and tenant_id in
           (select tenant.id from tenants as tenant where tenant.user_id = $1)`,
          [accomplice.user],
        );
        assertEquals(await answer(accomplice), "offline_payment.not_agreed", "agreed too late");
        await call(tenant, "dispute_payment", id, "I gave no cash to anybody");
        assertEquals(await answer(accomplice), "offline_payment.disputed");
        assertEquals((await read(id)).status, "disputed");
        assertEquals((await call(tenant, "acknowledge_payment", id)).status, "confirmed");
        await database.query(
          "delete from tenancy_parties where tenant_id in (select id from tenants where user_id = $1)",
          [
            accomplice.user,
          ],
        );
      },
    );

    await t.step(
      "a clerk who is a tenant of it neither records nor answers themselves",
      async () => {
        const charge = await demand(2_500);
        await database.query(
          "insert into memberships (org_id, user_id, role) values ($1, $2, 'manager')",
          [org, tenant.user],
        );
        assertEquals((await refusal(record(tenant, charge, 2_500))).hint, "offline_payment.own");
        assertEquals(
          await database.query("select 1 from payment_items where charge_id = $1", [charge]),
          [],
          "nothing is begun",
        );
        await database.query("delete from memberships where org_id = $1 and user_id = $2", [
          org,
          tenant.user,
        ]);
      },
    );

    await t.step(
      "unanswered it settles by itself when the days are over, and not before",
      async () => {
        const charge = await demand(2_000);
        const { id } = await record(manager, charge, 2_000);
        await database.query("select private.settle_recorded_payments()");
        assertEquals((await read(id)).status, "recorded");
        await database.query(
          "update offline_payments set answer_by = now() - interval '1 minute' where id = $1",
          [id],
        );
        await database.query("select private.settle_recorded_payments()");
        assertEquals([(await read(id)).status, await openOf(charge)], ["confirmed", 0]);
        assertEquals((await receiptsOf(id)).length, 1);
      },
    );

    await t.step("one that cannot settle keeps no other waiting, and staff see it", async () => {
      const [stuck, fine] = [
        await record(manager, await demand(1_500), 1_500),
        await record(manager, await demand(1_600), 1_600),
      ] as const;
      // As if somebody had settled it past this: it must not be settled twice.
      await database.transaction(async (tx) => {
        await tx.query("select private.begin_move('payment', $1)", [stuck.payment_id]);
        await tx.query(
          "update payments set status = 'succeeded', paid_at = now() where id = $1",
          [stuck.payment_id],
        );
      });
      await database.query(
        `update offline_payments set answer_by = now() - interval '1 minute' where id in ($1, $2)`,
        [stuck.id, fine.id],
      );
      await database.query("select private.settle_recorded_payments()");
      await database.query("select private.settle_recorded_payments()");
      assertEquals([(await read(stuck.id)).status, (await read(fine.id)).status], [
        "recorded",
        "confirmed",
      ]);
      const [left] = await database.query(
        "select count(*)::int as n from offline_payments where status = 'recorded' and answer_by <= now()",
      );
      assertEquals(left, { n: 0 }, "it is tried again tomorrow, not for ever");
      const traces = await as(
        database,
        staff,
        "select 1 from payment_exceptions where payment_id = $1 and kind = 'gave_up'",
        [stuck.payment_id],
      );
      assertEquals(traces.length, 1);
    });

    await t.step("history names who moved it and why, and not to who reads no money", async () => {
      const id = await report(700, { charge: await demand(700) });
      await call(owner, "ask_for_proof", id, "Which bank was it?");
      const history = (by: Actor) =>
        as<{ to_state: string; reason: string | null; actor_id: string | null }>(
          database,
          by,
          "select to_state, reason, actor_id from state_changes where subject_id = $1 order by id",
          [id],
        );
      assertEquals(await history(accountant), [
        { to_state: "submitted", reason: null, actor_id: null },
        { to_state: "needs_more", reason: "Which bank was it?", actor_id: owner.user },
      ]);
      assertEquals(await history(agent), []);
    });

    await t.step("what the tenant disputes never settles by itself: staff decide", async () => {
      const charge = await demand(1_000);
      const { id } = await record(manager, charge, 1_000);
      await call(tenant, "dispute_payment", id, "I gave no cash to anybody");
      await database.query("select private.settle_recorded_payments()");
      assertEquals([(await read(id)).status, await openOf(charge)], ["disputed", 1_000]);
      assert((await toldOf(id, "payment_disputed")).includes(owner.user));
      assertEquals((await refusal(confirm(owner, id, 1_000))).hint, "offline_payment.disputed");
      const seen = await as(database, staff, "select id from offline_payments where id = $1", [id]);
      assertEquals(seen.length, 1, "staff see what they decide");
      await call(staff, "reject_offline_payment", id, "The clerk has no slip");
      assertEquals((await paymentOf(id))?.status, "failed");
      assertEquals(
        (await refusal(confirm(owner, id, 1_000))).hint,
        "offline_payment.already_decided",
        "what staff decided stands",
      );

      const other = await record(manager, charge, 1_000);
      await call(tenant, "dispute_payment", other.id, "Was it not in May?");
      await call(manager, "reject_offline_payment", other.id, "Recorded for the wrong home");
      assertEquals((await read(other.id)).status, "rejected", "the clerk takes their word back");
      const heard = (of: string) =>
        database.query<{ title: string; payload: Record<string, unknown> }>(
          "select title, payload from notifications where subject_id = $1 and user_id = $2 and kind = 'payment_rejected'",
          [of, tenant.user],
        );
      assertEquals((await heard(id)).map((it) => it.title), [
        "The disputed payment did not come: it does not count",
      ]);
      const [mistake] = await heard(other.id);
      assertEquals(
        [mistake?.title, mistake?.payload["tenancy_id"], mistake?.payload["status"]],
        ["What was recorded as paid by you is taken back", world.tenancy, "rejected"],
      );

      const third = await record(manager, charge, 1_000);
      await call(tenant, "dispute_payment", third.id, "Which cash?");
      assertEquals(
        await problem(confirm(staff, third.id, 1_000)),
        ["PT422", "offline_payment.bad_fact", "reason"],
        "between two sides it is said why",
      );
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
        [org, staff.user],
      );
      assertEquals(
        (await problem(call(staff, "confirm_offline_payment", third.id, 1_000, today, "Ours")))[1],
        "offline_payment.own",
        "staff who are members there are a side",
      );
      await database.query("delete from memberships where user_id = $1", [staff.user]);
      const decided = await call(
        staff,
        "confirm_offline_payment",
        third.id,
        1_000,
        today,
        "Both signed the slip",
      );
      assertEquals([decided.status, decided.decision], ["confirmed", "Both signed the slip"]);
      assertEquals(await openOf(charge), 0);
    });

    await t.step(
      "who closes a dispute decides it, and both sides hear: in words alone it stays open",
      async () => {
        const trace = async (id: string) =>
          (await database.query<{ id: string; is_open: boolean; resolution: string | null }>(
            `select id, resolved_at is null as is_open, resolution from payment_exceptions
             where kind = 'offline_disputed' and details ->> 'offline_payment_id' = $1`,
            [id],
          ))[0]!;
        const close = (by: Actor, id: string) =>
          as(database, by, "select resolve_payment_exception($1, 'Looked at it')", [id]);
        const charge = await demand(3_000);
        const cash = await record(manager, charge, 1_000);
        await call(tenant, "dispute_payment", cash.id, "I was not there");
        const { id } = await trace(cash.id);
        assertEquals(
          await problem(close(staff, id)),
          ["PT409", "payment.exception_undecided", "exception_id"],
        );
        assert((await refusal(close(staff, id))).message.includes("confirm_offline_payment"));
        assertEquals((await trace(cash.id)).is_open, true);

        // What staff read of it; nobody else does.
        assertEquals(
          (await problem(
            as(database, owner, "select read_disputed_money($1, 'They asked us')", [id]),
          ))[1],
          "auth.forbidden",
        );
        const [read] = await as<{ told: Record<string, unknown> }>(
          database,
          staff,
          "select read_disputed_money($1, 'Both sides wait') as told",
          [id],
        );
        const looks = await database.query<{ person: string }>(
          `select look.person_id as person from private.person_looks as look join private.acts as act on act.id = look.act_id
           where act.act = 'read_disputed_money' and act.reason = $1`,
          ["Both sides wait"],
        );
        assertEquals(
          looks.map((it) => it.person).toSorted(),
          [manager.user, tenant.user].toSorted(),
          "each side sees that somebody looked",
        );
        const { kind, is_open, amount_kobo, on_day, said, paper } = read!.told;
        assertEquals({ kind, is_open, amount_kobo, on_day, said, paper }, {
          kind: "offline_payment",
          is_open: true,
          amount_kobo: 1_000,
          on_day: today,
          said: "I was not there",
          paper: null,
        });
        assertEquals(read!.told["recorded_by"] === read!.told["disputed_by"], false);

        // Another amount than was said makes another payment: the case is of the first one.
        await call(staff, "confirm_offline_payment", cash.id, 900, today, "The slip says 9 naira");
        const closed = await trace(cash.id);
        assertEquals([closed.is_open, closed.resolution], [false, "The slip says 9 naira"]);
        const told = await database.query<{ user_id: string; title: string }>(
          "select user_id, title from notifications where subject_id = $1 and title like 'The disputed%'",
          [cash.id],
        );
        assert(told.some(({ user_id }) => user_id === tenant.user), "who pays");
        assert(told.some(({ user_id }) => user_id === owner.user), "who is paid");
        assertEquals([...new Set(told.map(({ title }) => title))], [
          "The disputed payment came: it counts",
        ]);

        const none = await record(manager, charge, 800);
        await call(tenant, "dispute_payment", none.id, "Not a kobo");
        await call(staff, "reject_offline_payment", none.id, "The clerk has no slip");
        assertEquals((await trace(none.id)).resolution, "The clerk has no slip");
        assert((await toldOf(none.id, "payment_rejected")).includes(tenant.user));
        assert((await toldOf(none.id, "payment_rejected")).includes(owner.user));

        // Whoever ends it otherwise ends the case too.
        const mistaken = await record(manager, charge, 700);
        await call(tenant, "dispute_payment", mistaken.id, "Was it you?");
        await call(tenant, "acknowledge_payment", mistaken.id);
        assertEquals((await trace(mistaken.id)).is_open, false);
      },
    );

    await t.step("staff decide about any amount of cash: they take none", async () => {
      const kobo = 150_000_000;
      const charge = await demand(kobo);
      await database.query("update trust_rules set level = 'none' where act = 'acknowledge_cash'");
      const { id } = await record(manager, charge, kobo);
      await database.query(
        "update trust_rules set level = 'identity' where act = 'acknowledge_cash'",
      );
      await call(tenant, "dispute_payment", id, "Not so much");
      assertEquals(
        (await call(staff, "confirm_offline_payment", id, kobo, today, "Both signed")).status,
        "confirmed",
      );
    });

    await t.step("books balance and agree with what is paid, whatever was done above", async () => {
      const [sums] = await database.query(
        `select coalesce(sum(debit_kobo - credit_kobo), 0)::int as off from ledger_lines where org_id = $1`,
        [org],
      );
      assertEquals(sums, { off: 0 });
      const [open] = await database.query<{ kobo: number }>(
        "select coalesce(sum(open_kobo), 0)::bigint as kobo from charge_balances where org_id = $1",
        [org],
      );
      const { tenant_receivable = 0, buyer_receivable = 0 } = await books();
      assertEquals(tenant_receivable + buyer_receivable, open?.kobo);
    });
  } finally {
    await close();
  }
});
