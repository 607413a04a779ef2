/** Whom an announcement would reach, by what, and at what price, before it goes. */
import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { givePhone } from "./outbox.ts";

interface Reached {
  language: string;
  people: number;
  by_sms: number;
  by_email: number;
  sms: string | null;
  pages: number | null;
  price_kobo: number | null;
}

Deno.test("an announcement says beforehand whom it reaches and what its SMS cost", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, tenant, otherTenant, stranger } = world.people;
    const preview = (by: typeof owner, given = "") =>
      as<Reached>(
        database,
        by,
        `select * from preview_announcement($1, $2::text::jsonb, app_url => 'https://estate.ng' ${given})`,
        [world.org, JSON.stringify({ en: "Water is off", ha: "Babu ruwa" })],
      );
    await givePhone(database, tenant.user);
    await database.query("update profiles set locale = 'ha' where id = $1", [otherTenant.user]);

    await t.step("by language, and by SMS only what is important", async () => {
      const usual = await preview(owner);
      assertEquals(usual.map((it) => [it.language, it.people, it.by_sms, it.price_kobo]), [
        ["en", 1, 0, 0],
        ["ha", 1, 0, 0],
      ]);
      const [english, hausa] = await preview(owner, ", is_important => true");
      assertEquals([english?.by_sms, english?.pages, english?.price_kobo], [1, 1, 500]);
      assertEquals([hausa?.by_sms, hausa?.sms?.includes("Babu ruwa")], [0, true]);
    });

    await t.step("of homes that are named: none is nobody", async () => {
      assertEquals(await preview(owner, ", property_ids => '{}'"), []);
      assertEquals((await preview(owner, ", unit_kinds => '{shop}'")).length, 0);
    });

    await t.step("and nobody else is told", async () => {
      for (const by of [accountant, stranger]) {
        assertEquals((await problem(preview(by)))[1], "auth.forbidden");
      }
    });
  } finally {
    await close();
  }
});
