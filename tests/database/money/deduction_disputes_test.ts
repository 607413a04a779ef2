import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { answer as answerMandate, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { addDocument, createUser, liftLimits, type World } from "../world.ts";
import { addSchedule, books, call, demand, differences, owedBy, pay } from "./owed.ts";

interface Dispute {
  id: string;
  status: string;
  kept: number | null;
  stands: string | null;
}

const columns = "id, status, kept_kobo::float8 as kept, stands_id as stands";

/** A tenancy that ended with a paid deposit of 300,000 kobo, of which the owner kept 50,000 by a paper. */
async function kept(database: Database, world: World, given: Record<string, unknown> = {}) {
  const { owner } = world.people;
  const home = await letSince(database, world, 3);
  const { id } = home.tenancy;
  await addSchedule(database, owner, {
    tenancy_id: id,
    kind: "caution_deposit",
    amount_kobo: 300_000,
  });
  await pay(database, home.tenant.user, (await owedBy(database, id)).map((it) => it.id));
  const debt = await demand(database, owner, id, 40_000, "2026-11-01");
  await as(database, owner, "select end_tenancy($1, 'Moved out')", [id]);
  const paper = await addDocument(database, owner, { org: world.org, tenancy_id: id });
  const deduction = await call<{ id: string; charge_id: string }>(
    database,
    owner,
    "deduct_from_deposit",
    {
      tenancy_id: id,
      amount_kobo: 50_000,
      reason: "The sink",
      document_id: paper,
      client_id: crypto.randomUUID(),
      ...given,
    },
    "id, charge_id",
  );
  return { id, tenant: { user: home.tenant.user }, deduction: deduction.id, debt, paper };
}

const dispute = (
  database: Database,
  by: Actor,
  deduction: string,
  given: Record<string, unknown> = {},
) =>
  call<Dispute>(database, by, "dispute_deduction", {
    deduction_id: deduction,
    reason: "It was broken when I moved in",
    ...given,
  }, columns);

const answer = (
  database: Database,
  by: Actor,
  id: string,
  kept_kobo: number | null,
  said: string | null = "We looked at it",
) =>
  call<Dispute>(
    database,
    by,
    "answer_deduction_dispute",
    { dispute_id: id, kept_kobo, answer: said },
    columns,
  );

const reply = (database: Database, by: Actor, id: string, agrees: boolean | null) =>
  call<Dispute>(
    database,
    by,
    "reply_to_deduction_answer",
    { dispute_id: id, agrees },
    columns,
  );

const giveBack = (
  database: Database,
  by: Actor,
  tenancy: string,
  amount: number,
) =>
  call<{ id: string }>(database, by, "record_deposit_return", {
    tenancy_id: tenancy,
    amount_kobo: amount,
    method: "bank_transfer",
    returned_on: nigerianDate(),
    bank_reference: crypto.randomUUID(),
    client_id: crypto.randomUUID(),
  }, "id");

const depositOf = async (database: Database, by: Actor, tenancy: string) =>
  (await as<{ held: number; deducted: number; returned: number }>(
    database,
    by,
    `select held_kobo::float8 as held, deducted_kobo::float8 as deducted, returned_kobo::float8 as returned
     from deposit_of($1)`,
    [tenancy],
  ))[0];

const statement = async (database: Database, by: Actor, tenancy: string) =>
  (await as<{ entry: string; kobo: number; balance: number; dispute: string | null }>(
    database,
    by,
    `select entry, amount_kobo::float8 as kobo, balance_kobo::float8 as balance, dispute
     from deposit_statement($1)`,
    [tenancy],
  )).map((it) => [it.entry, it.kobo, it.balance, it.dispute]);

/** What waits for an answer of disputed deductions, as Today says it. */
const waiting = async (database: Database, by: Actor, org: string) =>
  (await as<{ count: number; title: string | null; kobo: number | null }>(
    database,
    by,
    `select (part -> 'count')::int as count, part -> 'rows' -> 0 ->> 'note' as title, (part -> 'rows' -> 0 ->> 'kobo')::float8 as kobo
     from (select org_today($1) -> 'needs' -> 'deductions' as part) as told`,
    [org],
  ))[0];

/** Kinds that somebody was told of a tenancy's disputes, oldest first. */
const toldTo = async (database: Database, by: Actor, tenancy: string) =>
  (await as<{ kind: string }>(
    database,
    by,
    "select kind from notifications where subject_id = $1 and kind like 'deduction_dispute_%' order by id",
    [tenancy],
  )).map((it) => it.kind.slice("deduction_dispute_".length));

Deno.test("a tenant disputes a deduction, the landlord lowers it, and the tenant accepts", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, accountant, agent, otherOwner, stranger, tenant } = world.people;
    const home = await kept(database, world);
    const proof = await addDocument(database, home.tenant, {
      org: world.org,
      tenancy_id: home.id,
    });

    await t.step("only a tenant does, with a reason, and with a paper of the tenancy", async () => {
      for (const by of [owner, agent, otherOwner, stranger, tenant]) {
        assertEquals(
          await problem(dispute(database, by, home.deduction)),
          ["PT404", "deposit.deduction_not_found", "deduction_id"],
        );
      }
      for (const reason of [null, " x ", "x".repeat(1001)]) {
        assertEquals(
          await problem(dispute(database, home.tenant, home.deduction, { reason })),
          ["PT400", "deposit.bad_reason", "reason"],
        );
      }
      for (const document_id of [crypto.randomUUID(), home.paper]) {
        assertEquals(
          await problem(dispute(database, home.tenant, home.deduction, { document_id })),
          ["PT400", "deposit.bad_evidence", "document_id"],
          "not of the tenancy, or nothing that the tenant may read",
        );
      }
    });

    const made = await dispute(database, home.tenant, home.deduction, { document_id: proof });
    await t.step("once; what is held is payable at once", async () => {
      assertEquals(made, { id: made.id, status: "open", kept: null, stands: home.deduction });
      assertEquals(
        (await dispute(database, home.tenant, home.deduction, { document_id: proof })).id,
        made.id,
        "sent again",
      );
      assertEquals(
        await problem(dispute(database, home.tenant, home.deduction, { reason: "And also" })),
        ["PT409", "deposit.already_disputed", "deduction_id"],
      );
      assertEquals(await waiting(database, owner, world.org), {
        count: 1,
        title: "It was broken when I moved in",
        kobo: 50_000,
      });
      assertEquals(await depositOf(database, home.tenant, home.id), {
        held: 250_000,
        deducted: 50_000,
        returned: 0,
      });
      const given = await giveBack(database, owner, home.id, 250_000);
      await as(database, accountant, "select confirm_deposit_return($1)", [given.id]);
      assertEquals(
        (await problem(giveBack(database, owner, home.id, 1)))[1],
        "deposit.not_enough",
        "of what is disputed nothing is",
      );
    });

    await t.step("who may not answer, and what is no answer", async () => {
      for (const by of [otherOwner, stranger, home.tenant]) {
        assertEquals(
          await problem(answer(database, by, made.id, 0)),
          ["PT404", "deposit.dispute_not_found", "dispute_id"],
        );
      }
      assertEquals((await problem(answer(database, agent, made.id, 0)))[1], "auth.forbidden");
      for (
        const [amount, said, field] of [
          [null, "Why", "kept_kobo"],
          [50_001, "Why", "kept_kobo"],
          [20_000, " x ", "answer"],
          [20_000, null, "answer"],
        ] as const
      ) {
        assertEquals(
          await problem(answer(database, owner, made.id, amount, said)),
          ["PT400", "deposit.bad_answer", field],
        );
      }
      assertEquals(
        (await problem(reply(database, home.tenant, made.id, true)))[1],
        "deduction_dispute.illegal_transition",
        "nothing was answered yet",
      );
    });

    await t.step("lowered, it is reversed and kept anew; the books balance", async () => {
      const before = await books(database, world.org);
      const answered = await answer(database, owner, made.id, 20_000);
      assertEquals([answered.status, answered.kept], ["answered", 20_000]);
      assertEquals(answered.stands === home.deduction, false);
      assertEquals((await waiting(database, owner, world.org))?.count, 0);
      assertEquals(
        (await answer(database, owner, made.id, 20_000)).stands,
        answered.stands,
        "sent again",
      );
      assertEquals(
        (await problem(answer(database, accountant, made.id, 10_000)))[1],
        "deduction_dispute.illegal_transition",
      );
      const after = await books(database, world.org);
      const moved = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0);
      assertEquals([moved("deposits_held"), moved("other_income")], [-30_000, 30_000]);
      assertEquals(await depositOf(database, owner, home.id), {
        held: 30_000,
        deducted: 20_000,
        returned: 250_000,
      });
      assertEquals((await owedBy(database, home.id, "damage")).map((it) => it.amount_kobo), [
        20_000,
      ]);
      assertEquals(
        (await problem(dispute(database, home.tenant, answered.stands ?? "")))[1],
        "deposit.already_disputed",
        "the lower one belongs to the same dispute",
      );
    });

    await t.step("the tenant accepts; the rest goes back once", async () => {
      for (const by of [owner, stranger]) {
        assertEquals(
          await problem(reply(database, by, made.id, true)),
          ["PT404", "deposit.dispute_not_found", "dispute_id"],
        );
      }
      assertEquals(
        await problem(reply(database, home.tenant, made.id, null)),
        ["PT400", "deposit.bad_reply", "agrees"],
      );
      assertEquals((await reply(database, home.tenant, made.id, true)).status, "accepted");
      assertEquals((await reply(database, home.tenant, made.id, true)).status, "accepted");
      assertEquals(
        (await problem(reply(database, home.tenant, made.id, false)))[1],
        "deduction_dispute.illegal_transition",
      );
      const rest = await giveBack(database, owner, home.id, 30_000);
      await as(database, home.tenant, "select confirm_deposit_return($1)", [rest.id]);
      assertEquals(await statement(database, home.tenant, home.id), [
        ["paid", 300_000, 300_000, null],
        ["returned", -250_000, 50_000, null],
        ["deducted", -20_000, 30_000, "accepted"],
        ["returned", -30_000, 0, null],
      ]);
      assertEquals(
        (await problem(giveBack(database, owner, home.id, 1)))[1],
        "deposit.not_enough",
      );
      assertEquals(await differences(database, world.org), []);
      const [shown] = await as<{ proof: string }>(
        database,
        owner,
        "select document_id as proof from deduction_disputes where id = $1",
        [made.id],
      );
      assertEquals(shown?.proof, proof);
      assertEquals(
        (await as(database, owner, "select 1 from documents where id = $1", [proof])).length,
        1,
        "the landlord sees what the tenant shows",
      );
    });

    await t.step("both are told, each of what the other did; strangers see nothing", async () => {
      assertEquals(await toldTo(database, owner, home.id), ["open", "accepted"]);
      assertEquals(await toldTo(database, accountant, home.id), ["open", "answered", "accepted"]);
      assertEquals(await toldTo(database, home.tenant, home.id), ["answered"]);
      for (const by of [agent, otherOwner, stranger, tenant]) {
        assertEquals(await as(database, by, "select 1 from deduction_disputes"), []);
      }
    });
  } finally {
    await close();
  }
});

