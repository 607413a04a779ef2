import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { addDocument, createUser, liftLimits } from "../world.ts";
import { left, recordReturn, type Return } from "./deposits_back.ts";
import {
  addSchedule,
  books,
  call,
  demand,
  differences,
  owedBy,
  pay,
  settle,
  start,
} from "./owed.ts";
import { request } from "./refunding.ts";

const depositOf = async (database: Database, by: Actor, tenancy: string) =>
  (await as<{ held: number; returned: number; due: boolean; due_on: string | null }>(
    database,
    by,
    `select held_kobo::float8 as held, returned_kobo::float8 as returned, is_due_for_refund as due, due_on::text
     from deposit_of($1)`,
    [tenancy],
  ))[0];

Deno.test("a deposit is given back, by one person and confirmed by another or a tenant", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, accountant, agent, staff, otherOwner, stranger } = world.people;
    const record = (by: Actor, tenancy: string, given = {}) =>
      recordReturn(database, by, tenancy, given);
    const confirm = (by: Actor, id: string) =>
      call<Return>(database, by, "confirm_deposit_return", { return_id: id }, "id, status");
    const dispute = (by: Actor, id: string, reason: string | null = "It never came") =>
      call<Return>(database, by, "dispute_deposit_return", { return_id: id, reason }, "id, status");

    await t.step("what is left after deductions, line by line, and by when", async () => {
      const home = await left(database, world);
      const paper = await addDocument(database, owner, { org: world.org, tenancy_id: home.id });
      await as(
        database,
        owner,
        "select deduct_from_deposit($1, 50000, 'The sink', document_id => $2, client_id => gen_random_uuid())",
        [home.id, paper],
      );
      assertEquals(await depositOf(database, home.tenant, home.id), {
        held: 250_000,
        returned: 0,
        due: true,
        due_on: nigerianDate(30),
      });
      assertEquals((await problem(record(owner, home.id)))[1], "deposit.not_enough");
      const before = await books(database, world.org);
      const given = await record(owner, home.id, { amount_kobo: 250_000, document_id: paper });
      assertEquals(given.status, "recorded");
      assertEquals((await problem(confirm(owner, given.id)))[1], "deposit.own_return");
      assertEquals(
        await books(database, world.org),
        before,
        "nothing is booked before somebody agrees",
      );
      assertEquals((await confirm(accountant, given.id)).status, "confirmed");
      assertEquals((await confirm(accountant, given.id)).status, "confirmed");
      const after = await books(database, world.org);
      assertEquals([
        (after["deposits_held"] ?? 0) - (before["deposits_held"] ?? 0),
        (after["bank"] ?? 0) - (before["bank"] ?? 0),
      ], [250_000, -250_000]);
      const lines = await as<
        { entry: string; amount: number; balance: number; document_id: string | null }
      >(
        database,
        home.tenant,
        "select entry, amount_kobo::float8 as amount, balance_kobo::float8 as balance, document_id from deposit_statement($1)",
        [home.id],
      );
      assertEquals(lines.map((it) => [it.entry, it.amount, it.balance]), [
        ["paid", 300_000, 300_000],
        ["deducted", -50_000, 250_000],
        ["returned", -250_000, 0],
      ]);
      assertEquals(lines.map((it) => it.document_id), [null, paper, paper]);
      for (const outsider of [otherOwner, stranger, agent]) {
        const seen = await as(
          database,
          outsider,
          "select 1 from deposit_statement($1) where entry <> 'paid'",
          [home.id],
        );
        assertEquals(seen, []);
      }
      assertEquals((await depositOf(database, owner, home.id))?.due, false);
      assertEquals(
        (await problem(record(owner, home.id, { amount_kobo: 1 })))[1],
        "deposit.not_enough",
      );
    });

    await t.step("facts that make no sense, and who may not", async () => {
      const home = await left(database, world);
      for (
        const [given, field] of [
          [{ amount_kobo: null }, "amount_kobo"],
          [{ amount_kobo: 0 }, "amount_kobo"],
          [{ method: null }, "method"],
          [{ returned_on: nigerianDate(1) }, "returned_on"],
          [{ returned_on: null }, "returned_on"],
          [{ returned_on: "1990-01-01" }, "returned_on"],
          [{ bank_reference: null }, "bank_reference"],
          [{ client_id: null }, "client_id"],
          [{ document_id: crypto.randomUUID() }, "document_id"],
        ] as const
      ) {
        assertEquals(await problem(record(owner, home.id, given)), [
          "PT400",
          "deposit.bad_return",
          field,
        ], JSON.stringify(given));
      }
      assertEquals((await problem(record(agent, home.id)))[1], "auth.forbidden");
      assertEquals((await problem(record(otherOwner, home.id)))[1], "tenancy.not_found");
      assertEquals((await problem(record(home.tenant, home.id)))[1], "tenancy.not_found");
      const lived = await letSince(database, world, 2);
      assertEquals((await problem(record(owner, lived.tenancy.id)))[1], "deposit.still_let");
    });

    await t.step("sent again it is the same; another, or a used transfer, is refused", async () => {
      const home = await left(database, world);
      const facts = {
        client_id: crypto.randomUUID(),
        bank_reference: "NIP/0001-A",
        amount_kobo: 100_000,
      };
      const given = await record(owner, home.id, facts);
      assertEquals((await record(owner, home.id, facts)).id, given.id);
      assertEquals(
        (await problem(record(owner, home.id, { ...facts, amount_kobo: 5 })))[1],
        "deposit.already_returned",
      );
      assertEquals(
        await problem(record(owner, home.id, { bank_reference: "nip 0001 a", amount_kobo: 1 })),
        ["PT409", "deposit.already_returned", "bank_reference"],
      );
      assertEquals(
        (await depositOf(database, owner, home.id))?.held,
        200_000,
        "what waits is spoken for",
      );
      const withdraw = (by: Actor) =>
        call<Return>(database, by, "withdraw_deposit_return", {
          return_id: given.id,
          reason: "Typed wrongly",
        }, "id, status");
      assertEquals((await problem(withdraw(home.tenant)))[1], "auth.forbidden");
      assertEquals((await withdraw(owner)).status, "reversed");
      assertEquals((await withdraw(owner)).status, "reversed");
      assertEquals((await depositOf(database, owner, home.id))?.held, 300_000);
    });

    await t.step("a tenant says that it came; then it cannot be disputed", async () => {
      const home = await left(database, world);
      const given = await record(owner, home.id, { method: "cash", bank_reference: null });
      assertEquals((await problem(confirm(otherOwner, given.id)))[1], "deposit.return_not_found");
      assertEquals((await confirm(home.tenant, given.id)).status, "confirmed");
      assertEquals(
        (await problem(dispute(home.tenant, given.id)))[1],
        "deposit_return.illegal_transition",
      );
    });

    await t.step(
      "a tenant disputes what a second member confirmed: staff decide, and the books follow",
      async () => {
        const home = await left(database, world);
        const before = await books(database, world.org);
        const given = await record(owner, home.id);
        await confirm(accountant, given.id);
        assertEquals((await problem(dispute(owner, given.id)))[1], "auth.forbidden");
        assertEquals((await problem(dispute(home.tenant, given.id, " ")))[1], "deposit.bad_reason");
        assertEquals((await dispute(home.tenant, given.id)).status, "disputed");
        assertEquals((await dispute(home.tenant, given.id)).status, "disputed");
        const [trace] = await as<{ n: number }>(
          database,
          staff,
          "select count(*)::int as n from payment_exceptions where kind = 'deposit_return_disputed' and fingerprint = $1 and resolved_at is null",
          [given.id],
        );
        assertEquals(trace?.n, 1);
        const decide = (
          by: Actor,
          came: boolean | null,
          reason: string | null = "The bank shows nothing",
        ) =>
          call<Return>(database, by, "decide_deposit_return", {
            return_id: given.id,
            was_returned: came,
            reason,
          }, "id, status");
        await database.query(
          "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
          [world.org, staff.user],
        );
        assertEquals(await problem(decide(staff, true)), [
          "PT403",
          "deposit.own_return",
          "return_id",
        ]);
        await database.query("delete from memberships where user_id = $1", [staff.user]);
        // Closed in words it would be nobody's, and the return disputed for ever.
        const [exception] = await as<{ id: string }>(
          database,
          staff,
          "select id from payment_exceptions where fingerprint = $1",
          [given.id],
        );
        const close = () =>
          as(database, staff, "select resolve_payment_exception($1, 'Looked at it')", [
            exception?.id,
          ]);
        assertEquals(await problem(close()), [
          "PT409",
          "payment.exception_undecided",
          "exception_id",
        ]);
        const [read] = await as<{ told: Record<string, unknown> }>(
          database,
          staff,
          "select read_disputed_money($1, 'Both sides wait') as told",
          [exception?.id],
        );
        const { kind, is_open, said, amount_kobo } = read!.told;
        assertEquals({ kind, is_open, said, amount_kobo }, {
          kind: "deposit_return",
          is_open: true,
          said: "It never came",
          amount_kobo: 300_000,
        });
        assertEquals(typeof read!.told["confirmed_by"], "string", "the second person is named");
        assertEquals((await problem(decide(owner, true)))[1], "auth.forbidden");
        assertEquals((await problem(decide(staff, null)))[1], "deposit.bad_decision");
        assertEquals((await decide(staff, false)).status, "reversed");
        const resolutionOf = async (id: string) =>
          (await database.query<{ resolution: string | null }>(
            "select resolution from payment_exceptions where fingerprint = $1",
            [id],
          ))[0]?.resolution;
        assertEquals(await resolutionOf(given.id), "The bank shows nothing");
        const told = await database.query<{ user_id: string }>(
          `select user_id from notifications where kind = 'deposit_return_reversed'
             and payload ->> 'deposit_return_id' = $1 and payload ->> 'reason' = 'The bank shows nothing'`,
          [given.id],
        );
        for (const { user } of [home.tenant, owner]) {
          assertEquals(told.some(({ user_id }) => user_id === user), true, "both sides hear why");
        }
        assertEquals(await books(database, world.org), before);
        assertEquals((await depositOf(database, owner, home.id))?.held, 300_000);
        const again = await record(owner, home.id);
        await dispute(home.tenant, again.id);
        assertEquals(
          (await confirm(home.tenant, again.id)).status,
          "confirmed",
          "they found it after all",
        );
        assertEquals(await resolutionOf(again.id), "The tenant says that it came");
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step("a manager's second account in the tenancy speaks for no tenant", async () => {
      const { manager } = world.people;
      const home = await left(database, world);
      const joined = async (accepted: string | null) => {
        const person = { user: await createUser(database, "puppet") };
        await database.query(
          `with known as (
             insert into tenants (org_id, full_name, address, user_id) values ($1, 'Co-tenant', '5 Commercial Avenue', $2) returning org_id, id)
           insert into tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at)
           select org_id, $3, id, now() + $4::text::interval from known`,
          [world.org, person.user, home.id, accepted],
        );
        return person;
      };
      const [named, late, flatmate] = [
        await joined(null),
        await joined("1 hour"),
        await joined("-1 day"),
      ];
      const given = await record(manager, home.id);
      for (const puppet of [named, late]) {
        assertEquals((await problem(confirm(puppet, given.id)))[1], "deposit.not_agreed");
      }
      // What one of the tenants says binds no other.
      assertEquals((await confirm(flatmate, given.id)).status, "confirmed");
      assertEquals(
        (await problem(dispute(flatmate, given.id)))[1],
        "deposit_return.illegal_transition",
      );
      assertEquals((await dispute(home.tenant, given.id)).status, "disputed");
      assertEquals(
        (await problem(confirm(flatmate, given.id)))[1],
        "deposit_return.illegal_transition",
      );
      assertEquals((await confirm(home.tenant, given.id)).status, "confirmed");
      assertEquals(await differences(database, world.org), []);
    });

    await t.step("what nobody disputes in time stands", async () => {
      const home = await left(database, world);
      const given = await record(owner, home.id);
      await database.query("select private.settle_deposit_returns() where $1", [true]);
      const status = async () =>
        (await database.query<{ status: string }>(
          "select status from deposit_returns where id = $1",
          [given.id],
        ))[0]?.status;
      assertEquals(await status(), "recorded");
      await database.exec(
        "set session_replication_role = replica; update deposit_returns set answer_by = now() - interval '1 minute'; set session_replication_role = origin",
      );
      assertEquals(
        (await problem(dispute(home.tenant, given.id)))[1],
        "deposit_return.illegal_transition",
      );
      await database.query("select private.settle_deposit_returns() where $1", [true]);
      assertEquals(await status(), "confirmed");
      assertEquals(await differences(database, world.org), []);
    });

    await t.step("both are told once when it is overdue, and of none that is back", async () => {
      const late = await left(database, world);
      const back = await left(database, world);
      await confirm(back.tenant, (await record(owner, back.id)).id);
      await database.query(
        "update deposits_due set due_on = private.lagos_date() - 1 where tenancy_id in ($1, $2)",
        [late.id, back.id],
      );
      for (let n = 0; n < 2; n++) {
        await database.query("select private.tell_of_overdue_deposits() where $1", [true]);
      }
      const told = await database.query<{ user_id: string; subject_id: string }>(
        "select user_id, subject_id from notifications where kind = 'deposit_overdue'",
        [],
      );
      assertEquals(
        told.map((it) => it.user_id).sort(),
        [late.tenant.user, owner.user, world.people.manager.user, accountant.user].sort(),
      );
      assertEquals(new Set(told.map((it) => it.subject_id)), new Set([late.id]));
    });

    await t.step("a renewal carries it, in the statement and in the rent roll", async () => {
      const home = await letSince(database, world, 3);
      await addSchedule(database, owner, {
        tenancy_id: home.tenancy.id,
        kind: "caution_deposit",
        amount_kobo: 300_000,
      });
      await pay(
        database,
        home.tenant.user,
        (await owedBy(database, home.tenancy.id)).map((it) => it.id),
      );
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", home.tenancy.id);
      await on(database, { user: home.tenant.user }, "accept_tenancy($1)", renewal.id);
      await database.query(
        "select private.advance_tenancies(ends_on) from tenancies where id = $1",
        [home.tenancy.id],
      );
      const roll = await as<{ tenancy_id: string; kobo: number }>(
        database,
        owner,
        "select tenancy_id, deposit_paid_kobo::float8 as kobo from rent_roll($1) where unit_id = $2",
        [world.org, home.unit],
      );
      assertEquals(roll, [{ tenancy_id: renewal.id, kobo: 300_000 }]);
      await database.query("update tenancies set starts_on = private.lagos_date() where id = $1", [
        renewal.id,
      ]);
      await as(database, owner, "select end_tenancy($1, 'Moved out')", [renewal.id]);
      const given = await record(owner, renewal.id);
      assertEquals((await confirm({ user: home.tenant.user }, given.id)).status, "confirmed");
      assertEquals((await problem(record(owner, home.tenancy.id)))[1], "deposit.not_enough");
      assertEquals(await differences(database, world.org), []);
    });
  } finally {
    await close();
  }
});

