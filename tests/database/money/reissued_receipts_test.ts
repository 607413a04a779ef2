import { assertEquals, assertNotEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";
import { demand, differences, settle, start } from "./owed.ts";

interface Issued {
  readonly id: string;
  readonly number: string;
  readonly serial: number;
  readonly tenant_names: string;
  readonly premises: string;
  readonly amount_kobo: number;
  readonly items: unknown;
  readonly replaces_id: string | null;
  readonly token: string;
  readonly hash: string;
  readonly previous_hash: string;
}

const receiptsOf = (database: Database, payment: string) =>
  database.query<Issued>("select * from receipts where payment_id = $1 order by serial", [payment]);

const statusOf = async (database: Database, token: string) =>
  (await database.query<{ status: string }>("select status from verify_receipt($1)", [token]))[0]
    ?.status;

const voidIt = (
  database: Database,
  by: { user: string },
  receipt: string,
  reissue = true,
  reason = "The name was wrong",
) =>
  as(database, by, "select receipt_id from void_receipt($1, $2, $3)", [receipt, reason, reissue]);

const rename = (database: Database, world: World, name: string) =>
  database.query(
    `update tenants set full_name = $1 where id in (
       select tenant_id from tenancy_parties where tenancy_id = $2)`,
    [name, world.tenancy],
  );

Deno.test("a corrected receipt takes the place of a void one", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, tenant } = world.people;
    const [first] = await receiptsOf(database, world.payment);
    await rename(database, world, "Tunde Adébáyọ̀ Bello");
    await voidIt(database, owner, first!.id);
    const [old, corrected, ...none] = await receiptsOf(database, world.payment);

    await t.step("with its own number, the right name, and the same money", async () => {
      assertEquals(none, []);
      assertEquals(corrected?.replaces_id, old?.id);
      assertEquals(corrected?.tenant_names, "Tunde Adébáyọ̀ Bello");
      assertEquals(old?.tenant_names, first?.tenant_names, "what was issued stays as it was");
      assertEquals([corrected?.amount_kobo, corrected?.items], [old?.amount_kobo, old?.items]);
      assertNotEquals(corrected?.token, old?.token);
      assertEquals(
        [await statusOf(database, old!.token), await statusOf(database, corrected!.token)],
        ["void", "valid"],
      );
    });

    await t.step("numbers have no gap, the chain holds, the books agree", async () => {
      const all = await database.query<{ serial: number; whole: boolean; chained: boolean }>(
        `select serial, hash = private.receipt_hash(r) as whole,
           previous_hash = lag(hash, 1, '') over (order by serial) as chained
         from receipts as r where org_id = $1 order by serial`,
        [world.org],
      );
      assertEquals(all, all.map((_, n) => ({ serial: n + 1, whole: true, chained: true })));
      assertEquals(await differences(database, world.org), []);
    });

    await t.step("again it is the same; for another reason it is refused", async () => {
      await voidIt(database, accountant, old!.id);
      assertEquals((await receiptsOf(database, world.payment)).length, 2);
      assertEquals(await problem(voidIt(database, owner, old!.id, true, "Another reason")), [
        "PT409",
        "receipt.already_void",
        "receipt_id",
      ]);
    });

    await t.step("the one in its place may be wrong too", async () => {
      await rename(database, world, "Tunde Bello");
      await voidIt(database, owner, corrected!.id);
      const names = (await receiptsOf(database, world.payment)).map((it) => it.tenant_names);
      assertEquals(names, ["Tunde Bello", "Tunde Adébáyọ̀ Bello", "Tunde Bello"]);
      assertEquals(await differences(database, world.org), []);
    });

    await t.step("one that was void before is issued anew when it is asked for", async () => {
      const charge = await demand(database, owner, world.tenancy, 5_000, "2026-11-01");
      const payment = await start(database, tenant.user, [charge]);
      await settle(database, payment);
      const [made] = await receiptsOf(database, payment.id);
      await voidIt(database, owner, made!.id, false);
      assertEquals((await receiptsOf(database, payment.id)).length, 1);
      await voidIt(database, owner, made!.id);
      assertEquals((await receiptsOf(database, payment.id)).length, 2);
    });

    await t.step("both sides hear of it, and its paper names the one before", async () => {
      const told = await as<{ title: string }>(
        database,
        tenant,
        "select title from notifications where kind = 'receipt_replaced' and subject_id = $1",
        [corrected!.id],
      );
      assertEquals(told.map((it) => it.title), [
        `Receipt ${corrected?.number} takes the place of ${old?.number}`,
      ]);
      const papers = await as<{ receipt: { number: string; replaces: string | null } }>(
        database,
        "service",
        "select receipt from service.claim_receipt_papers(100) where receipt_id = $1",
        [corrected!.id],
      );
      assertEquals(new Set(papers.map((it) => it.receipt.replaces)), new Set([old?.number]));
    });

    await t.step("nothing takes the place of a receipt whose money went back", async () => {
      const charge = await demand(database, owner, world.tenancy, 7_000, "2026-11-01");
      const payment = await start(database, tenant.user, [charge]);
      await settle(database, payment);
      await database.query("select private.move_payment($1, 'reversed', 'The name was wrong')", [
        payment.id,
      ]);
      const [made] = await receiptsOf(database, payment.id);
      assertEquals(await problem(voidIt(database, owner, made!.id)), [
        "PT409",
        "receipt.money_went_back",
        "reissue",
      ]);
    });

    await t.step(
      "a corrected receipt that is hidden, or a void that is gone, is found",
      async () => {
        await database.exec("set session_replication_role = replica");
        const kind = (name: string, replaces: string | null) =>
          database.query("update receipts set replaces_id = $2, kind = $3 where id = $1", [
            corrected!.id,
            replaces,
            name,
          ]);
        await kind("other", null);
        const found = await differences(database, world.org) as unknown as { what: string }[];
        await kind("rent", old!.id);
        await database.exec("set session_replication_role = origin");
        assertEquals(
          new Set(found.map((it) => it.what)),
          new Set(["receipt_chain", "receipts_differ"]),
        );
        assertEquals(await differences(database, world.org), []);
      },
    );
  } finally {
    await close();
  }
});

