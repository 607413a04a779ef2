/** What was said of a deposit is rewritten by nobody, whoever may write SQL. */
import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { addDocument, liftLimits } from "../world.ts";
import { left, recordReturn } from "./deposits_back.ts";

Deno.test("a return and a disputed deduction keep their amounts, days and words", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, accountant } = world.people;
    const home = await left(database, world);
    const paper = await addDocument(database, owner, { org: world.org, tenancy_id: home.id });
    const [deduction] = await as<{ id: string }>(
      database,
      owner,
      "select id from deduct_from_deposit($1, 50000, 'The sink', document_id => $2, client_id => gen_random_uuid())",
      [home.id, paper],
    );
    const refuse = async (table: string, id: string, changes: readonly string[]) => {
      for (const change of changes) {
        const done = database.query(`update ${table} set ${change} where id = $1`, [id]);
        assertEquals((await refusal(done)).hint, "record.append_only", change);
      }
      const gone = database.query(`delete from ${table} where id = $1`, [id]);
      assertEquals((await refusal(gone)).hint, "record.append_only");
    };
    const given = await recordReturn(database, owner, home.id, { amount_kobo: 100_000 });
    const facts = [
      "amount_kobo = 1",
      "returned_on = returned_on - 1",
      "method = 'cash'",
      "bank_reference = 'Other'",
      "document_id = null",
      "tenancy_id = gen_random_uuid()",
      "created_at = now()",
    ];
    await refuse("deposit_returns", given.id, facts);
    await as(database, accountant, "select confirm_deposit_return($1)", [given.id]);
    await refuse("deposit_returns", given.id, facts);

    const disputed = await as<{ id: string }>(
      database,
      home.tenant,
      "select id from dispute_deduction($1, 'It was broken before')",
      [deduction?.id],
    );
    const { id } = disputed[0]!;
    await refuse("deduction_disputes", id, ["disputed_kobo = 60000", "reason = 'Never mind'"]);
    await as(database, owner, "select answer_deduction_dispute($1, 20000, 'Half was old')", [id]);
    const answers = ["kept_kobo = 10000", "answer = 'Other words'", "stands_id = deduction_id"];
    await refuse("deduction_disputes", id, answers);
    await as(database, home.tenant, "select reply_to_deduction_answer($1, false)", [id]);
    await refuse("deduction_disputes", id, answers);
    // A lower answer is a move of its own.
    await as(database, owner, "select answer_deduction_dispute($1, 10000, 'A quarter')", [id]);
    const [now] = await database.query<{ status: string; kept: number }>(
      "select status, kept_kobo::int as kept from deduction_disputes where id = $1",
      [id],
    );
    assertEquals(now, { status: "answered", kept: 10_000 });
  } finally {
    await close();
  }
});