Deno.test("kept, the tenant still disagrees; a lower answer may follow, and nothing of it is edited", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, manager } = world.people;

    await t.step("of a debt that is settled by it, the rest is owed again", async () => {
      const home = await kept(database, world, { amount_kobo: 10_000 });
      const { id: settled } = await call<{ id: string }>(database, owner, "deduct_from_deposit", {
        tenancy_id: home.id,
        amount_kobo: 40_000,
        reason: "Diesel",
        charge_id: home.debt,
        client_id: crypto.randomUUID(),
      }, "id");
      const made = await dispute(database, home.tenant, settled, { reason: "I paid it in cash" });
      const same = await answer(database, owner, made.id, 40_000, "Nobody has a receipt");
      assertEquals([same.status, same.stands], ["answered", settled]);
      assertEquals((await reply(database, home.tenant, made.id, false)).status, "disagreed");
      assertEquals(
        (await statement(database, owner, home.id)).map((it) => [it[1], it[3]]),
        [[300_000, null], [-10_000, null], [-40_000, "disagreed"]],
      );
      assertEquals(
        await problem(answer(database, owner, made.id, 40_000, "As we said")),
        ["PT400", "deposit.bad_answer", "kept_kobo"],
      );
      const lower = await answer(database, owner, made.id, 15_000, "We found a part of it");
      assertEquals([lower.status, lower.kept], ["answered", 15_000]);
      assertEquals(
        (await owedBy(database, home.id, "utility")).map((it) => [it.id, it.paid_kobo]),
        [[home.debt, 15_000]],
        "what is not settled by the deposit is owed as before",
      );
      assertEquals((await depositOf(database, owner, home.id))?.held, 275_000);
      assertEquals((await reply(database, home.tenant, made.id, false)).status, "disagreed");
      assertEquals((await reply(database, home.tenant, made.id, true)).status, "accepted");
      const rows = await database.query<{ kobo: number; status: string }>(
        `select made.amount_kobo::float8 as kobo, payment.status from deposit_deductions as made
         join payments as payment on payment.id = made.payment_id
         where made.charge_id = $1 order by made.id`,
        [home.debt],
      );
      assertEquals(rows.map((it) => [it.kobo, it.status]), [[40_000, "reversed"], [
        15_000,
        "succeeded",
      ]]);
      assertEquals(await differences(database, world.org), []);
    });

    await t.step("withdrawn, by an answer or because it is taken back, it is over", async () => {
      for (
        const withdraw of [
          (home: { deduction: string }, id: string) =>
            answer(database, owner, id, 0, `You are right, not ${home.deduction.slice(0, 4)}`),
          (home: { deduction: string }) =>
            as(database, owner, "select take_back_deduction($1, 'The wrong flat')", [
              home.deduction,
            ]),
        ]
      ) {
        const home = await kept(database, world);
        const made = await dispute(database, home.tenant, home.deduction);
        await withdraw(home, made.id);
        const [now] = await as<Dispute>(
          database,
          home.tenant,
          `select ${columns} from deduction_disputes where id = $1`,
          [made.id],
        );
        assertEquals([now?.status, now?.kept, now?.stands], ["withdrawn", 0, null]);
        assertEquals((await depositOf(database, home.tenant, home.id))?.held, 300_000);
        assertEquals((await owedBy(database, home.id, "damage")).length, 0);
        assertEquals(
          (await problem(reply(database, home.tenant, made.id, false)))[1],
          "deduction_dispute.illegal_transition",
        );
        assertEquals(
          (await problem(answer(database, owner, made.id, 1)))[1],
          "deduction_dispute.illegal_transition",
        );
        assertEquals(await toldTo(database, home.tenant, home.id), ["withdrawn"]);
      }
      assertEquals(await differences(database, world.org), []);
    });

    await t.step("what one tenant accepts binds no other", async () => {
      const home = await kept(database, world);
      const flatmate = { user: await createUser(database, "flatmate") };
      await database.query(
        `with known as (
           insert into tenants (org_id, full_name, address, user_id) values ($1, 'Co-tenant', '5 Commercial Avenue', $2) returning org_id, id)
         insert into tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at) select org_id, $3, id, now() - interval '1 day' from known`,
        [world.org, flatmate.user, home.id],
      );
      const made = await dispute(database, flatmate, home.deduction);
      assertEquals(
        (await problem(dispute(database, home.tenant, home.deduction)))[1],
        "deposit.already_disputed",
      );
      await answer(database, owner, made.id, 50_000);
      assertEquals(
        (await problem(reply(database, home.tenant, made.id, true)))[1],
        "deduction_dispute.illegal_transition",
        "who disputed it accepts",
      );
      assertEquals((await reply(database, flatmate, made.id, true)).status, "accepted");
      assertEquals((await reply(database, home.tenant, made.id, false)).status, "disagreed");
      assertEquals(
        (await problem(reply(database, flatmate, made.id, true)))[1],
        "deduction_dispute.illegal_transition",
      );
      assertEquals((await reply(database, home.tenant, made.id, true)).status, "accepted");
    });

    await t.step("a member who is the tenant does not answer, nor take it back", async () => {
      const home = await kept(database, world);
      await database.query(
        "update tenants set user_id = $1 where user_id = $2",
        [manager.user, home.tenant.user],
      );
      const made = await dispute(database, manager, home.deduction);
      for (
        const own of [
          answer(database, manager, made.id, 0),
          as(database, manager, "select take_back_deduction($1, 'Mine')", [home.deduction]),
        ]
      ) {
        assertEquals(await problem(own), ["PT403", "deposit.own_dispute", "dispute_id"]);
      }
      assertEquals((await answer(database, owner, made.id, 0)).status, "withdrawn");
    });
  } finally {
    await close();
  }
});

