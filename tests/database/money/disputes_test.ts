import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { addDocument } from "../world.ts";
import { books, call, differences } from "./owed.ts";
import { answered, approve, claim, disputed, paidHome, refundOf, request } from "./refunding.ts";

const disputeOf = async (database: Database, providerId: string) =>
  (await database.query<{ id: string; status: string; excess: number; answer: string | null }>(
    "select id, status::text, excess_kobo::float8 as excess, answer::text from disputes where provider_dispute_id = $1",
    [providerId],
  ))[0];
const paid = async (database: Database, charge: string) =>
  (await database.query<{ kobo: number }>(
    "select paid_kobo::float8 as kobo from charges where id = $1",
    [charge],
  ))[0]?.kobo;
const news = async (database: Database, who: Actor) =>
  (await as<{ kind: string }>(
    database,
    who,
    "select kind from notifications where kind like 'dispute%' order by id",
  )).map((it) => it.kind);

Deno.test("a dispute has a deadline and an answer; lost it takes the money back, won it moves nothing", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, manager, accountant, agent, staff, otherOwner, stranger } = world.people;

    /** A worker says that an answer did not arrive. */
    const notSent = (id: string | undefined) =>
      as(database, "service", "select service.put_off_dispute_answer($1, 'away')", [id]);

    await t.step("those who may answer hear of it, and are reminded twice", async () => {
      const home = await paidHome(database, world);
      const dueIn = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
      assertEquals(
        await disputed(database, home.payment.reference, "open", {
          id: "T-1",
          answerBy: dueIn(48),
        }),
        "open",
      );
      assertEquals(
        await disputed(database, home.payment.reference, "open", {
          id: "T-1",
          answerBy: dueIn(48),
        }),
        "open",
      );
      const remind = () => database.query("select private.remind_of_disputes()", []);
      await remind();
      const at = (hours: number) =>
        database.query(
          "update disputes set answer_by = $2::text::timestamptz where provider_dispute_id = $1",
          ["T-1", dueIn(hours)],
        );
      await at(20);
      await remind();
      await remind();
      await at(3);
      await remind();
      await remind();
      assertEquals(await news(database, accountant), [
        "dispute_opened",
        "dispute_due",
        "dispute_due",
      ]);
      assertEquals(await news(database, manager), []);
      assertEquals(
        await news(database, home.tenant),
        [],
        "what the payee answers is not for the payer",
      );
      const seen = (by: Actor) =>
        as(database, by, "select id from disputes where provider_dispute_id = 'T-1'");
      for (const by of [owner, manager, accountant, staff]) {
        assertEquals((await seen(by)).length, 1);
      }
      for (const by of [agent, home.tenant, otherOwner, stranger]) assertEquals(await seen(by), []);
      await disputed(database, home.payment.reference, "won", { id: "T-1" });
    });

    await t.step("it is answered by who may, until the provider has the answer", async () => {
      const home = await paidHome(database, world);
      await disputed(database, home.payment.reference, "open", { id: "A-1" });
      const id = (await disputeOf(database, "A-1"))?.id;
      const answer = (by: Actor, more: Record<string, unknown> = {}) =>
        call<{ answer: string }>(database, by, "answer_dispute", {
          dispute_id: id,
          answer: "contest",
          note: "They live there, see the receipt",
          ...more,
        }, "answer::text");
      for (const by of [home.tenant, otherOwner, stranger, agent]) {
        assertEquals((await problem(answer(by)))[1], "dispute.not_found");
      }
      assertEquals((await problem(answer(manager)))[1], "auth.forbidden");
      assertEquals((await problem(answer(owner, { answer: null })))[2], "answer");
      assertEquals((await problem(answer(owner, { note: "x" })))[2], "note");
      assertEquals((await answer(staff)).answer, "contest");
      assertEquals((await answer(accountant, { answer: "accept" })).answer, "accept");
      const due = () =>
        as<{ answer: string; provider_dispute_id: string }>(
          database,
          "service",
          "select answer::text, provider_dispute_id from service.claim_dispute_answers('{paystack,flutterwave}')",
        );
      assertEquals(await due(), [{ answer: "accept", provider_dispute_id: "A-1" }]);
      assertEquals(await due(), [], "somebody has it in hand");
      // What is being sent is not corrected: the provider would have one answer, and our books the other.
      assertEquals((await answer(owner, { answer: "accept" })).answer, "accept", "the same again");
      const { code, hint } = await refusal(answer(owner));
      assertEquals([code, hint], ["PT409", "dispute.being_sent"]);
      assertEquals((await disputeOf(database, "A-1"))?.answer, "accept");
      await disputed(database, home.payment.reference, "answered", { id: "A-1" });
      assertEquals((await problem(answer(owner)))[1], "dispute.already_answered");
      await disputed(database, home.payment.reference, "lost", { id: "A-1" });
    });

    await t.step("a paper goes along once, until the answer is corrected", async () => {
      const home = await paidHome(database, world);
      await disputed(database, home.payment.reference, "open", { id: "E-1" });
      const id = (await disputeOf(database, "E-1"))?.id;
      const paper = (kind = "agreement") =>
        addDocument(database, owner, { org: world.org, tenancy_id: home.tenancy, kind });
      const [first, second, passport] = [await paper(), await paper(), await paper("identity")];
      const answer = (document_id: string) =>
        call(database, owner, "answer_dispute", {
          dispute_id: id,
          answer: "contest",
          note: "They live there",
          document_id,
        });
      const due = async () => {
        await database.query(
          "update private.dispute_answers set next_at = now() where dispute_id = $1",
          [id],
        );
        const [row] = await as<{ document: string; path: string; evidence: string | null }>(
          database,
          "service",
          `select document_id as document, storage_path as path, evidence_name as evidence
           from service.claim_dispute_answers('{paystack}')`,
        );
        return [row?.document, row?.path.startsWith(world.org), row?.evidence];
      };
      const keep = (document: string, name: string) =>
        as(database, "service", "select service.keep_dispute_evidence($1, $2, $3)", [
          id,
          document,
          name,
        ]);
      assertEquals((await problem(answer(passport)))[2], "document_id");
      await answer(first);
      assertEquals(await due(), [first, true, null]);
      await keep(first, "file-1");
      assertEquals(await due(), [first, true, "file-1"], "the provider has it");
      await notSent(id);
      await answer(second);
      assertEquals(await due(), [second, true, null]);
      await keep(first, "late");
      assertEquals(await due(), [second, true, null], "of a paper that is not meant any more");
      await disputed(database, home.payment.reference, "won", { id: "E-1" });
    });

    await t.step(
      "what is refused is answered again; who may answer is told and reminded",
      async () => {
        const home = await paidHome(database, world);
        const soon = new Date(Date.now() + 3 * 3_600_000).toISOString();
        await disputed(database, home.payment.reference, "open", { id: "N-1", answerBy: soon });
        const id = (await disputeOf(database, "N-1"))?.id;
        const answer = (note = "They live there") =>
          call(database, owner, "answer_dispute", { dispute_id: id, answer: "contest", note });
        const due = () =>
          as<{ note: string }>(
            database,
            "service",
            "select note from service.claim_dispute_answers('{paystack}')",
          );
        const refuse = () =>
          as(
            database,
            "service",
            "select service.put_off_dispute_answer($1, 'No evidence', true)",
            [
              id,
            ],
          );
        const remind = () => database.query("select private.remind_of_disputes()", []);
        const toldOf = async (kind: string) =>
          (await database.query(
            "select 1 from notifications where subject_id = $1 and user_id = $2 and kind = $3",
            [id, accountant.user, kind],
          )).length;
        await answer();
        await remind();
        assertEquals([(await due()).length, await toldOf("dispute_due")], [1, 0], "on its way");
        await notSent(id);
        // Corrected, and only then the first one is refused: the correction is sent all the same.
        await answer("See the receipt");
        await refuse();
        assertEquals([await due(), await toldOf("dispute_due")], [
          [{ note: "See the receipt" }],
          0,
        ]);
        await refuse();
        assertEquals([await due(), await toldOf("dispute_due")], [[], 1]);
        await remind();
        assertEquals(await toldOf("dispute_due"), 2, "nothing is on its way any more");
        await answer("See the receipt");
        assertEquals(await due(), [{ note: "See the receipt" }], "the same words again");
        await disputed(database, home.payment.reference, "answered", { id: "N-1" });
      },
    );

    await t.step("the bank asks once more: what was said before is no answer to that", async () => {
      const home = await paidHome(database, world);
      const soon = new Date(Date.now() + 3 * 3_600_000).toISOString();
      const open = () =>
        disputed(database, home.payment.reference, "open", { id: "O-1", answerBy: soon });
      await open();
      const id = (await disputeOf(database, "O-1"))?.id;
      const answer = () =>
        call<{ answer: string }>(database, owner, "answer_dispute", {
          dispute_id: id,
          answer: "contest",
          note: "They live there",
        }, "answer::text");
      await answer();
      await disputed(database, home.payment.reference, "answered", { id: "O-1" });
      assertEquals(await open(), "answered", "read before the provider had the answer");
      assertEquals((await disputeOf(database, "O-1"))?.answer, "contest");
      await database.transaction(async (tx) => {
        await tx.exec("set local session_replication_role = replica");
        await tx.query(
          "update disputes set updated_at = now() - interval '11 minutes' where id = $1",
          [id],
        );
      });
      assertEquals(await open(), "open");
      assertEquals((await disputeOf(database, "O-1"))?.answer, null);
      await database.query("select private.remind_of_disputes()", []);
      assertEquals(
        await database.query("select reminded_hours::int as hours from disputes where id = $1", [
          id,
        ]),
        [{ hours: 4 }],
      );
      await answer();
      assertEquals(
        (await as(
          database,
          "service",
          "select 1 from service.claim_dispute_answers('{paystack}')",
        )).length,
        1,
      );
      await disputed(database, home.payment.reference, "won", { id: "O-1" });
    });

    await t.step("a contest tells no amount, and what is disputed stays what it was", async () => {
      const home = await paidHome(database, world);
      await disputed(database, home.payment.reference, "open", { id: "C-1", kobo: 4_000 });
      await as(
        database,
        "service",
        "select service.keep_dispute('paystack', $1, null, 'C-1', null, 'lost')",
        [home.payment.reference],
      );
      assertEquals(await paid(database, home.charge), 6_000);
    });

    await t.step("lost, and then won all the same: staff find out, once", async () => {
      const home = await paidHome(database, world);
      for (const state of ["open", "lost", "won"]) {
        await disputed(database, home.payment.reference, state, { id: "Z-1" });
      }
      const id = (await disputeOf(database, "Z-1"))?.id;
      await database.query(
        "update payment_exceptions set resolved_at = now(), resolution = 'Seen' where fingerprint = $1",
        [`dispute ${id} won`],
      );
      assertEquals(await disputed(database, home.payment.reference, "won", { id: "Z-1" }), "lost");
      assertEquals(
        await database.query(
          "select times_seen, resolution from payment_exceptions where fingerprint = $1",
          [`dispute ${id} won`],
        ),
        [{ times_seen: 1, resolution: "Seen" }],
      );
      assertEquals(await differences(database, world.org), []);
    });

    await t.step(
      "lost: the charge is open again, the receipt void, the books balanced; repeats change nothing",
      async () => {
        const home = await paidHome(database, world);
        const before = await books(database, world.org);
        for (const state of ["open", "lost", "lost", "open", "answered"]) {
          await disputed(database, home.payment.reference, state, { id: "L-1" });
        }
        assertEquals((await disputeOf(database, "L-1"))?.status, "lost");
        assertEquals(await paid(database, home.charge), 0);
        const after = await books(database, world.org);
        assertEquals(
          ["provider_clearing", "tenant_receivable"].map((it) =>
            (after[it] ?? 0) - (before[it] ?? 0)
          ),
          [-10_000, 10_000],
        );
        const [receipts] = await database.query(
          "select count(*)::int as n from receipt_voids as v join receipts as r on r.id = v.receipt_id where r.payment_id = $1",
          [home.payment.id],
        );
        assertEquals(receipts, { n: 1 });
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step("won: nothing moves, and the bank may come back", async () => {
      const home = await paidHome(database, world);
      for (const state of ["open", "answered", "won"]) {
        await disputed(database, home.payment.reference, state, { id: "W-1" });
      }
      assertEquals(await paid(database, home.charge), 10_000);
      await disputed(database, home.payment.reference, "open", { id: "W-1" });
      await disputed(database, home.payment.reference, "lost", { id: "W-1" });
      assertEquals(await paid(database, home.charge), 0);
      assertEquals(await differences(database, world.org), []);
    });

    await t.step("of a transaction that is none of ours staff are told, once", async () => {
      for (let n = 0; n < 3; n++) {
        assertEquals(await disputed(database, "not-ours", "open", { id: "F-1" }), null);
      }
      const rows = await database.query(
        "select times_seen from payment_exceptions where kind = 'money_going_back' and fingerprint = 'disputes F-1'",
        [],
      );
      assertEquals(rows, [{ times_seen: 1 }]);
    });
  } finally {
    await close();
  }
});

