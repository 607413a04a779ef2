import { assert, assertEquals } from "@std/assert";
import { killWorkers } from "../../load/killed_workers.ts";
import { openWorld } from "../test_database.ts";

Deno.test({
  name:
    "four workers of which one after the other is killed: each message has its effect once, and none is lost",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openWorld();
    try {
      const [server] = await database.query<{ name: string }>(
        "select current_database() as name where $1",
        [true],
      );
      const url = new URL(Deno.env.get("DATABASE_URL")!);
      url.pathname = `/${server?.name}`;
      const came = await killWorkers({
        database,
        url: url.href,
        messages: 3000,
        workers: 4,
        // Not by the clock: on a quick machine all would have been sent before the second.
        isDue: ({ arrived }) => arrived >= 600,
        leaseSeconds: 4,
      });
      assertEquals([came.states, came.arrived], [{ sent: 3000 }, 3000]);
      assert(came.killed >= 2, `${came.killed} killed`);
    } finally {
      await close();
    }
  },
});
