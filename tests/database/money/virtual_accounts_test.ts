/** Account numbers of a tenancy: one each, and every transfer to one is somebody's money. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, problem } from "../actor.ts";
import { letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { books, call, demand, differences, owedBy, pay } from "./owed.ts";

interface Account {
  id: string;
  status: string;
  account_number: string | null;
}

const ask = (database: Database, by: { user: string }, tenancy: string, provider = "paystack") =>
  call<Account>(database, by, "ask_virtual_account", { tenancy_id: tenancy, provider });
const open = (database: Database, account: string, number = "9900000001", holder = "CUS_1") =>
  as(
    database,
    "service",
    "select service.open_virtual_account($1, 'Test Bank', $2, 'ESTATE/TUNDE BELLO', $3)",
    [account, number, holder],
  );

/** A transfer as its webhook and the provider's answer tell it; returns what became of it. */
async function credit(
  database: Database,
  what: {
    reference?: string;
    kobo?: number;
    holder?: string;
    number?: string | null;
    copy?: number;
  } = {},
) {
  const { reference = `T${crypto.randomUUID().slice(0, 13)}`, kobo = 50_000, holder = "CUS_1" } =
    what;
  await as(
    database,
    "service",
    "select service.receive_provider_event('paystack', encode(sha256($1::text::bytea), 'hex'), 'charge.success', $2, '{}')",
    [`${reference} ${what.copy ?? 0}`, reference],
  );
  const [event] = await database.query<{ id: string }>(
    "select id from private.provider_events where reference = $1 order by id desc limit 1",
    [reference],
  );
  const [row] = await as<{ outcome: string }>(
    database,
    "service",
    "select service.settle_credit(0, $1, $2, $3, 'tx ' || $4, $5, 'NGN', now()::text, 'dedicated_nuban', 100) as outcome",
    [event?.id, holder, what.number ?? null, reference, kobo],
  );
  return { reference, outcome: row?.outcome };
}

const exceptions = async (database: Database) =>
  (await database.query<{ kind: string }>(
    "select kind::text from payment_exceptions where reference like 'T%' and $1 order by first_seen_at, kind",
    [true],
  )).map((it) => it.kind);

Deno.test("a tenancy has one account number with a provider; either side asks, both see it", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, tenant, otherTenant, stranger, agent, accountant } = world.people;
    for (
      const [by, code] of [
        [otherTenant, "tenancy.not_found"],
        [stranger, "tenancy.not_found"],
        [agent, "auth.forbidden"],
      ] as const
    ) {
      assertEquals((await problem(ask(database, by, world.tenancy)))[1], code);
    }
    assertEquals(await problem(ask(database, tenant, world.tenancy, "flutterwave")), [
      "PT409",
      "virtual_account.needs_identity",
      "provider",
    ]);
    assertEquals(
      (await problem(ask(database, tenant, world.tenancy, "cash")))[1],
      "payment.not_online",
    );
    const asked = await ask(database, tenant, world.tenancy);
    assertEquals([asked.status, (await ask(database, owner, world.tenancy)).id], [
      "wanted",
      asked.id,
    ]);
    const claim = () =>
      as<{ virtual_account_id: string; full_name: string }>(
        database,
        "service",
        "select virtual_account_id, full_name from service.claim_virtual_accounts('{paystack}')",
      );
    assertEquals((await claim()).map((it) => it.virtual_account_id), [asked.id]);
    assertEquals(await claim(), [], "another worker has it in hand");
    await open(database, asked.id);
    await open(database, asked.id, "9900000002", "CUS_2");
    for (const person of [tenant, owner, accountant]) {
      assertEquals(
        await as(database, person, "select account_number, status::text from virtual_accounts"),
        [{ account_number: "9900000001", status: "open" }],
      );
    }
    for (const person of [otherTenant, stranger, agent]) {
      assertEquals(await as(database, person, "select 1 from virtual_accounts"), []);
    }
    const told = await database.query<{ n: number }>(
      "select count(*)::int as n from notifications where kind = 'virtual_account_opened' and user_id = $1",
      [tenant.user],
    );
    assertEquals(told, [{ n: 1 }]);
  } finally {
    await close();
  }
});

