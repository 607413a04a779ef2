import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import type { TestDatabase } from "../test_database.ts";
import { inWorld } from "./in_world.ts";

type Database = TestDatabase["database"];

const listingStates = async (database: Database, org: string) =>
  Object.fromEntries(
    (await database.query<{ title: string; status: string }>(
      "select id as title, status from listings where org_id = $1",
      [org],
    )).map(({ title, status }) => [title, status]),
  );

Deno.test("a suspended organization is off the market until it is restored", () =>
  inWorld(async (database, { people, org }) => {
    const before = await listingStates(database, org);
    const [shown] = Object.entries(before).find(([, status]) => status === "published") ?? [];
    // One was suspended on its own account: that stays.
    for (let time = 0; time < 2; time++) {
      await as(database, people.staff, "select suspend_organization($1, 'No mandate')", [org]);
    }
    const during = await listingStates(database, org);
    assertEquals(during[shown as string], "suspended");
    assertEquals(Object.values(during).includes("published"), false);
    const [unit] = await database.query<{ unit_id: string }>(
      "select unit_id from listings where id = $1",
      [shown],
    );
    const [written] = await as<{ id: string }>(
      database,
      people.owner,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'sale', 'For sale', 9000000000, 'total') returning id`,
      [org, unit!.unit_id],
    );
    const [moved] = await as(
      database,
      people.owner,
      "select status from move_listing($1, 'published')",
      [
        written!.id,
      ],
    );
    assertEquals(moved?.status, "pending_review", "what it would publish waits for staff");
    await as(database, people.staff, "select restore_organization($1, 'Mandates shown')", [org]);
    const after = await listingStates(database, org);
    assertEquals(after, { ...before, [written!.id]: "pending_review" });
    const told = await database.query(
      `select kind from notifications
       where org_id = $1 and kind in ('listing_suspended', 'listing_approved', 'listing_returned')`,
      [org],
    );
    assertEquals(told, [], "of its listings nobody is told one by one");
    // Every member, whatever they may do there; nobody else.
    for (const who of ["owner", "manager", "accountant", "agent", "stranger"] as const) {
      const news = await database.query<{ kind: string; reason: string | null }>(
        `select kind, payload ->> 'reason' as reason from notifications
         where user_id = $1 and org_id = $2 and kind like 'organization\\_%' order by id`,
        [people[who].user, org],
      );
      assertEquals(
        news.map(({ kind, reason }) => `${kind}: ${reason}`),
        who === "stranger"
          ? []
          : ["organization_suspended: No mandate", "organization_restored: null"],
        who,
      );
    }
  }));