Deno.test({
  name: "many who issue anew at once, while money comes in and goes back, leave one chain",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await database.query("update private.person_limits set burst = null where $1", [true]);
      const { owner, accountant, tenant } = world.people;
      const payments = [];
      for (let n = 0; n < 12; n++) {
        const charge = await demand(database, owner, world.tenancy, 1_000 + n, "2026-11-01");
        payments.push(await start(database, tenant.user, [charge]));
      }
      for (const payment of payments.slice(0, 8)) await settle(database, payment);
      const made = await Promise.all(
        payments.slice(0, 8).map(async ({ id }) => (await receiptsOf(database, id))[0]!.id),
      );
      const outcomes = await Promise.allSettled([
        ...made.flatMap((id) => [owner, accountant].map((by) => voidIt(database, by, id))),
        ...payments.slice(8).map((payment) => settle(database, payment)),
        ...payments.slice(4, 8).map(({ id }) =>
          database.query("select private.move_payment($1, 'reversed', 'Taken back')", [id])
        ),
      ]);
      const failed = outcomes.flatMap((it) =>
        it.status === "rejected" ? [String(it.reason.hint ?? it.reason)] : []
      );
      assertEquals(
        failed.filter((it) => !["receipt.money_went_back", "receipt.already_void"].includes(it)),
        [],
      );
      assertEquals(await differences(database, world.org), []);
      const [valid] = await database.query<{ n: number }>(
        `select count(*)::int as n from receipts as r join payments as p on p.id = r.payment_id
         where p.status = 'reversed' and not exists (select from receipt_voids as v where v.receipt_id = r.id)`,
        [],
      );
      assertEquals(valid?.n, 0, "nobody holds a valid receipt of money that went back");
    } finally {
      await close();
    }
  },
});
