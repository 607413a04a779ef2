/** Who agreed to what is rewritten by nobody, whoever may write SQL; it goes with the person alone. */
import { assertEquals } from "@std/assert";
import { refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";
import { prove } from "../trust/proven.ts";
import { saveCard } from "./saving.ts";
import { demand } from "./owed.ts";

Deno.test("a consent stays as it was given, and its text as it was shown", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, tenant } = world.people;
    const charge = await demand(database, owner, world.tenancy, 50_000, "2026-12-01");
    await saveCard(database, tenant.user, charge);
    const person = { user: await createUser(database, "proven") };
    await prove(database, person, "nin");
    const refused = async (sql: string) =>
      assertEquals((await refusal(database.query(sql))).hint, "record.append_only", sql);
    const traces = async (table: string) =>
      (await database.query<{ action: string }>(
        "select action from private.audit_log where table_name = $1 order by id",
        [table],
      )).map(({ action }) => action);

    for (const table of ["payer_consents", "personal_consents"]) {
      for (
        const change of [
          "version = '2026-12'",
          "language = 'ha'",
          "purpose = 'autopay'",
          "given_at = now() - interval '1 year'",
          "user_id = gen_random_uuid()",
        ]
      ) await refused(`update ${table} set ${change}`);
      await refused(`delete from ${table}`);
      await refused(`truncate ${table} cascade`);
    }
    await refused("update payer_consents set used_at = null where used_at is not null");
    assertEquals(await traces("public.payer_consents"), ["INSERT", "UPDATE"], "given, and used");

    await database.query("update personal_consents set withdrawn_at = now()");
    await refused("update personal_consents set withdrawn_at = null");
    await database.query("delete from auth.users where id = $1", [person.user]);
    assertEquals(await database.query("select from personal_consents"), [], "with its person");
    assertEquals(await traces("public.personal_consents"), ["INSERT", "UPDATE", "DELETE"]);

    for (
      const change of ["body = body || ' And more.'", "version = '2027-01'", "language = 'yo'"]
    ) {
      await refused(`update consent_texts set ${change}`);
    }
    await refused("delete from consent_texts where purpose = 'verify_nin'");
    await database.query("update consent_texts set is_in_force = false where purpose = 'autopay'");
    assertEquals((await traces("public.consent_texts")).at(-1), "UPDATE");
    const [noted] = await database.query<{ reason: string }>(
      "select reason from private.acts where act = 'change_rules' order by id desc limit 1",
    );
    assertEquals(noted?.reason, "Changed in public.consent_texts");
  } finally {
    await close();
  }
});
