import { assert, assertEquals } from "@std/assert";
import { outage } from "../../load/identity_outage.ts";
import { openTestDatabase } from "../test_database.ts";

Deno.test("companies that fail and one that is dead for an hour: each case ends truly, and nothing is billed twice", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const came = await outage({ database, people: 120, workers: 4, failing: 0.3 });
    assertEquals([came.untrue, came.mostBilled], [0, 1], JSON.stringify(came));
    assertEquals(Object.values(came.states).reduce((sum, it) => sum + it, 0), 120);
    assert(came.states["verified"]! > 70, JSON.stringify(came));
    assert(came.opened > 0 && came.fellOver > 20, JSON.stringify(came));
  } finally {
    await close();
  }
});
