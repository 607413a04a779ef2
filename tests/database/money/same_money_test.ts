import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits, reportPayment, type World } from "../world.ts";
import { differences } from "./owed.ts";

const today = nigerianDate();

/** A bank's rows, as its file has them: two columns may be the words, and two the reference. */
interface BankRow {
  readonly on?: string;
  readonly kobo: number;
  readonly words: string;
  readonly remarks?: string;
  readonly reference?: string;
  readonly balance?: string;
}

const cells = (row: BankRow) => ({
  Date: row.on ?? today,
  Credit: (row.kobo / 100).toFixed(2),
  Narration: row.words,
  Remarks: row.remarks ?? "",
  Ref: row.reference ?? "",
  Balance: row.balance ?? "",
});

/** What members do with statements. */
function bankOf(database: Database, { org, people, tenancy }: World) {
  const { owner } = people;
  return {
    async save(label: string, columns: Record<string, string> = {}, dates = "day_first") {
      const [account] = await as<{ id: string }>(
        database,
        owner,
        `select id from save_statement_account($1, 'GTBank', $2, $3::text::jsonb,
           date_order => $4::text::statement_date_order)`,
        [
          org,
          label,
          JSON.stringify({ date: "Date", credit: "Credit", narration: "Narration", ...columns }),
          dates,
        ],
      );
      return account?.id as string;
    },
    /** Imports a file; returns the ids of the rows that were new, in its order. */
    async send(account: string, rows: readonly BankRow[]) {
      const [made] = await as<{ id: string }>(
        database,
        owner,
        "select id from import_statement($1, $2::text::jsonb)",
        [account, JSON.stringify(rows.map(cells))],
      );
      const added = await as<{ id: string }>(
        database,
        owner,
        "select id from statement_rows where import_id = $1 order by id",
        [made?.id],
      );
      return added.map((row) => row.id);
    },
    async owe(kobo: number) {
      const [charge] = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'utility', private.lagos_date(), $3, 'For the test') returning id`,
        [org, tenancy, kobo],
      );
      return charge?.id as string;
    },
    book: (row: string | undefined, charge: string, isOther = false, by: Actor = owner) =>
      as<{ offline_payment_id: string; is_other_money: boolean }>(
        database,
        by,
        "select * from book_statement_row($1, array[$2::uuid], $3)",
        [row, charge, isOther],
      ).then((rows) => rows[0]),
    match: (row: string | undefined, payment: string, isOther = false) =>
      as(database, owner, "select * from match_statement_row($1, $2, $3)", [row, payment, isOther]),
  };
}

const sameMoney = ["PT409", "statement.same_money", "row_id"];

Deno.test("money that a statement shows is booked once, however it is read", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, tenant } = world.people;
    const bank = bankOf(database, world);

    await t.step("columns that are mapped anew bring the same rows again", async () => {
      const file = [{ kobo: 11_100, words: "NIP TRANSFER", remarks: "TUNDE BELLO DIESEL" }];
      const account = await bank.save("Remapped");
      const [first] = await bank.send(account, file);
      const booked = await bank.book(first, await bank.owe(11_100));
      await bank.save("Remapped", { narration: "Remarks" });
      const [again] = await bank.send(account, file);
      const charge = await bank.owe(11_100);
      const error = await refusal(bank.book(again, charge));
      assertEquals(error.hint, "statement.same_money");
      assertEquals(JSON.parse(error.detail), {
        field: "row_id",
        known_row_id: first,
        offline_payment_id: booked?.offline_payment_id,
      });
      const told = await reportPayment(database, tenant, world.org, { charge, kobo: 11_100 });
      assertEquals(await problem(bank.match(again, told)), sameMoney, "nor is it another payment");
      await as(database, owner, "select dismiss_statement_row($1, 'It is there already')", [again]);
    });

    await t.step("so does a day that was read as a month", async () => {
      const file = [{ on: "03/04/2026", kobo: 11_110, words: "CASH DEPOSIT" }];
      const account = await bank.save("Dates", {}, "month_first");
      const [wrong] = await bank.send(account, file);
      await bank.book(wrong, await bank.owe(11_110));
      await bank.save("Dates");
      const [right] = await bank.send(account, file);
      assertEquals(await problem(bank.book(right, await bank.owe(11_110))), sameMoney);
    });

    await t.step("two labels of one account are one account to the bank", async () => {
      const file = [{ kobo: 22_200, words: "FIP/TUNDE BELLO", reference: "S12345678" }];
      const [one] = await bank.send(await bank.save("Rents"), file);
      const [other] = await bank.send(
        await bank.save("GTB rents", { reference: "Ref" }),
        file,
      );
      await bank.book(other, await bank.owe(22_200));
      assertEquals(await problem(bank.book(one, await bank.owe(22_200))), sameMoney);
      // Another export, with a balance and without the words before the name.
      const [shorter] = await bank.send(await bank.save("Rents again"), [
        { kobo: 22_200, words: "TUNDE BELLO", balance: "1.00" },
      ]);
      assertEquals(await problem(bank.book(shorter, await bank.owe(22_200))), sameMoney);
    });

    await t.step("two equal transfers of one day are two, on a person's word", async () => {
      const account = await bank.save("Twice");
      const twin = { kobo: 33_300, words: "NIP TUNDE BELLO" };
      const [first, second] = await bank.send(account, [twin, twin]);
      await bank.book(first, await bank.owe(33_300));
      const booked = await bank.book(second, await bank.owe(33_300));
      assertEquals(booked?.is_other_money, false, "the file itself shows two");
      const [third] = await bank.send(account, [twin, twin, twin]);
      await bank.book(third, await bank.owe(33_300));
      const [elsewhere] = await bank.send(await bank.save("Our other account"), [twin]);
      const charge = await bank.owe(33_300);
      assertEquals(await problem(bank.book(elsewhere, charge)), sameMoney);
      assertEquals((await bank.book(elsewhere, charge, true))?.is_other_money, true);
    });

    await t.step(
      "a payment that was taken back, or a row dismissed, is in nobody's way",
      async () => {
        const file = [{ kobo: 44_400, words: "NIP TUNDE BELLO", remarks: "MARCH" }];
        const account = await bank.save("Freed");
        const [first] = await bank.send(account, file);
        const booked = await bank.book(first, await bank.owe(44_400));
        await as(database, owner, "select take_back_payment($1, 'Another tenant paid it')", [
          booked?.offline_payment_id,
        ]);
        await bank.save("Freed", { narration: "Remarks" });
        const [again] = await bank.send(account, file);
        await bank.book(again, await bank.owe(44_400));
        assertEquals(await problem(bank.book(first, await bank.owe(44_400))), sameMoney);
      },
    );

    await t.step(
      "what is booked keeps the bank's reference, and proves no second payment",
      async () => {
        const account = await bank.save("Referenced", { reference: "Ref" });
        const charge = await bank.owe(55_500);
        const [row] = await bank.send(account, [
          { kobo: 55_500, words: "NIP", reference: "GTB/0099 8877" },
        ]);
        await bank.book(row, charge);
        const later = await bank.owe(55_500);
        const told = await refusal(
          reportPayment(database, tenant, world.org, {
            charge: later,
            kobo: 55_500,
            reference: "gtb00998877",
          }),
        );
        assertEquals(told.hint, "offline_payment.evidence_used");

        // The other way round: the payer's proof was confirmed by hand, and the row is booked beside it.
        await reportPayment(database, tenant, world.org, {
          charge: later,
          kobo: 66_600,
          reference: "UBA-5544332211",
        });
        const [shown] = await bank.send(account, [
          { kobo: 66_600, words: "NIP BELLO", reference: "UBA5544332211" },
        ]);
        const other = await bank.owe(66_600);
        assertEquals(await problem(bank.book(shown, other)), sameMoney);
        await bank.book(shown, other, true);
        assertEquals(await differences(database, world.org), []);
      },
    );
  } finally {
    await close();
  }
});

Deno.test({
  name: "two who book two rows of one transfer at once book it once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, accountant } = world.people;
      const bank = bankOf(database, world);
      const file = Array.from({ length: 8 }, (_, n) => ({ kobo: 1_000 + n, words: `NIP ${n}` }));
      const one = await bank.send(await bank.save("One"), file);
      const other = await bank.send(await bank.save("Other"), file);
      const results = await Promise.allSettled(
        file.flatMap(({ kobo }, n) =>
          [one[n], other[n]].map(async (row, side) =>
            await bank.book(row, await bank.owe(kobo), false, side ? owner : accountant)
          )
        ),
      );
      assertEquals(results.filter((it) => it.status === "fulfilled").length, file.length);
      const [booked] = await database.query(
        "select count(*)::int as n, count(distinct confirmed_kobo)::int as amounts from offline_payments where source = 'statement' and org_id = $1",
        [world.org],
      );
      assertEquals(booked, { n: file.length, amounts: file.length });
    } finally {
      await close();
    }
  },
});