Deno.test("of what cannot be read of disputes staff hear: of one once, of a whole list after hours", async () => {
  const { database, close } = await openWorld();
  try {
    const service = (sql: string) => as(database, "service", sql);
    const traces = () =>
      database.query(
        `select kind::text, fingerprint, times_seen, resolved_at is null as open from payment_exceptions
         where provider = 'flutterwave' order by kind::text`,
        [],
      );
    const unread = () =>
      service("select service.note_unread_dispute('flutterwave', 'U-1', 'It has no amount')");
    await unread();
    await database.query(
      "update payment_exceptions set resolved_at = now(), resolution = 'Looked it up' where fingerprint = $1",
      ["disputes U-1"],
    );
    // The provider lists it again an hour later.
    await unread();
    const seen = {
      kind: "money_going_back",
      fingerprint: "disputes U-1",
      times_seen: 1,
      open: false,
    };
    assertEquals(await traces(), [seen]);

    const polled = (error: string | null) =>
      as(database, "service", "select service.record_dispute_poll('flutterwave', $1)", [error]);
    assertEquals(
      await service("select provider::text from service.claim_dispute_poll('{flutterwave}')"),
      [
        { provider: "flutterwave" },
      ],
    );
    for (const error of ["away", "away", null, "away", "away"]) await polled(error);
    assertEquals(await traces(), [seen], "not three in a row");
    for (const error of ["The answer is no list", "away"]) await polled(error);
    assertEquals(await traces(), [
      { kind: "gave_up", fingerprint: "disputes", times_seen: 1, open: true },
      seen,
    ]);
  } finally {
    await close();
  }
});

