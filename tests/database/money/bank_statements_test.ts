import { assert, assertEquals } from "@std/assert";
import { parseStatementCsv } from "../../../clients/sdk/src/money/bank_statements.ts";
import { bankExports } from "../../../clients/sdk/src/money/testing/bank_exports.ts";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits, reportPayment } from "../world.ts";

interface Import {
  new_count: number;
  known_count: number;
  left_out_count: number;
  refused_count: number;
  refused: unknown[];
}
interface Match {
  row_id: string;
  offline_payment_id: string | null;
  charge_id: string | null;
  score: number;
  reasons: string[];
}

const simple = { date: "Date", credit: "Credit", narration: "Narration", reference: "Ref" };

Deno.test("bank statements propose, a person confirms", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { people, org } = world;
    const { owner, accountant, manager, tenant, otherOwner } = people;
    const today = nigerianDate();
    const save = (by: Actor, label: string, columns: unknown = simple, bank = "GTBank") =>
      as<{ id: string }>(
        database,
        by,
        "select id from save_statement_account($1, $2, $3, $4::text::jsonb)",
        [org, bank, label, JSON.stringify(columns)],
      ).then((rows) => rows[0]?.id as string);
    const send = (by: Actor, account: string, rows: unknown) =>
      as<Import>(
        database,
        by,
        "select * from import_statement($1, $2::text::jsonb, 'nov.csv')",
        [account, JSON.stringify(rows)],
      ).then((made) => made[0] as Import);
    const counts = ({ new_count, known_count, left_out_count, refused_count }: Import) => [
      new_count,
      known_count,
      left_out_count,
      refused_count,
    ];
    const rowsOf = (account: string) =>
      as<{ id: string; booked_on: string; amount_kobo: number; narration: string }>(
        database,
        owner,
        "select id, booked_on::text, amount_kobo, narration from statement_rows where account_id = $1 order by id",
        [account],
      );
    const matches = (account: string, by: Actor = owner) =>
      as<Match>(database, by, "select * from statement_matches($1)", [account]);
    const call = (by: Actor, fn: string, ...given: unknown[]) =>
      as(
        database,
        by,
        `select * from ${fn}(${given.map((_, at) => `$${at + 1}`).join(", ")})`,
        given,
      );
    const demand = async (kobo: number) =>
      (await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'utility', private.lagos_date(), $3, 'For the test') returning id`,
        [org, world.tenancy, kobo],
      ))[0]?.id as string;
    const openOf = async (charge: string) =>
      (await database.query<{ open_kobo: number }>(
        "select open_kobo from charge_balances where charge_id = $1",
        [charge],
      ))[0]?.open_kobo;
    const statusOf = async (id: string) =>
      (await database.query<{ status: string }>(
        "select status from offline_payments where id = $1",
        [id],
      ))[0]?.status;

    await t.step("every bank's export brings what came in, and nothing that went out", async () => {
      for (const { bank, csv, columns, credits } of bankExports) {
        const account = await save(owner, "Export", columns, bank);
        const file = parseStatementCsv(csv);
        const made = await send(owner, account, file.rows);
        assertEquals(
          [made.new_count, made.refused_count],
          [credits.length, 0],
          `${bank}: ${JSON.stringify(made.refused)}`,
        );
        assertEquals(
          (await rowsOf(account)).map((row) => [row.booked_on, row.amount_kobo]),
          credits as unknown[],
          bank,
        );
      }
    });

    await t.step("columns are saved once for an account, by who may confirm", async () => {
      const account = await save(owner, "Mapped");
      assertEquals(
        await save(accountant, " mapped "),
        account,
        "the same label is the same account",
      );
      for (const by of [manager, tenant, otherOwner]) {
        assertEquals((await refusal(save(by, "Theirs"))).hint, "auth.forbidden");
      }
      for (
        const [columns, field] of [
          [[], "columns"],
          [{ date: "Date", narration: "N" }, "columns.credit"],
          [{ ...simple, payer: "" }, "columns.payer"],
        ] as const
      ) {
        assertEquals(await problem(save(owner, "Bad", columns)), [
          "PT400",
          "statement.bad_account",
          field,
        ]);
      }
    });

    await t.step(
      "a statement that overlaps brings what is new, equal deposits of a day stay apart",
      async () => {
        const account = await save(owner, "Overlapping");
        const row = (Date: string, Credit: string, Narration = "NIP/SOMEBODY") => ({
          Date,
          Credit,
          Narration,
        });
        const first = [
          row("01/10/2026", "5,000.00"),
          row("02/10/2026", "700"),
          row("02/10/2026", "700"),
        ];
        assertEquals(counts(await send(owner, account, first)), [3, 0, 0, 0]);
        assertEquals(counts(await send(owner, account, first)), [0, 3, 0, 0]);
        const second = [
          ...first.slice(1),
          row("02/10/2026", "700"),
          row("03/10/2026", "10"),
          row("", "Total"),
          row("04/10/2026", "-10"),
          row("31/02/2026", "10"),
          row("05/10/2026", "ten"),
        ];
        const made = await send(accountant, account, second);
        assertEquals(counts(made), [2, 2, 2, 2]);
        assertEquals(made.refused, [
          { row_number: 7, field: "Date", message: "Is no date: 31/02/2026" },
          { row_number: 8, field: "Credit", message: "Is no amount: ten" },
        ]);
        assertEquals((await rowsOf(account)).length, 5);
        for (const rows of [[], {}, null]) {
          assertEquals((await refusal(send(owner, account, rows))).hint, "statement.bad_rows");
        }
        for (const by of [manager, tenant, otherOwner]) {
          assertEquals(
            (await refusal(send(by, account, first))).hint,
            "statement.account_not_found",
          );
        }
      },
    );

    const account = await save(owner, "Rents account");
    const lines = async (
      rows: readonly (readonly [kobo: number, narration: string, ref?: string])[],
    ) => {
      await send(
        owner,
        account,
        rows.map(([kobo, Narration, Ref = ""]) => ({
          Date: today,
          Credit: (kobo / 100).toFixed(2),
          Narration,
          Ref,
        })),
      );
      const known = await rowsOf(account);
      return rows.map(([kobo, narration]) =>
        known.find((row) => row.amount_kobo === kobo && row.narration === narration)?.id as string
      );
    };

    await t.step(
      "a proof whose reference stands in the narration comes first, and a person confirms it",
      async () => {
        const charge = await demand(33_300);
        const other = await demand(33_300);
        const told = await reportPayment(database, tenant, org, {
          charge,
          kobo: 33_300,
          reference: "NIP-778899",
        });
        const beside = await reportPayment(database, tenant, org, { charge: other, kobo: 33_300 });
        const [row] = await lines([[33_300, "NIP/TUNDE BELLO/DIESEL", "nip 778899"]]);
        const proposed = (await matches(account)).filter((match) => match.row_id === row);
        assertEquals([proposed[0]?.offline_payment_id, proposed[0]?.reasons], [
          told,
          ["reference", "amount", "date", "payer"],
        ]);
        assert(
          (proposed[0]?.score ?? 0) > (proposed[1]?.score ?? 0),
          "the reference tells them apart",
        );
        assert(proposed.some((match) => match.offline_payment_id === beside));
        assert(
          proposed.some((match) => match.charge_id === charge),
          "open charges are proposed too",
        );
        assertEquals(await statusOf(told), "submitted", "nothing is confirmed by itself");
        await call(accountant, "match_statement_row", row, told);
        await call(accountant, "match_statement_row", row, told);
        assertEquals([await statusOf(told), await openOf(charge)], ["confirmed", 0]);
        assertEquals(await problem(call(owner, "match_statement_row", row, beside)), [
          "PT409",
          "statement.already_matched",
          "row_id",
        ]);
        assertEquals((await matches(account)).some((match) => match.row_id === row), false);
      },
    );

    await t.step("what was confirmed by hand before is linked and not settled again", async () => {
      const charge = await demand(44_400);
      const told = await reportPayment(database, tenant, org, { charge, kobo: 44_400 });
      await call(owner, "confirm_offline_payment", told, 44_400, today);
      const [row, less] = await lines([[44_400, "TUNDE BELLO JUNE"], [44_300, "TUNDE BELLO JULY"]]);
      const [first] = (await matches(account)).filter((match) => match.row_id === row);
      assertEquals(first?.offline_payment_id, told);
      assertEquals(
        (await refusal(call(owner, "match_statement_row", less, told))).hint,
        "statement.another_amount",
      );
      await call(owner, "match_statement_row", row, told);
      const [entries] = await database.query(
        `select count(*)::int as n from ledger_entries as e join offline_payments as o on o.payment_id = e.source_id
         where o.id = $1`,
        [told],
      );
      assertEquals(entries, { n: 1 });
    });

    await t.step(
      "another amount than was reported is part payment, and the row says so",
      async () => {
        const charge = await demand(50_000);
        const told = await reportPayment(database, tenant, org, {
          charge,
          kobo: 50_000,
          reference: "PART-556677",
        });
        const [row] = await lines([[49_950, "FIP PART556677"]]);
        const [first] = (await matches(account)).filter((match) => match.row_id === row);
        assertEquals([first?.offline_payment_id, first?.reasons], [told, ["reference", "date"]]);
        await call(owner, "match_statement_row", row, told);
        assertEquals(await openOf(charge), 50);
      },
    );

    await t.step("money that nobody reported pays the charges that a person names", async () => {
      const charge = await demand(66_600);
      const [row] = await lines([[66_700, "CASH DEP TUNDE BELLO"]]);
      for (const by of [manager, tenant, otherOwner]) {
        assertEquals(
          (await refusal(
            as(database, by, "select book_statement_row($1, array[$2::uuid])", [row, charge]),
          )).hint,
          "statement.row_not_found",
        );
      }
      await as(database, owner, "select book_statement_row($1, array[$2::uuid])", [row, charge]);
      assertEquals(await openOf(charge), 0);
      const [made] = await database.query(
        `select o.source, o.status, p.amount_kobo, (select sum(amount_kobo)::int from receipts as r where r.payment_id = p.id) as receipted
         from statement_rows as s join offline_payments as o on o.id = s.offline_payment_id
         join payments as p on p.id = o.payment_id where s.id = $1`,
        [row],
      );
      assertEquals(made, {
        source: "statement",
        status: "confirmed",
        amount_kobo: 66_700,
        receipted: 66_700,
      });
      assertEquals(
        (await refusal(
          as(database, owner, "select book_statement_row($1, array[$2::uuid])", [row, charge]),
        )).hint,
        "statement.already_matched",
      );
    });

    await t.step("what is no payment is dismissed with a reason and proposed no more", async () => {
      const charge = await demand(77_700);
      const [row] = await lines([[77_700, "REVERSAL TUNDE BELLO"]]);
      assert(
        (await matches(account)).some((match) =>
          match.row_id === row && match.charge_id === charge
        ),
      );
      assertEquals((await problem(call(owner, "dismiss_statement_row", row, "")))[2], "reason");
      await call(owner, "dismiss_statement_row", row, "The bank gave a charge back");
      const offered = async () => (await matches(account)).some((match) => match.row_id === row);
      assertEquals(await offered(), false);
      const book = (by: Actor) =>
        as(database, by, "select book_statement_row($1, array[$2::uuid])", [row, charge]);
      await book(accountant);
      assertEquals(await openOf(charge), 0, "it was a payment after all");
      const [linked] = await as<{ offline_payment_id: string }>(
        database,
        owner,
        "select offline_payment_id from statement_rows where id = $1",
        [row],
      );
      await call(owner, "take_back_payment", linked?.offline_payment_id, "It was another tenant's");
      assertEquals([await offered(), await openOf(charge)], [true, 77_700], "and is free again");
      await book(accountant);
      assertEquals(await openOf(charge), 0);
    });

    await t.step(
      "who paid is no more than a guess by amount and date, and nobody else sees proposals",
      async () => {
        await demand(88_800);
        const [row] = await lines([[88_800, "LOTTERY WIN"]]);
        assertEquals(
          (await matches(account)).filter((match) => match.row_id === row).map((match) =>
            match.reasons
          ),
          [["amount", "date"]],
        );
        for (const by of [manager, tenant, otherOwner]) {
          assertEquals(await matches(account, by), []);
        }
      },
    );
  } finally {
    await close();
  }
});