Deno.test("a provider that refuses is asked again when somebody asks again", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { tenant } = world.people;
    const asked = await ask(database, tenant, world.tenancy);
    await as(
      database,
      "service",
      "select service.refuse_virtual_account($1, 'Not for this business')",
      [
        asked.id,
      ],
    );
    assertEquals(
      await as(database, tenant, "select status::text, refusal from virtual_accounts"),
      [{ status: "refused", refusal: "Not for this business" }],
    );
    assertEquals((await ask(database, tenant, world.tenancy)).status, "wanted");
  } finally {
    await close();
  }
});

Deno.test("a transfer settles the oldest charges, and what is over is credit", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, tenant } = world.people;
    await open(database, (await ask(database, tenant, world.tenancy)).id);
    const charges = [
      await demand(database, owner, world.tenancy, 30_000, "2026-12-05"),
      await demand(database, owner, world.tenancy, 30_000, "2026-12-01"),
      await demand(database, owner, world.tenancy, 30_000, "2026-12-09"),
    ];
    const paidOf = async () => {
      const rows = await database.query<{ id: string; paid: number }>(
        "select id, paid_kobo as paid from charges where id = any ($1::text::uuid[])",
        [`{${charges.join(",")}}`],
      );
      return charges.map((id) => rows.find((it) => it.id === id)?.paid);
    };
    await t.step("a part", async () => {
      assertEquals((await credit(database, { number: "9900000001" })).outcome, "settled");
      assertEquals(await paidOf(), [20_000, 30_000, 0]);
      assertEquals(await exceptions(database), []);
    });
    await t.step("more than is owed, and the same again", async () => {
      const { reference, outcome } = await credit(database);
      assertEquals([outcome, await paidOf()], ["settled", [30_000, 30_000, 30_000]]);
      assertEquals((await credit(database, { reference, copy: 1 })).outcome, "already_settled");
      assertEquals((await books(database, world.org))["tenant_credit"], -10_000);
      const [payment] = await database.query<{ receipts: number; credit: number }>(
        `select (select count(*)::int from receipts as r where r.payment_id = p.id) as receipts,
           (select left_kobo from payment_credits as c where c.payment_id = p.id) as credit
         from payments as p where reference = $1`,
        [reference],
      );
      assertEquals(payment, { receipts: 1, credit: 10_000 });
    });
    await t.step(
      "to a holder or number that nobody knows: staff are told, nothing is booked",
      async () => {
        const payments = async () =>
          (await database.query("select count(*)::int as n from payments where $1", [true]))[0];
        const before = await payments();
        assertEquals((await credit(database, { holder: "CUS_9" })).outcome, "unknown_reference");
        assertEquals(
          (await credit(database, { number: "9900000009" })).outcome,
          "unknown_reference",
        );
        assertEquals(
          (await credit(database, { reference: "T_not of ours" })).outcome,
          "unknown_reference",
        );
        assertEquals(await payments(), before);
        assertEquals(
          (await exceptions(database)).filter((it) => it === "unknown_reference").length,
          3,
        );
      },
    );
    await t.step("after the tenancy is over it is booked, and staff are told", async () => {
      await database.query("select private.begin_move('tenancy', $1, 'Left')", [world.tenancy]);
      await database.transaction(async (tx) => {
        await tx.query("select private.begin_move('tenancy', $1, 'Left')", [world.tenancy]);
        await tx.query(
          "update tenancies set status = 'ended', ended_on = starts_on where id = $1",
          [
            world.tenancy,
          ],
        );
      });
      const { reference, outcome } = await credit(database);
      assertEquals(outcome, "settled");
      assert((await exceptions(database)).includes("credit_after_end"));
      const [payment] = await database.query<{ tenancy: string; credit: number }>(
        `select tenancy_id as tenancy, (select left_kobo from payment_credits as c where c.payment_id = p.id) as credit
         from payments as p where reference = $1`,
        [reference],
      );
      assertEquals(payment, { tenancy: world.tenancy, credit: 50_000 });
    });
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

