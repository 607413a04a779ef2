import { assertEquals } from "@std/assert";
import { answer, offer, openAgencies } from "../mandates/agencies.ts";
import { judge, type Judged } from "./statutory_notices.ts";

Deno.test({
  name: "an agency's notice waits for its mandate before it holds the tenancy",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, harbour, close } = await openAgencies();
    try {
      const { id } = await offer(database, world.people.owner, world, harbour.org, {
        scopes: "{sign}",
        evidence: "Deed of 4 May 2026",
      });
      await answer(database, harbour.principal, id);
      let noticing: Promise<Judged> | undefined;
      await database.transaction(async (revoking) => {
        await revoking.query("select from mandates where id = $1 for update", [id]);
        noticing = judge(database, harbour.principal, world.tenancy, "quit");
        for (let n = 0; n < 100; n++) {
          const [waits] = await database.query<{ is: boolean }>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as is where $1",
            [true],
          );
          if (waits?.is) break;
          await new Promise((done) => setTimeout(done, 20));
        }
        // What a revocation does next, for what the agency charges of the tenancy: it would wait for the other, and that for it.
        await revoking.query("select from tenancies where id = $1 for key share nowait", [
          world.tenancy,
        ]);
      });
      assertEquals((await noticing)?.form_name, "Form TL2 or TL3");
    } finally {
      await close();
    }
  },
});
