import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Run {
  reconciliation_id: string;
  provider: string;
  listed_on: string;
  page_cursor: string | null;
}

const page = (many: readonly Partial<Record<string, unknown>>[]) =>
  JSON.stringify(many.map((it) => ({
    currency: "NGN",
    amount_kobo: 70_000,
    fees_kobo: 100,
    channel: "card",
    paid_at: "2026-11-25T10:00:00Z",
    environment: "test",
    ...it,
  })));

Deno.test("a provider's day is compared with our books", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const service = <Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []) =>
      as<Row>(database, "service", sql, parameters);
    const claim = async (providers = "{paystack}") =>
      (await service<Run>(
        "select * from service.claim_reconciliation($1::text::public.payment_method[])",
        [
          providers,
        ],
      ))[0];
    const keep = async (
      run: Run | undefined,
      transactions: string,
      next: string | null = null,
      read: string | null = null,
    ) => {
      const [row] = await service<{ on: boolean }>(
        "select service.keep_reconciliation_page($1, $2, $3, $4::text::jsonb, 'test') as on",
        [run?.reconciliation_id, read, next, transactions],
      );
      return row?.on;
    };
    let references = 0;
    const start = async (settledAs?: string, method = "paystack") => {
      const [charge] = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'utility', '2026-12-01', 70000, 'For the test') returning id`,
        [world.org, world.tenancy],
      );
      const [payment] = await service<{ id: string; reference: string }>(
        "select id, reference from service.start_payment($1, $2::text::uuid[], $3, $4)",
        [world.people.tenant.user, `{${charge?.id}}`, method, `EST-day-${++references}`],
      );
      if (settledAs !== undefined) {
        await database.query(
          "select private.settle_payment($1, $2, $3, 70000, 'NGN', now(), 'card', 100)",
          [method, payment?.reference, settledAs],
        );
      }
      return payment as { id: string; reference: string };
    };
    const exceptions = async (since: string) =>
      (await database.query<{ told: string }>(
        `select kind || ' ' || fingerprint as told from payment_exceptions
         where last_seen_at >= $1::text::timestamptz order by kind, fingerprint`,
        [since],
      )).map((it) => it.told);
    const moment = async () =>
      (await database.query<{ now: string }>("select clock_timestamp()::text as now where $1", [
        true,
      ]))[0]?.now ?? "";
    const runs = () =>
      database.query<{ listed_on: string; reading: number; done: boolean }>(
        `select listed_on::text, reading, finished_at is not null as done from private.reconciliations
         where provider = 'paystack' and $1 order by listed_on, reading`,
        [true],
      );

    await t.step(
      "yesterday is planned, with a second reading later; an outage leaves no day out",
      async () => {
        const run = await claim();
        const planned = await runs();
        assertEquals(planned.map((it) => [it.listed_on, it.reading]), [
          [run?.listed_on, 1],
          [run?.listed_on, 2],
        ]);
        assertEquals(
          await claim(),
          undefined,
          "somebody has it in hand, and the second is not due",
        );
        await keep(run, page([]));
        await database.query(
          "update private.reconciliations set listed_on = listed_on - 40 where $1",
          [true],
        );
        await claim();
        assertEquals((await runs()).length, 2 + 2 * 40);
        const [late] = await database.query(
          "select count(*)::int as n from private.reconciliations where finished_at is null and not_before <= now() and $1",
          [true],
        );
        // The first readings of forty days, and the second ones of all but the last three.
        assertEquals(late, { n: 40 + 37 });
        await database.query("delete from private.reconciliations where $1", [true]);
      },
    );

    await t.step("each difference is one exception, whatever is repeated", async () => {
      const at = await moment();
      const agreed = await start("t-agreed");
      const open = await start();
      const [given] = [await start()];
      await database.query("select private.move_payment($1, 'abandoned', 'For the test')", [
        given.id,
      ]);
      const twice = await start("t-twice");
      const fees = await start("t-fees");
      const review = await start();
      await database.query(
        "select private.settle_payment('paystack', $1, 't-review', 1, 'NGN', now(), 'card', 0)",
        [review.reference],
      );
      const all = page([
        { provider_transaction_id: "t-agreed", reference: agreed.reference },
        { provider_transaction_id: "t-open", reference: open.reference },
        { provider_transaction_id: "t-given", reference: given.reference },
        { provider_transaction_id: "t-twice", reference: twice.reference },
        { provider_transaction_id: "t-twice-2", reference: twice.reference },
        { provider_transaction_id: "t-fees", reference: fees.reference, fees_kobo: 101 },
        { provider_transaction_id: "t-review", reference: review.reference, amount_kobo: 1 },
        { provider_transaction_id: "t-foreign", reference: "SHOP-1" },
        { provider_transaction_id: "t-nameless", reference: null },
        { provider_transaction_id: "t-live", reference: agreed.reference, environment: "live" },
      ]);
      const expected = [
        `amount_mismatch ${review.reference}`,
        `duplicate_transaction t-twice-2`,
        `environment_mismatch ${agreed.reference}`,
        `fees_mismatch t-fees`,
        `unknown_reference SHOP-1`,
        `unknown_reference t-nameless`,
        `unsettled ${given.reference}`,
        `unsettled ${open.reference}`,
      ].sort();
      const run = await claim();
      assertEquals(await keep(run, all), false);
      assertEquals((await exceptions(at)).sort(), expected);
      // A worker that was taken over keeps the page again: nothing is counted twice.
      assertEquals(await keep(run, all), false);
      const [counted] = await database.query<{ most: number }>(
        "select max(times_seen) as most from payment_exceptions where kind = 'unsettled' and $1",
        [true],
      );
      assertEquals(counted, { most: 1 });
      // The second reading finds the same, and adds no row.
      await database.query("update private.reconciliations set not_before = now() where $1", [
        true,
      ]);
      assertEquals(await keep(await claim(), all), false);
      assertEquals((await exceptions(at)).sort(), expected);
      assertEquals((await runs()).map((it) => it.done), [true, true]);

      // What is not settled is asked about at once, and its exception is closed when it is.
      const checks = await service<{ payment_id: string }>(
        "select payment_id from service.claim_payment_checks('{paystack}') where $1",
        [true],
      );
      assertEquals(checks.map((it) => it.payment_id).sort(), [open.id, given.id].sort());
      for (const [payment, transaction] of [[open.id, "t-open"], [given.id, "t-given"]]) {
        await service(
          "select service.settle_checked_payment($1, $2, 70000, 'NGN', '2026-11-25T10:00:00Z', 'card', 100)",
          [payment, transaction],
        );
      }
      const left = await database.query(
        "select 1 from payment_exceptions where kind = 'unsettled' and resolved_at is null and $1",
        [true],
      );
      assertEquals(left, []);
    });

    await t.step(
      "a day of many pages goes on where it was left, and only its worker goes on",
      async () => {
        await database.query("delete from private.reconciliations where $1", [true]);
        const run = await claim();
        const many = (from: number) =>
          page(Array.from({ length: 100 }, (_, n) => ({
            provider_transaction_id: `many-${from + n}`,
            reference: `SHOP-${from + n}`,
          })));
        assertEquals(await keep(run, many(0), "c1"), true);
        assertEquals(await keep(run, many(0), "c1"), false, "an older page again");
        await database.query("update private.reconciliations set leased_until = now() where $1", [
          true,
        ]);
        const next = await claim();
        assertEquals([next?.reconciliation_id, next?.page_cursor], [run?.reconciliation_id, "c1"]);
        assertEquals(await keep(next, many(100), "c2", "c1"), true);
        assertEquals(await keep(next, many(200), null, "c2"), false);
        const [told] = await database.query(
          `select pages, items, differences from private.reconciliations where id = $1`,
          [run?.reconciliation_id],
        );
        // The world's own difference stands under this day too.
        const [listed] = await database.query<{ n: number }>(
          "select count(*)::int as n from private.provider_transactions where provider_transaction_id like 'many-%' and $1",
          [true],
        );
        assertEquals(listed, { n: 300 });
        assertEquals([told?.pages, told?.items], [3, 300]);
      },
    );

    await t.step(
      "what cannot be read is put off, never given up, and in the end told to staff",
      async () => {
        await database.query("delete from private.reconciliations where $1", [true]);
        const at = await moment();
        const run = await claim();
        await keep(run, page([]), "c1");
        for (let n = 1; n <= 10; n++) {
          await service("select service.put_off_reconciliation($1, '502 with HTML')", [
            run?.reconciliation_id,
          ]);
          assertEquals(await claim(), undefined);
          await database.query(
            "update private.reconciliations set not_before = now() where $1 and reading = 1",
            [true],
          );
          const again = await claim();
          // A cursor that never works is forgotten.
          assertEquals([again?.reconciliation_id, again?.page_cursor], [
            run?.reconciliation_id,
            n < 4 ? "c1" : null,
          ]);
        }
        assertEquals(await exceptions(at), [`gave_up ${run?.reconciliation_id}`]);
        assertEquals(await keep(run, page([])), false);
      },
    );

    await t.step(
      "what we settled and the provider never lists is told, once all its days were read",
      async () => {
        await database.query("delete from private.reconciliations where $1", [true]);
        const at = await moment();
        const listed = await start("m-listed");
        const missing = await start("m-missing");
        await start("m-other", "flutterwave");
        await keep(
          await claim(),
          page([{ provider_transaction_id: "m-listed", reference: listed.reference }]),
        );
        // Today's payments, as if their days were over and read: the day itself and the three after it.
        await database.query(
          `insert into private.reconciliations (provider, listed_on, reading, not_before, finished_at)
         select 'paystack', private.lagos_date() + n, 2, now(), case when n < 3 then now() end
         from generate_series(0, 3) as n where $1`,
          [true],
        );
        await database.query(
          "update private.reconciliations set not_before = 'infinity' where reading = 1 and $1",
          [true],
        );
        // The plan's own second reading of yesterday.
        await database.query(
          "update private.reconciliations set finished_at = now() where listed_on < private.lagos_date() and $1",
          [true],
        );
        assertEquals((await exceptions(at)).filter((it) => it.startsWith("missing")), []);
        assertEquals(await keep(await claim(), page([])), false);
        const told = (await exceptions(at)).filter((it) => it.startsWith("missing"));
        assertEquals(told.includes(`missing_at_provider ${missing.reference}`), true, told.join());
        assertEquals(told.includes(`missing_at_provider ${listed.reference}`), false, told.join());
        assertEquals(
          told.some((it) => it.includes("EST-day") && it.endsWith("flutterwave")),
          false,
        );
      },
    );
  } finally {
    await close();
  }
});

Deno.test("a settlement that is paid is the sum of its transactions", async () => {
  const { database, close } = await openWorld();
  try {
    const service = <Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []) =>
      as<Row>(database, "service", sql, parameters);
    const claim = async () =>
      (await service<Run & { subject: string }>(
        "select * from service.claim_reconciliation('{paystack,flutterwave}', '{paystack}') where $1",
        [true],
      ))[0];
    const subjects: string[] = [];
    let run = await claim();
    for (; run?.subject === "transactions"; run = await claim()) {
      subjects.push(`${run.provider} ${run.subject}`);
      await service("select service.keep_reconciliation_page($1, null, null, '[]', 'test')", [
        run.reconciliation_id,
      ]);
    }
    // Money that came in before what it is paid out in; only who lists settlements is asked for them.
    assertEquals(subjects, ["paystack transactions", "flutterwave transactions"]);
    assertEquals([run?.provider, run?.subject], ["paystack", "settlements"]);
    const keep = async (read: string | null, next: string | null, told: Record<string, unknown>) =>
      (await service<{ on: boolean }>(
        "select service.keep_settlement($1, $2, $3, $4::text::jsonb) as on",
        [run?.reconciliation_id, read, next, JSON.stringify(told)],
      ))[0]?.on;
    const told = (id: string, changes: Record<string, unknown> = {}) => ({
      settlement_id: id,
      status: "success",
      gross_kobo: 140_000,
      fees_kobo: 200,
      transactions: 2,
      transactions_kobo: 140_000,
      transactions_fees_kobo: 200,
      ...changes,
    });
    assertEquals(await keep(null, "2", told("s-right")), true);
    assertEquals(await keep(null, "2", told("s-again")), false, "an older page");
    assertEquals(await keep("2", "3", told("s-gross", { gross_kobo: 140_001 })), true);
    assertEquals(await keep("3", "4", told("s-fees", { fees_kobo: 201 })), true);
    assertEquals(
      await keep("4", "5", told("s-pending", { status: "pending", gross_kobo: 1 })),
      true,
    );
    assertEquals(await keep("5", null, {}), false);
    const found = await database.query(
      "select kind, fingerprint from payment_exceptions where kind = 'settlement_mismatch' and $1 order by 2",
      [true],
    );
    assertEquals(found, [
      { kind: "settlement_mismatch", fingerprint: "s-fees" },
      { kind: "settlement_mismatch", fingerprint: "s-gross" },
    ]);
    const [counted] = await database.query(
      "select items, differences, pages from private.reconciliations where id = $1",
      [run?.reconciliation_id],
    );
    assertEquals(counted, { items: 4, differences: 2, pages: 5 });
  } finally {
    await close();
  }
});