Deno.test("a refund and a dispute of one payment: the money goes back once", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant } = world.people;
    const gone = async (payment: string) =>
      (await database.query<{ kobo: number }>(
        "select coalesce(sum(amount_kobo), 0)::float8 as kobo from payment_returns where payment_id = $1",
        [payment],
      ))[0]?.kobo;

    await t.step("while one is open nothing is asked for, approved or sent", async () => {
      const home = await paidHome(database, world);
      const [asked, approved] = [
        await request(database, accountant, home.payment.id, 4_000),
        await request(database, accountant, home.payment.id, 5_000),
      ];
      await approve(database, owner, approved.id);
      await disputed(database, home.payment.reference, "open", { id: "R-1" });
      assertEquals(
        (await problem(request(database, accountant, home.payment.id, 1)))[1],
        "refund.disputed",
      );
      assertEquals((await problem(approve(database, owner, asked.id)))[1], "refund.disputed");
      assertEquals(await claim(database), []);
      // Won, what was approved goes on.
      await disputed(database, home.payment.reference, "won", { id: "R-1" });
      assertEquals((await claim(database)).map((it) => it.refund_id), [approved.id]);
      await answered(database, approved.id, "RR-1", 5_000, "done");
      assertEquals(await gone(home.payment.id), 5_000);
    });

    await t.step("lost: what was not sent is declined", async () => {
      const home = await paidHome(database, world);
      const approved = await request(database, accountant, home.payment.id, 5_000);
      await approve(database, owner, approved.id);
      await disputed(database, home.payment.reference, "open", { id: "R-2" });
      await disputed(database, home.payment.reference, "lost", { id: "R-2" });
      assertEquals((await refundOf(database, approved.id)).status, "declined");
      assertEquals(await gone(home.payment.id), 10_000);
    });

    await t.step(
      "under way when it came: both are carried out, what there was is booked once",
      async () => {
        for (const first of ["refund", "dispute"]) {
          const home = await paidHome(database, world);
          const { id } = await request(database, accountant, home.payment.id, 10_000);
          await approve(database, owner, id);
          await claim(database);
          await disputed(database, home.payment.reference, "open", { id: `B-${first}` });
          const refund = () => answered(database, id, `BR-${first}`, 10_000, "done");
          const lose = () =>
            disputed(database, home.payment.reference, "lost", { id: `B-${first}` });
          await (first === "refund" ? refund() : lose());
          await (first === "refund" ? lose() : refund());
          assertEquals(await gone(home.payment.id), 10_000, first);
          const excess = [
            (await refundOf(database, id)).excess_kobo,
            (await disputeOf(database, `B-${first}`))?.excess,
          ];
          assertEquals(excess, first === "refund" ? [0, 10_000] : [10_000, 0]);
          const [told] = await database.query(
            "select count(*)::int as n from payment_exceptions where kind = 'money_going_back' and payment_id = $1",
            [home.payment.id],
          );
          assertEquals(told, { n: 1 });
        }
        assertEquals(await differences(database, world.org), []);
      },
    );
  } finally {
    await close();
  }
});

Deno.test("what staff should do is said for every kind of exception, in the room there is for it", async () => {
  const { database, close } = await openWorld();
  try {
    const kinds = await database.query<{ kind: string; long: number }>(
      `select kind::text, length(private.suggested_action(kind)) as long
       from unnest(enum_range(null::payment_exception_kind)) as kind
       where length(private.suggested_action(kind)) > 300
         or private.suggested_action(kind) = private.suggested_action(null)`,
      [],
    );
    assertEquals(kinds, []);
  } finally {
    await close();
  }
});