Deno.test("what a refund takes of a deposit is not returned as well, nor what was returned refunded", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, accountant } = world.people;
    const given = (tenancy: string, kobo: number) =>
      recordReturn(database, owner, tenancy, { amount_kobo: kobo });

    // One deposit, two payments of it.
    const home = await letSince(database, world, 3);
    const payments = [];
    for (const on of ["2027-01-01", "2027-01-02"]) {
      const charge = await demand(database, owner, home.tenancy.id, 50_000, on, "caution_deposit");
      const payment = await start(database, home.tenant.user, [charge]);
      await settle(database, payment);
      payments.push(payment.id);
    }
    const [first, second] = payments as [string, string];
    await as(database, owner, "select end_tenancy($1, 'Moved out')", [home.tenancy.id]);
    await given(home.tenancy.id, 60_000);
    const asked = await request(database, accountant, first, 30_000);
    assertEquals((await depositOf(database, owner, home.tenancy.id))?.held, 10_000);
    assertEquals((await problem(given(home.tenancy.id, 10_001)))[1], "deposit.not_enough");
    assertEquals(
      (await problem(request(database, accountant, second, 10_001)))[1],
      "refund.too_much",
    );
    // Its own promise counts once.
    assertEquals(
      (await problem(request(database, accountant, first, 10_001)))[1],
      "refund.too_much",
    );
    await request(database, accountant, first, 10_000);
    assertEquals((await problem(request(database, accountant, second, 1)))[1], "refund.too_much");
    await call(database, owner, "decline_refund", { refund_id: asked.id, reason: "Not owed" });
    assertEquals((await depositOf(database, owner, home.tenancy.id))?.held, 30_000);

    // Returned of the renewal, which has the deposit.
    const renewed = await letSince(database, world, 3);
    const deposit = await demand(
      database,
      owner,
      renewed.tenancy.id,
      50_000,
      "2027-01-01",
      "caution_deposit",
    );
    const payment = await start(database, renewed.tenant.user, [deposit]);
    await settle(database, payment);
    const renewal = await on(database, owner, "offer_renewal($1, 12000000)", renewed.tenancy.id);
    await on(database, renewed.tenant, "accept_tenancy($1)", renewal.id);
    await as(database, owner, "select end_tenancy($1, 'Moved out')", [renewal.id]);
    await given(renewal.id, 40_000);
    assertEquals(
      (await problem(request(database, accountant, payment.id, 10_001)))[1],
      "refund.too_much",
    );
    await request(database, accountant, payment.id, 10_000);
    assertEquals((await problem(given(renewal.id, 1)))[1], "deposit.not_enough");
  } finally {
    await close();
  }
});

