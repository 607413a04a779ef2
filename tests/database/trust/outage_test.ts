import { assert, assertEquals } from "@std/assert";
import { outage } from "../../load/identity_outage.ts";
import { openTestDatabase } from "../test_database.ts";

Deno.test("companies that fail and one that is dead for an hour: each case ends truly, and nothing is billed twice", async () => {
  const { database, close } = await openTestDatabase();
  try {
    // The embedded database does one thing at a time.
    const people = Deno.env.get("DATABASE_URL") === undefined ? 60 : 120;
    const came = await outage({ database, people, workers: 4, failing: 0.3 });
    assertEquals([came.untrue, came.mostBilled], [0, 1], JSON.stringify(came));
    assertEquals(Object.values(came.states).reduce((sum, it) => sum + it, 0), people);
    assert(came.states["verified"]! > people / 2, JSON.stringify(came));
    assert(came.fellOver > people / 6, JSON.stringify(came));
  } finally {
    await close();
  }
});