Deno.test("what is closed, over or taken back is not disputed", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, accountant } = world.people;
    const refused = ["PT409", "deposit.not_disputable", "deduction_id"];

    await t.step("once the tenant confirmed that the rest came back", async () => {
      const [home, waiting] = [await kept(database, world), await kept(database, world)];
      for (const { id, tenant } of [home, waiting]) {
        const part = await giveBack(database, owner, id, 100_000);
        await as(database, tenant, "select confirm_deposit_return($1)", [part.id]);
        const rest = await giveBack(database, owner, id, 150_000);
        if (id === home.id) {
          await as(database, tenant, "select confirm_deposit_return($1)", [rest.id]);
        }
      }
      assertEquals(await problem(dispute(database, home.tenant, home.deduction)), refused);
      const made = await dispute(database, waiting.tenant, waiting.deduction);
      assertEquals(made.status, "open", "of the rest nobody has said that it came");
    });

    await t.step(
      "what another member confirmed closes it when the tenant's time is over",
      async () => {
        const home = await kept(database, world);
        const rest = await giveBack(database, owner, home.id, 250_000);
        await as(database, accountant, "select confirm_deposit_return($1)", [rest.id]);
        await database.exec(
          `set session_replication_role = replica; update deposit_returns set answer_by = now() - interval '1 minute' where id = '${rest.id}'; set session_replication_role = origin`,
        );
        assertEquals(await problem(dispute(database, home.tenant, home.deduction)), refused);
        await database.exec(
          `set session_replication_role = replica; update deposit_returns set answer_by = now() + interval '1 day' where id = '${rest.id}'; set session_replication_role = origin`,
        );
        assertEquals((await dispute(database, home.tenant, home.deduction)).status, "open");
      },
    );

    await t.step("where a rule names a term, until its last day", async () => {
      await database.query(
        "update private.deposit_return_rules set dispute_days = 14 where jurisdiction = 'Nigeria'",
      );
      const home = await kept(database, world);
      const [term] = await as<{ until: string }>(
        database,
        home.tenant,
        "select dispute_by::text as until from deposit_deductions where id = $1",
        [home.deduction],
      );
      assertEquals(term?.until, nigerianDate(14));
      const by = (days: number) =>
        database.exec(
          `set session_replication_role = replica; update deposit_deductions set dispute_by = private.lagos_date() + ${days}
           where id = '${home.deduction}'; set session_replication_role = origin`,
        );
      await by(-1);
      assertEquals(await problem(dispute(database, home.tenant, home.deduction)), refused);
      await by(0);
      assertEquals((await dispute(database, home.tenant, home.deduction)).status, "open");
    });

    await t.step("what was taken back", async () => {
      const home = await kept(database, world);
      await as(database, owner, "select take_back_deduction($1, 'By mistake')", [home.deduction]);
      assertEquals(await problem(dispute(database, home.tenant, home.deduction)), refused);
    });
  } finally {
    await close();
  }
});

