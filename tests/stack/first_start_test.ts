import { assertEquals } from "@std/assert";
import { createOrganization, nigerianDate, offerMandate } from "@estate/sdk";
import { arrive, leave } from "../../local/demo/people.ts";
import { startStack } from "../../local/stack.ts";
import { emptyDatabase } from "./empty_database.ts";

Deno.test("the first start on an empty database serves what it has just migrated, lists of new types too", async () => {
  await using empty = await emptyDatabase();
  const folder = await Deno.makeTempDir({ prefix: "estate-first-" });
  try {
    const stack = await startStack({ folder, databaseUrl: empty.url, port: 0 });
    try {
      const { estate } = await arrive(stack, "Folake Adeyemi");
      const make = (kind: "owner" | "agency", name: string) =>
        createOrganization(estate, { kind, name, address: "1 Unity Close, Yaba, Lagos" });
      const mandate = await offerMandate(estate, {
        orgId: (await make("owner", "Adeyemi Homes")).id,
        agentOrgId: (await make("agency", "Bello & Partners")).id,
        scopes: ["list", "show"],
        feeBps: 1000,
        feePayer: "tenant",
        startsOn: nigerianDate(),
        endsOn: nigerianDate(180),
      });
      assertEquals(mandate.scopes, ["list", "show"]);
      await leave([estate]);
    } finally {
      await stack.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
