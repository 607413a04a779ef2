import { assertEquals, assertMatch } from "@std/assert";
import type { Queryable } from "../../../local/supabase/database/database.ts";
import { as, become } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Receipt {
  readonly id: string;
  readonly number: string;
  readonly serial: number;
  readonly token: string;
  readonly hash: string;
  readonly previous_hash: string;
}

const rolledBack = new Error("rolled back");

Deno.test("receipts are verified by their own secret, whatever becomes of the table", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const pay = async (kinds: readonly string[]): Promise<Receipt[]> => {
      const charges = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         select $1, $2, kind::charge_kind, '2026-12-01', 50000, 'For the test'
         from unnest($3::text::text[]) as kind returning id`,
        [world.org, world.tenancy, `{${kinds.join(",")}}`],
      );
      const reference = `EST-receipts-${crypto.randomUUID()}`;
      const [payment] = await as<{ id: string }>(
        database,
        "service",
        "select id from service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
        [people.tenant.user, `{${charges.map((it) => it.id).join(",")}}`, reference],
      );
      await database.query(
        "select private.settle_payment('paystack', $1, $2, $3, 'NGN', now(), 'card', 100)",
        [reference, crypto.randomUUID(), 50_000 * kinds.length],
      );
      return await database.query<Receipt>(
        "select * from receipts where payment_id = $1 order by serial",
        [payment?.id],
      );
    };
    const verify = (token: unknown, on: Queryable = database) =>
      on.query<{ number: string; valid: boolean; status: string }>(
        "select * from verify_receipt($1)",
        [token],
      );
    const inUndone = (work: (tx: Queryable) => Promise<void>) =>
      database.transaction(async (tx) => {
        await work(tx);
        throw rolledBack;
      }).catch((error) => {
        if (error !== rolledBack) throw error;
      });
    const receipts = await pay(["rent", "caution_deposit", "service_charge"]);
    const [first, second] = receipts as [Receipt, Receipt, Receipt];

    await t.step("a visitor with the token learns that it is true, and no name", async () => {
      const [shown] = await as(database, "visitor", "select * from verify_receipt($1)", [
        first.token,
      ]);
      assertEquals(Object.keys(shown ?? {}).sort(), [
        "amount_kobo",
        "currency",
        "number",
        "period",
        "received_on",
        "refunded_kobo",
        "status",
        "valid",
        "voided_on",
      ]);
      assertEquals([shown?.number, shown?.valid, shown?.status], [first.number, true, "valid"]);
      for (const receipt of receipts) assertMatch(receipt.token, /^[A-Za-z0-9_-]{43}$/);
      assertEquals(new Set(receipts.map((it) => it.token)).size, 3);
    });

    await t.step("no link of the chain opens a receipt, and what is wrong is unknown", async () => {
      assertEquals(second.previous_hash, first.hash);
      const guesses = [
        second.previous_hash,
        first.hash,
        first.number,
        first.id,
        first.token.slice(0, -1),
        first.token.toUpperCase(),
        "",
        null,
      ];
      for (const guess of guesses) {
        assertEquals(
          await as(database, "visitor", "select * from verify_receipt($1)", [guess]),
          [],
          String(guess),
        );
      }
    });

    await t.step("tenant and landlord read every column", async () => {
      for (const reader of [people.tenant, people.owner]) {
        const [seen] = await as(database, reader, "select * from receipts where id = $1", [
          second.id,
        ]);
        assertEquals([seen?.["token"], seen?.["previous_hash"]], [second.token, first.hash]);
      }
    });

    await t.step("a new column leaves every issued receipt valid", async () => {
      await inUndone(async (tx) => {
        await tx.exec("alter table public.receipts add column printed_by text default 'somebody'");
        assertEquals((await verify(first.token, tx))[0]?.valid, true);
      });
    });

    await t.step("what was changed, and a version that is not known, is not valid", async () => {
      await inUndone(async (tx) => {
        await tx.exec("alter table public.receipts disable trigger refuse_change");
        for (const change of ["amount_kobo = amount_kobo + 1", "hash_version = 99"]) {
          await tx.exec("savepoint kept");
          await tx.query(`update receipts set ${change} where id = $1`, [second.id]);
          const [checked] = await verify(second.token, tx);
          assertEquals([checked?.valid, checked?.status], [false, "forged"], change);
          await tx.exec("rollback to savepoint kept");
        }
        assertEquals((await verify(second.token, tx))[0]?.valid, true);
      });
    });

    await t.step("every column counts, except the secret and the hash itself", async () => {
      const others: Readonly<Record<string, string>> = {
        uuid: "gen_random_uuid()",
        text: "'another'",
        smallint: "1 + r.%",
        integer: "1 + r.%",
        positive_kobo: "1 + r.%",
        calendar_date: "1 + r.%",
        daterange: "daterange('2000-01-01', '2001-01-01')",
        jsonb: "'[]'::jsonb",
        receipt_kind: "'other'",
        payment_method: "'cash'",
        "timestamp with time zone": "r.% + interval '1 microsecond'",
        bytea: "'\\x00'::bytea",
      };
      const columns = await database.query<{ name: string; type: string }>(
        `select attname::text as name, format_type(atttypid, null) as type from pg_attribute
         where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum`,
        ["public.receipts"],
      );
      const without: string[] = [];
      for (const { name, type } of columns) {
        const [hashes] = await database.query<{ now: string; then: string }>(
          `select private.receipt_hash(r) as now, private.receipt_hash(
             jsonb_populate_record(r, jsonb_build_object('${name}', ${
            others[type]?.replaceAll("%", name)
          }))) as then
           from receipts as r where id = $1`,
          [second.id],
        );
        if (hashes?.now === hashes?.then) without.push(name);
      }
      assertEquals(without, ["token", "token_hash", "hash"]);
    });

    await t.step(
      "the hash is the same whatever the session's dates and zone look like",
      async () => {
        await inUndone(async (tx) => {
          await tx.exec("set local datestyle to 'SQL, DMY'; set local timezone to 'Pacific/Apia'");
          await become(tx, "visitor");
          assertEquals((await verify(first.token, tx))[0]?.valid, true);
        });
      },
    );

    await t.step("numbers go on past the millionth", async () => {
      await database.query(
        "update private.receipt_counters set last_serial = 999998 where org_id = $1",
        [world.org],
      );
      const numbers = (await pay(["rent", "caution_deposit", "service_charge"])).map((it) =>
        it.number
      );
      const year = numbers[0]?.slice(0, 7);
      assertEquals(numbers, [`${year}999999`, `${year}1000000`, `${year}1000001`]);
    });
  } finally {
    await close();
  }
});