Deno.test("an agency that collects answers for the owner, while its mandate is live", async () => {
  const { database, world, harbour, rival, close } = await openAgencies();
  try {
    await liftLimits(database);
    const { owner } = world.people;
    const home = await kept(database, world);
    const made = await dispute(database, home.tenant, home.deduction);
    const clerk = harbour.accountant;
    const seen = (by: Actor) => as(database, by, "select 1 from deduction_disputes");
    assertEquals(await seen(clerk), []);
    assertEquals(
      (await problem(answer(database, clerk, made.id, 0)))[1],
      "deposit.dispute_not_found",
    );
    const mandate = await offer(database, owner, world, harbour.org, { scopes: "{collect}" });
    await answerMandate(database, harbour.principal, mandate.id);
    assertEquals((await seen(clerk)).length, 1);
    assertEquals(
      (await problem(answer(database, rival.principal, made.id, 0)))[1],
      "deposit.dispute_not_found",
    );
    assertEquals((await answer(database, clerk, made.id, 30_000)).status, "answered");
    await reply(database, home.tenant, made.id, false);
    await revoke(database, owner, mandate.id);
    assertEquals((await problem(answer(database, clerk, made.id, 0)))[1], "mandate.required");
    assertEquals(await seen(clerk), []);
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

Deno.test({
  name:
    "answers, returns, replies and confirmations at once: one answer stands, and no kobo goes back twice",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, manager, accountant } = world.people;
      for (let round = 0; round < 8; round++) {
        const home = await kept(database, world);
        const made = await dispute(database, home.tenant, home.deduction);
        // Two answers, and returns of what is held before and after them.
        const outcomes = await Promise.allSettled([
          answer(database, owner, made.id, 20_000, "Owner says"),
          giveBack(database, accountant, home.id, 250_000),
          answer(database, manager, made.id, round % 2 === 0 ? 0 : 10_000, "Manager says"),
          giveBack(database, owner, home.id, 250_000),
          as(database, accountant, "select take_back_deduction($1, 'Another way')", [
            home.deduction,
          ]),
          giveBack(database, manager, home.id, 280_000),
        ]);
        const done = outcomes.map((it) => it.status === "fulfilled");
        const returns = [1, 3, 5].filter((n) => done[n]).length;
        assertEquals(returns, 1, "what is held is given back once");
        const now = await depositOf(database, owner, home.id);
        assertEquals((now?.held ?? 0) + (now?.deducted ?? 0) + (now?.returned ?? 0), 300_000);
        const [standing] = await database.query<{ n: number; kobo: number }>(
          `select count(*)::int as n, coalesce(sum(made.amount_kobo), 0)::float8 as kobo from deposit_deductions as made
           join payments as payment on payment.id = made.payment_id and payment.status = 'succeeded'
           where made.tenancy_id = $1`,
          [home.id],
        );
        assertEquals(standing?.kobo, now?.deducted);
        assertEquals((standing?.n ?? 0) <= 1, true, "one of the answers stands");
      }
      // A dispute and the tenant's yes that closes the deposit.
      for (let round = 0; round < 6; round++) {
        const home = await kept(database, world);
        const rest = await giveBack(database, owner, home.id, 250_000);
        const [disputed, confirmed] = await Promise.allSettled([
          dispute(database, home.tenant, home.deduction),
          as(database, home.tenant, "select confirm_deposit_return($1)", [rest.id]),
        ]);
        assertEquals(confirmed.status, "fulfilled");
        const again = await dispute(database, home.tenant, home.deduction).then(
          () => "fulfilled",
          () => "rejected",
        );
        assertEquals(again, disputed.status, "who came first decides, and it stays so");
      }
      assertEquals(await differences(database, world.org), []);
    } finally {
      await close();
    }
  },
});
