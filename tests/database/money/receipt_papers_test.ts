import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { openOffice } from "./offline_office.ts";

interface Claimed {
  readonly receipt_id: string;
  readonly is_void: boolean;
  readonly path: string;
  readonly tries: number;
  readonly receipt: Record<string, unknown>;
}

const claim = (database: Database, most = 10) =>
  as<Claimed>(database, "service", "select * from service.claim_receipt_papers($1)", [most]);

const finish = (database: Database, paper: Claimed) =>
  as(database, "service", "select service.finish_receipt_paper($1, $2, repeat('ab', 32), 1000)", [
    paper.receipt_id,
    paper.is_void,
  ]);

/** As if so much time had passed. */
const wait = (database: Database, interval: string) =>
  database.query(
    `update private.receipt_papers set next_try_at = next_try_at - interval '${interval}'
     where next_try_at is not null and $1`,
    [true],
  );

Deno.test("every receipt gets its paper, whatever breaks off", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const [receipt] = await database.query<{ id: string; org_id: string; number: string }>(
      "select id, org_id, number from receipts where payment_id = $1",
      [world.payment],
    );
    const { id, org_id: org } = receipt!;

    await t.step(
      "it is wanted from the moment the receipt is there, with all that stands on it",
      async () => {
        const [paper, ...more] = await claim(database);
        assertEquals(more, []);
        assertEquals([paper?.receipt_id, paper?.is_void, paper?.path, paper?.tries], [
          id,
          false,
          `${org}/${id}/issued.pdf`,
          1,
        ]);
        const told = paper!.receipt;
        assertEquals([told["number"], told["kind"], told["amount_kobo"]], [
          receipt!.number,
          "rent",
          120_000_000,
        ]);
        const [rent] = told["items"] as Record<string, unknown>[];
        assertEquals([rent?.["amount_kobo"], "of_kobo" in rent!], [120_000_000, false]);
        assertEquals([told["period_from"], told["period_to"], told["voided_on"]], [
          "2026-12-01",
          "2027-11-30",
          null,
        ]);
      },
    );

    await t.step("a worker that dies keeps it from the others for two minutes only", async () => {
      assertEquals(await claim(database), []);
      await wait(database, "121 seconds");
      assertEquals((await claim(database)).map((it) => it.tries), [2]);
    });

    await t.step("one that fails is put off; from the eighth try on staff see it", async () => {
      const putOff = () =>
        as(
          database,
          "service",
          "select service.put_off_receipt_paper($1, false, 'Storage is down')",
          [id],
        );
      const traces = () =>
        database.query<{ times_seen: number }>(
          "select times_seen from payment_exceptions where kind = 'paper_not_made' and $1",
          [true],
        );
      for (let tries = 2; tries < 8; tries++) {
        await putOff();
        assertEquals(await traces(), []);
        assertEquals(await claim(database), [], "not at once");
        await wait(database, "2 hours");
        assertEquals((await claim(database)).map((it) => it.tries), [tries + 1]);
      }
      await putOff();
      assertEquals((await traces()).length, 1);
      await wait(database, "2 hours");
      await claim(database);
      await putOff();
      assertEquals((await traces()).map((it) => it.times_seen), [2]);
      await wait(database, "2 hours");
    });

    await t.step(
      "what failed comes after all others, alone, and is counted to a thousand",
      async () => {
        await database.query(
          "update private.receipt_papers set tries = 1000 where receipt_id = $1",
          [id],
        );
        await database.query(
          "insert into private.receipt_papers (org_id, receipt_id, is_void) values ($1, $2, true)",
          [org, id],
        );
        assertEquals((await claim(database)).map((it) => [it.is_void, it.tries]), [[true, 1]]);
        assertEquals((await claim(database)).map((it) => [it.is_void, it.tries]), [[false, 1000]]);
        const [later] = await database.query<{ seconds: number }>(
          "select extract(epoch from next_try_at - now())::float8 as seconds from private.receipt_papers where receipt_id = $1 and not is_void",
          [id],
        );
        assert(later!.seconds > 3500 && later!.seconds <= 3600, String(later?.seconds));
        await database.query(
          "delete from private.receipt_papers where receipt_id = $1 and is_void",
          [id],
        );
        await wait(database, "2 hours");
      },
    );

    await t.step("once it is made nobody makes it again, late workers neither", async () => {
      const [paper] = await claim(database);
      await finish(database, paper!);
      await finish(database, paper!);
      await as(database, "service", "select service.put_off_receipt_paper($1, false, 'Late')", [
        id,
      ]);
      await wait(database, "2 hours");
      assertEquals(await claim(database), []);
      const [kept] = await database.query<{ sha256: string; note: string | null }>(
        "select sha256, note from private.receipt_papers where receipt_id = $1",
        [id],
      );
      assertEquals(kept, { sha256: "ab".repeat(32), note: null });
    });

    const readers = async (name: string): Promise<string[]> => {
      const seen: string[] = [];
      const actors: Readonly<Record<string, Actor>> = { ...people, visitor: "visitor" };
      for (const [who, actor] of Object.entries(actors)) {
        const rows = await as(
          database,
          actor,
          "select name from storage.objects where bucket_id = 'receipts' and name = $1",
          [name],
        ).catch(() => []);
        if (rows.length > 0) seen.push(who);
      }
      return seen;
    };

    await t.step("who may read the receipt may download its paper, and nobody else", async () => {
      for (const name of ["issued", "void"]) {
        await database.query(
          "insert into storage.objects (bucket_id, name) values ('receipts', $1)",
          [`${org}/${id}/${name}.pdf`],
        );
      }
      // Names that no paper has: they are read without an error, and by nobody.
      for (const name of ["stray.pdf", `${org}/not-an-id/issued.pdf`, `${id}/${id}/issued.pdf`]) {
        await database.query(
          "insert into storage.objects (bucket_id, name) values ('receipts', $1)",
          [name],
        );
        assertEquals(await readers(name), [], name);
      }
      assertEquals(await readers(`${org}/${id}/issued.pdf`), [
        "owner",
        "manager",
        "accountant",
        "tenant",
      ]);
      assertEquals(await readers(`${org}/${id}/void.pdf`), [], "it is not void");
    });

    await t.step("nobody but the service writes there", async () => {
      for (const by of [people.owner, people.tenant]) {
        const refused = await refusal(
          as(
            database,
            by,
            "insert into storage.objects (bucket_id, name) values ('receipts', $1)",
            [`${org}/${id}/forged.pdf`],
          ),
        );
        assertEquals(refused.code, "42501");
        assertEquals(
          await as(
            database,
            by,
            "delete from storage.objects where bucket_id = 'receipts' returning 1",
          ).catch(() => []),
          [],
        );
      }
    });

    await t.step("once it is void, the paper that says so is what people read", async () => {
      await as(database, people.owner, "select void_receipt($1, 'Wrong name')", [id]);
      const [paper] = await claim(database);
      assertEquals([paper?.is_void, paper?.path, paper?.receipt["void_reason"]], [
        true,
        `${org}/${id}/void.pdf`,
        "Wrong name",
      ]);
      assert(typeof paper?.receipt["voided_on"] === "string");
      await finish(database, paper!);
      assertEquals(await readers(`${org}/${id}/void.pdf`), [
        "owner",
        "manager",
        "accountant",
        "tenant",
      ]);
      assertEquals(await readers(`${org}/${id}/issued.pdf`), [], "kept, and served to nobody");
    });

    await t.step("files that were lost are made again", async () => {
      const [again] = await database.query<{ n: number }>(
        "select private.remake_receipt_papers($1) as n",
        [org],
      );
      assertEquals(again?.n, 2);
      const papers = await claim(database);
      assertEquals(papers.map((it) => it.path).sort(), [
        `${org}/${id}/issued.pdf`,
        `${org}/${id}/void.pdf`,
      ]);
      const issued = papers.find((it) => !it.is_void);
      assertEquals(issued?.receipt["voided_on"], null, "what was issued says what it said");
    });

    await t.step("a receipt of before there were papers gets one by the clock", async () => {
      await database.query(
        "delete from private.receipt_papers where receipt_id = $1 and not is_void",
        [id],
      );
      const [job] = await database.query<{ command: string }>(
        "select command from cron.job where jobname = $1",
        ["order-missing-papers"],
      );
      for (const _night of [1, 2]) await database.exec(job?.command ?? "");
      assertEquals((await claim(database)).map((it) => it.path), [`${org}/${id}/issued.pdf`]);
    });

    await t.step("no role of the API claims papers", async () => {
      for (const by of ["visitor", people.owner] as const) {
        assertEquals(
          (await refusal(as(database, by, "select service.claim_receipt_papers()"))).code,
          "42501",
        );
      }
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "many workers take each paper once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await database.query(
        `with charge as (
           insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
           select $1, $2, 'utility', '2026-12-01', 1000, 'Water ' || n from generate_series(1, 40) as n returning id
         )
         select count(*) from charge`,
        [world.org, world.tenancy],
      );
      const charges = await database.query<{ id: string }>(
        "select id from charges where kind = 'utility' and org_id = $1",
        [world.org],
      );
      for (const { id } of charges) {
        const reference = `EST-many-${id}`;
        await as(
          database,
          "service",
          "select service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
          [world.people.tenant.user, id, reference],
        );
        await database.query(
          "select private.settle_payment('paystack', $1, $1, 1000, 'NGN', now(), 'card', 0)",
          [reference],
        );
      }
      const taken = (await Promise.all(Array.from({ length: 12 }, () => claim(database, 5))))
        .flat();
      assertEquals(taken.length, 41);
      assertEquals(new Set(taken.map((it) => it.receipt_id)).size, 41);
    } finally {
      await close();
    }
  },
});

Deno.test("the paper of a part says of how much it is a part", async () => {
  const { database, demand, report, confirm, world, close } = await openOffice();
  try {
    const charge = await demand(153_000);
    for (const kobo of [50_000, 103_500]) {
      const id = await report(kobo, { charge });
      await confirm(world.people.accountant, id, kobo);
    }
    const papers = (await claim(database, 100)).map(({ receipt }) => receipt["items"])
      .filter((it) => JSON.stringify(it).includes(charge) || JSON.stringify(it).includes("Credit"));
    assertEquals(
      papers.flat().map((it) => {
        const { amount_kobo, of_kobo } = it as Record<string, unknown>;
        return [Number(amount_kobo), of_kobo] as const;
      }).sort(([one], [other]) => one - other),
      [[500, undefined], [50_000, 153_000], [103_000, 153_000]],
    );
    const [whole] = await database.query<{ whole: boolean }>(
      "select bool_and(private.receipt_hash(receipt) = receipt.hash) as whole from receipts as receipt where $1",
      [true],
    );
    assertEquals(whole, { whole: true }, "what is hashed is what it was");
  } finally {
    await close();
  }
});