Deno.test("of a tenancy and its renewal what is due first is paid first, and the rest goes on", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner } = world.people;
    const { tenancy, tenant } = await letSince(database, world, 0, { per: "year", months: 12 });
    await pay(
      database,
      tenant.user,
      (await owedBy(database, tenancy.id)).map((it) => it.id),
    );
    await open(database, (await ask(database, tenant, tenancy.id)).id);
    const old = await demand(database, owner, tenancy.id, 20_000, "2026-12-05");
    const { id: renewal } = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
    await on(database, tenant, "accept_tenancy($1)", renewal);
    const next = await demand(database, owner, renewal, 40_000, "2026-12-20");
    const paidOf = async (charge: string) =>
      (await database.query<{ paid: number }>(
        "select paid_kobo as paid from charges where id = $1",
        [charge],
      ))[0]?.paid;
    assertEquals((await credit(database, { kobo: 30_000 })).outcome, "settled");
    assertEquals(await paidOf(old), 20_000);
    await database.query("select private.draw_credit()", []);
    assertEquals(await paidOf(next), 10_000, "the rest is credit, and goes on with the tenants");
    await credit(database, { kobo: 30_000 });
    assertEquals(await paidOf(next), 40_000);
    assertEquals(await exceptions(database), ["overpaid"], "and the home is theirs still");
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

Deno.test("a transfer that is only listed is taken up as if its webhook had come, once", async () => {
  const { database, world, close } = await openWorld();
  try {
    await open(database, (await ask(database, world.people.tenant, world.tenancy)).id);
    const list = async (reference: string, channel: string) => {
      const [run] = await database.query<{ id: string }>(
        `insert into private.reconciliations (provider, subject, listed_on, reading, not_before)
         values ('paystack', 'transactions', $1, 1, now())
         on conflict (provider, subject, listed_on, reading) do update set finished_at = null, page_cursor = null returning id`,
        ["2026-11-20"],
      );
      await as(
        database,
        "service",
        "select service.keep_reconciliation_page($1, null, null, $2::text::jsonb, 'test')",
        [
          run?.id,
          JSON.stringify([{
            provider_transaction_id: `tx ${reference}`,
            reference,
            amount_kobo: 50_000,
            currency: "NGN",
            fees_kobo: 100,
            channel,
            paid_at: "2026-11-20T10:00:00Z",
            environment: "test",
          }]),
        ],
      );
    };
    await list("T-LISTED-1", "dedicated_nuban");
    await list("T-LISTED-1", "dedicated_nuban");
    await list("T-LISTED-2", "card");
    const events = await database.query(
      "select reference, body ->> 'channel' as channel, times_received from private.provider_events where reference like 'T-LISTED%' and $1",
      [true],
    );
    assertEquals(events, [{
      reference: "T-LISTED-1",
      channel: "dedicated_nuban",
      times_received: 3,
    }]);
    assertEquals(await exceptions(database), ["unknown_reference"]);
  } finally {
    await close();
  }
});

Deno.test({
  name: "three events about one transfer at once are one payment",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, tenant } = world.people;
      await open(database, (await ask(database, tenant, world.tenancy)).id);
      for (let round = 0; round < 10; round++) {
        await demand(database, owner, world.tenancy, 30_000, "2026-12-05");
        const reference = `T-TWIN-${round}-${crypto.randomUUID().slice(0, 8)}`;
        const twins = await Promise.all([
          ...[1, 2, 3].map((copy) => credit(database, { reference, kobo: 20_000, copy })),
          // And another one of the same tenancy.
          credit(database, { kobo: 10_000 }),
        ]);
        const outcomes = twins.map((it) => it.outcome).sort();
        assertEquals(outcomes, ["already_settled", "already_settled", "settled", "settled"]);
        const [counts] = await database.query(
          `select count(*)::int as payments, (select count(*)::int from ledger_entries where source_id = any (array_agg(p.id))) as entries
           from payments as p where reference = $1`,
          [reference],
        );
        assertEquals(counts, { payments: 1, entries: 1 });
      }
      assertEquals(await differences(database, world.org), []);
    } finally {
      await close();
    }
  },
});