Deno.test("the nightly proof finds a deposit that the books do not hold", async () => {
  const { database, world, close } = await openWorld();
  try {
    const home = await left(database, world);
    const given = await recordReturn(database, world.people.owner, home.id);
    await as(database, home.tenant, "select confirm_deposit_return($1)", [given.id]);
    assertEquals(await differences(database, world.org), []);
    await database.exec(
      "set session_replication_role = replica; update deposit_returns set is_booked = false; set session_replication_role = origin",
    );
    assertEquals(
      (await differences(database, world.org)).map((it) => (it as { what: string }).what),
      ["deposits_held"],
    );
  } finally {
    await close();
  }
});

Deno.test({
  name:
    "clerks who return and deduct at once give back no more than is held, and it is booked once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, manager, accountant } = world.people;
      for (let round = 0; round < 10; round++) {
        const home = await left(database, world);
        const paper = await addDocument(database, owner, { org: world.org, tenancy_id: home.id });
        const outcomes = await Promise.allSettled([
          ...[owner, manager, accountant, owner].map((by) =>
            recordReturn(database, by, home.id, { amount_kobo: 100_000 })
          ),
          ...[owner, manager].map((by) =>
            as(
              database,
              by,
              "select deduct_from_deposit($1, 100000, 'Cleaning', document_id => $2, client_id => gen_random_uuid())",
              [home.id, paper],
            )
          ),
        ]);
        assertEquals(outcomes.filter((it) => it.status === "fulfilled").length, 3);
        assertEquals((await depositOf(database, owner, home.id))?.held, 0);
        const returns = await database.query<{ id: string }>(
          "select id from deposit_returns where tenancy_id = $1",
          [home.id],
        );
        await Promise.allSettled(returns.flatMap(({ id }) => [
          as(database, accountant, "select confirm_deposit_return($1)", [id]),
          as(database, home.tenant, "select confirm_deposit_return($1)", [id]),
          as(database, home.tenant, "select dispute_deposit_return($1, 'It never came')", [id]),
          as(database, owner, "select withdraw_deposit_return($1, 'Typed wrongly')", [id]),
        ]));
      }
      assertEquals(await differences(database, world.org), []);
    } finally {
      await close();
    }
  },
});
