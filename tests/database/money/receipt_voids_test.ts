import { assert, assertEquals } from "@std/assert";
import type { Database, Queryable } from "../../../local/supabase/database/database.ts";
import { as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser, type World } from "../world.ts";

interface Voided {
  readonly receipt_id: string;
  readonly serial: number;
  readonly reason: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** A settled payment of several kinds of charges; the ids and tokens of its receipts in order. */
async function pay(database: Database, world: World, kinds: readonly string[]) {
  const charges = await database.query<{ id: string }>(
    `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
     select $1, $2, kind::charge_kind, '2026-12-01', 50000, 'For the test'
     from unnest($3::text::text[]) as kind returning id`,
    [world.org, world.tenancy, `{${kinds.join(",")}}`],
  );
  const reference = `EST-voids-${crypto.randomUUID()}`;
  const [payment] = await as<{ id: string }>(
    database,
    "service",
    "select id from service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
    [world.people.tenant.user, `{${charges.map((it) => it.id).join(",")}}`, reference],
  );
  await database.query(
    "select private.settle_payment('paystack', $1, $2, $3, 'NGN', now(), 'card', 100)",
    [reference, crypto.randomUUID(), 50_000 * kinds.length],
  );
  const receipts = await database.query<{ id: string; token: string; number: string }>(
    "select id, token, number from receipts where payment_id = $1 order by serial",
    [payment!.id],
  );
  return { payment: payment!.id, receipts };
}

const statusOf = async (database: Queryable, token: string) =>
  (await database.query<{ status: string; valid: boolean; since: string | null }>(
    "select status, valid, voided_on::text as since from verify_receipt($1)",
    [token],
  ))[0];

const chainOf = (database: Queryable, org: string) =>
  database.query<Voided>("select * from receipt_voids where org_id = $1 order by serial", [org]);

Deno.test("a receipt is voided with a reason, and never edited", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const voidIt = (by: { user: string }, receipt: string, reason: string | null) =>
      as<Voided>(database, by, "select * from void_receipt($1, $2)", [receipt, reason]);
    const { receipts: [first, second, third] } = await pay(database, world, [
      "rent",
      "caution_deposit",
      "service_charge",
    ]);

    await t.step("who may not write its organization's money may not void it", async () => {
      for (
        const [by, expected] of [
          [people.tenant, ["PT404", "receipt.not_found", "receipt_id"]],
          [people.stranger, ["PT404", "receipt.not_found", "receipt_id"]],
          [people.otherOwner, ["PT404", "receipt.not_found", "receipt_id"]],
          // An agent reads no money.
          [people.agent, ["PT404", "receipt.not_found", "receipt_id"]],
        ] as const
      ) {
        assertEquals(await problem(voidIt(by, first!.id, "Wrong name")), [...expected]);
      }
      assertEquals(
        (await refusal(as(database, "visitor", "select void_receipt($1, 'Wrong name')", [
          first!.id,
        ]))).code,
        "42501",
      );
    });

    await t.step("a reason is asked for, in words that can be read", async () => {
      for (const reason of [null, "", "  a ", "x".repeat(301)]) {
        assertEquals(await problem(voidIt(people.owner, first!.id, reason)), [
          "PT400",
          "receipt.bad_reason",
          "reason",
        ]);
      }
      assertEquals(await problem(voidIt(people.owner, first!.id, "Two\nlines")), [
        "PT400",
        "value.bad_text",
        "reason",
      ]);
      assertEquals((await statusOf(database, first!.token))?.status, "valid");
    });

    await t.step("whoever checks it learns that it is void, and since when", async () => {
      const [made] = await voidIt(people.accountant, first!.id, " The name was wrong ");
      assertEquals(made?.reason, "The name was wrong");
      const [today] = await database.query<{ day: string }>(
        "select private.lagos_date()::text as day where $1",
        [true],
      );
      assertEquals(await statusOf(database, first!.token), {
        status: "void",
        valid: false,
        since: today!.day,
      });
      assertEquals((await statusOf(database, second!.token))?.status, "valid");
    });

    await t.step("again it is the same row; for another reason it is refused", async () => {
      assertEquals(
        (await problem(voidIt(people.manager, first!.id, "The name was wrong")))[1],
        "auth.forbidden",
      );
      const [again] = await voidIt(people.accountant, first!.id, "The name was wrong");
      assertEquals([again?.receipt_id, again?.serial], [first!.id, 1]);
      assertEquals(await problem(voidIt(people.owner, first!.id, "Another reason")), [
        "PT409",
        "receipt.already_void",
        "receipt_id",
      ]);
      assertEquals((await chainOf(database, world.org)).length, 1);
    });

    await t.step("both sides read it, and not who did it nor what chains it", async () => {
      for (const by of [people.tenant, people.owner, people.accountant]) {
        assertEquals(
          await as(database, by, "select receipt_id, reason from receipt_voids"),
          [{ receipt_id: first!.id, reason: "The name was wrong" }],
        );
      }
      for (const by of [people.otherTenant, people.stranger, people.otherOwner, people.agent]) {
        assertEquals(await as(database, by, "select receipt_id from receipt_voids"), []);
      }
      for (const column of ["voided_by", "previous_hash", "serial", "*"]) {
        const refused = await refusal(
          as(database, people.tenant, `select ${column} from receipt_voids`),
        );
        assertEquals(refused.code, "42501", column);
      }
    });

    await t.step("the tenant is told, who voided it is not", async () => {
      const told = await database.query<{ user_id: string; reason: string }>(
        "select user_id, payload ->> 'reason' as reason from notifications where kind = 'receipt_voided' and subject_id = $1",
        [first!.id],
      );
      const users = told.map((it) => it.user_id);
      assert(users.includes(people.tenant.user));
      assert(users.includes(people.owner.user));
      assertEquals(users.includes(people.accountant.user), false);
      assertEquals(new Set(told.map((it) => it.reason)), new Set(["The name was wrong"]));
    });

    await t.step("the rows are one chain, and every column counts but who did it", async () => {
      await voidIt(people.owner, second!.id, "Wrong amount");
      await voidIt(people.owner, third!.id, "Wrong premises");
      const chain = await chainOf(database, world.org);
      assertEquals(chain.map((it) => it.serial), [1, 2, 3]);
      assertEquals(chain.map((it) => it.previous_hash), ["", chain[0]!.hash, chain[1]!.hash]);
      const recomputed = await database.query<{ same: boolean }>(
        "select private.receipt_void_hash(v) = v.hash as same from receipt_voids as v where org_id = $1",
        [world.org],
      );
      assertEquals(recomputed.map((it) => it.same), [true, true, true]);
      const changes: Readonly<Record<string, string>> = {
        receipt_id: "gen_random_uuid()",
        org_id: "gen_random_uuid()",
        serial: "99",
        reason: "'another'",
        voided_at: "v.voided_at + interval '1 microsecond'",
        hash_version: "2",
        previous_hash: "'another'",
        voided_by: "gen_random_uuid()",
        hash: "'another'",
      };
      const columns = await database.query<{ name: string }>(
        `select attname::text as name from pg_attribute
         where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum`,
        ["public.receipt_voids"],
      );
      const without: string[] = [];
      for (const { name } of columns) {
        const [hashes] = await database.query<{ now: string; then: string }>(
          `select private.receipt_void_hash(v) as now, private.receipt_void_hash(
             jsonb_populate_record(v, jsonb_build_object('${name}', ${changes[name]}))) as then
           from receipt_voids as v where receipt_id = $1`,
          [first!.id],
        );
        if (hashes?.now === hashes?.then) without.push(name);
      }
      assertEquals(without, ["voided_by", "hash"]);
    });

    await t.step("nobody changes or deletes it, the service neither", async () => {
      for (
        const sql of [
          "update receipt_voids set reason = 'Nothing' where receipt_id = $1",
          "delete from receipt_voids where receipt_id = $1",
        ]
      ) {
        assertEquals((await refusal(database.query(sql, [first!.id]))).hint, "record.append_only");
        for (const by of [people.owner, "service"] as const) {
          assertEquals((await refusal(as(database, by, sql, [first!.id]))).code, "42501");
        }
      }
      assertEquals(
        (await refusal(database.exec("truncate receipt_voids"))).hint,
        "record.append_only",
      );
    });

    await t.step("the paper that says so is ordered, once", async () => {
      const papers = await database.query<{ is_void: boolean }>(
        "select is_void from private.receipt_papers where receipt_id = $1 order by is_void",
        [first!.id],
      );
      assertEquals(papers.map((it) => it.is_void), [false, true]);
    });

    await t.step("a payment that is taken back takes its receipts along", async () => {
      const { payment, receipts } = await pay(database, world, ["rent", "caution_deposit"]);
      await voidIt(people.owner, receipts[0]!.id, "Voided before");
      await database.query(
        "select private.move_payment($1, 'reversed', $2)",
        [payment, "The bank took\nthe transfer back"],
      );
      const voids = await database.query<{ reason: string }>(
        `select v.reason from receipt_voids as v join receipts as r on r.id = v.receipt_id
         where r.payment_id = $1 order by r.serial`,
        [payment],
      );
      assertEquals(voids.map((it) => it.reason), [
        "Voided before",
        "The bank took the transfer back",
      ]);
      for (const { token } of receipts) {
        assertEquals((await statusOf(database, token))?.status, "void");
      }
      const [none] = await database.query<{ n: number }>(
        "select private.void_receipts_of_payment($1, 'Again', null) as n",
        [payment],
      );
      assertEquals(none?.n, 0);
    });

    await t.step("a reversal that fails voids nothing", async () => {
      const { payment, receipts } = await pay(database, world, ["rent"]);
      await database.transaction(async (tx) => {
        await tx.query("select private.move_payment($1, 'reversed', 'Not really')", [payment]);
        assertEquals((await statusOf(tx, receipts[0]!.token))?.status, "void");
        throw new Error("undone");
      }).catch(() => {});
      assertEquals((await statusOf(database, receipts[0]!.token))?.status, "valid");
    });

    await t.step("who voided it may leave, and the row stays true", async () => {
      const clerk = await createUser(database, "clerk");
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
        [world.org, clerk],
      );
      const { receipts } = await pay(database, world, ["utility"]);
      await voidIt({ user: clerk }, receipts[0]!.id, "Wrong tenant");
      await database.query("delete from memberships where user_id = $1", [clerk]);
      await database.query("delete from auth.users where id = $1", [clerk]);
      const [left] = await database.query<{ voided_by: string | null; same: boolean }>(
        "select voided_by, private.receipt_void_hash(v) = hash as same from receipt_voids as v where receipt_id = $1",
        [receipts[0]!.id],
      );
      assertEquals(left, { voided_by: null, same: true });
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "many who void at once leave one row for each receipt, numbered without a gap",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await database.query("update private.person_limits set burst = null where $1", [true]);
      const { receipts } = await pay(database, world, [
        "rent",
        "caution_deposit",
        "service_charge",
        "utility",
      ]);
      const { owner, accountant } = world.people;
      await Promise.all(
        receipts.flatMap((receipt) =>
          [owner, accountant, owner].map((by) =>
            as(database, by, "select void_receipt($1, 'All at once')", [receipt.id])
          )
        ),
      );
      const chain = await chainOf(database, world.org);
      assertEquals(chain.map((it) => it.serial), receipts.map((_, n) => n + 1));
      assertEquals(chain.map((it) => it.previous_hash), [
        "",
        ...chain.slice(0, -1).map((it) => it.hash),
      ]);
      const told = await database.query<{ n: number }>(
        "select count(*)::int as n from notifications where kind = 'receipt_voided' and user_id = $1",
        [world.people.tenant.user],
      );
      assertEquals(told[0]?.n, receipts.length);
    } finally {
      await close();
    }
  },
});
