/** What went to an organization's tenants, as it reads it. */
import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { openReachable, tell } from "./outbox.ts";

interface Sent {
  id: string;
  kind: string;
  channel: string;
  status: string;
  person: string;
}

Deno.test("an organization reads what went to its tenants, and nothing else", async (t) => {
  const { database, world, close, tenant } = await openReachable();
  try {
    const { owner, accountant, agent, stranger } = world.people;
    const list = (by: typeof owner, status: string | null = null) =>
      as<Sent>(database, by, "select * from list_sent_messages($1, $2)", [world.org, status]);
    await tell(
      database,
      [tenant.user, stranger.user],
      "important_announcement",
      {
        excerpt: "Water is off",
        path: "/announcements/x",
      },
      "Water",
      world.org,
    );

    await t.step("by name and channel", async () => {
      const rows = await list(owner);
      assertEquals(rows.map((it) => it.channel).sort(), ["email", "sms"]);
      assertEquals(new Set(rows.map((it) => it.person)), new Set(["Tunde Bello"]));
      assertEquals(await list(owner, "failed"), []);
    });

    await t.step("for those who write to tenants", async () => {
      for (const by of [accountant, agent, stranger]) {
        assertEquals((await problem(list(by)))[1], "auth.forbidden");
      }
      assertEquals(
        await problem(
          as(database, owner, "select * from list_sent_messages($1, max_results => 0)", [
            world.org,
          ]),
        ),
        ["PT400", "delivery.bad_page", "max_results"],
      );
    });
  } finally {
    await close();
  }
});
