/** What is kept of a charge follows payments, reversals and certificates, also for whoever may write SQL. */
import { assertEquals } from "@std/assert";
import { problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { demand, pay, start } from "./owed.ts";

Deno.test("by hand a charge is paid, reversed or withheld only as it is", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, tenant } = world.people;
    const charge = await demand(database, owner, world.tenancy, 50_000, "2026-12-01");
    const traces = async () => (await database.query<{ before: number; after: number }>(
      `select (old_values ->> 'paid_kobo')::int as before, (new_values ->> 'paid_kobo')::int as after
         from private.audit_log where table_name = 'public.charges' and row_id = $1 order by id`,
      [charge],
    ));
    const set = (what: string) =>
      database.query(`update charges set ${what} where id = $1`, [charge]);
    await pay(database, tenant.user, [charge]);
    assertEquals(await traces(), [], "a settlement leaves its own");
    for (
      const [what, field] of [
        ["paid_kobo = 0", "paid_kobo"],
        ["paid_kobo = 49999", "paid_kobo"],
        ["is_reversed = true", "is_reversed"],
      ] as const
    ) {
      assertEquals(await problem(set(what)), ["PT409", "record.append_only", field], what);
    }
    assertEquals(
      await problem(database.query("update charges set is_reversed = not is_reversed")),
      ["PT409", "record.append_only", "is_reversed"],
    );
    await set("paid_kobo = 50000, is_reversed = false");
    assertEquals(await traces(), [], "what is so already is no change");

    // What went wrong is summed up anew, and leaves a trace.
    await database.exec(`set session_replication_role = replica;
      update charges set paid_kobo = 7 where id = '${charge}';
      set session_replication_role = origin`);
    await database.query("select private.sum_up_charges(array[$1::uuid])", [charge]);
    assertEquals(await traces(), [{ before: 7, after: 50_000 }]);

    const later = await demand(database, owner, world.tenancy, 900, "2026-12-02");
    await start(database, tenant.user, [later]);
    assertEquals(
      await problem(database.query("update charges set paid_kobo = 900 where id = $1", [later])),
      ["PT409", "record.append_only", "paid_kobo"],
      "what is under way pays nothing",
    );
  } finally {
    await close();
  }
});
