import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "./agencies.ts";
import { buildWorld } from "../world.ts";

Deno.test("collecting without a live mandate is refused", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people } = world;
    const demand = async (by: Actor, changes: Record<string, unknown> = {}) => {
      const terms = Object.entries({
        tenancy_id: world.tenancy,
        kind: "service_charge",
        amount_kobo: 5_000_000,
        due_on: "2027-01-31",
        description: "Diesel for January",
        ...changes,
      });
      const [made] = await as<{ id: string; amount_kobo: number; org_id: string }>(
        database,
        by,
        `select * from demand_charge(${
          terms.map(([name], n) => `${name} => $${n + 1}`).join(", ")
        })`,
        terms.map(([, value]) => value),
      );
      return made;
    };
    const required = ["PT403", "mandate.required", "tenancy_id"];

    await t.step(
      "the landlord's side demands, its agent may not, others do not find the tenancy",
      async () => {
        for (const by of [people.owner, people.manager, people.accountant]) {
          assertEquals((await demand(by))?.org_id, world.org);
        }
        assertEquals((await refusal(demand(people.agent))).hint, "auth.forbidden");
        for (const by of [people.tenant, people.otherOwner, harbour.principal, rival.principal]) {
          assertEquals(await problem(demand(by)), ["PT404", "tenancy.not_found", "tenancy_id"]);
        }
        assertEquals(
          await problem(demand(people.owner, { tenancy_id: crypto.randomUUID() })),
          ["PT404", "tenancy.not_found", "tenancy_id"],
        );
      },
    );

    await t.step("bad demands are refused by the field", async () => {
      const wrong: [Record<string, unknown>, string][] = [
        [{ kind: "rent" }, "kind"],
        [{ kind: null }, "kind"],
        [{ amount_kobo: 0 }, "amount_kobo"],
        [{ amount_kobo: -1 }, "amount_kobo"],
        [{ amount_kobo: null }, "amount_kobo"],
        [{ due_on: null }, "due_on"],
        [{ description: " " }, "description"],
        [{ description: null }, "description"],
      ];
      for (const [changes, field] of wrong) {
        assertEquals(await problem(demand(people.owner, changes)), [
          "PT400",
          "charge.bad_demand",
          field,
        ]);
      }
    });

    await t.step(
      "a demand with a client's own id is posted once however often it is sent",
      async () => {
        const client_id = crypto.randomUUID();
        const first = await demand(people.owner, { client_id });
        const again = await demand(people.owner, { client_id });
        assertEquals(again, first);
        // The same id from another organization is another demand: it is not told that there is one.
        const elsewhere = await buildWorld(database);
        const [theirs] = await as<{ id: string }>(
          database,
          elsewhere.people.owner,
          "select id from demand_charge($1, 'utility', 100, '2027-01-31', 'Diesel', $2)",
          [elsewhere.tenancy, client_id],
        );
        assert(theirs?.id !== first?.id);
        assertEquals(await problem(demand(people.owner, { client_id, amount_kobo: 1 })), [
          "PT409",
          "charge.already_posted",
          "client_id",
        ]);
      },
    );

    await t.step(
      "an agency collects under its mandate and is refused when it is over",
      async () => {
        const collector = await offer(database, people.owner, world, harbour.org, {
          scopes: "{collect}",
        });
        assertEquals((await refusal(demand(harbour.accountant))).hint, "tenancy.not_found");
        await answer(database, harbour.principal, collector.id);
        const charge = await demand(harbour.accountant);
        const [seenByTenant] = await as(
          database,
          people.tenant,
          "select description from charges where id = $1",
          [charge?.id],
        );
        assertEquals(seenByTenant, { description: "Diesel for January" });
        assertEquals((await refusal(demand(harbour.agent))).hint, "tenancy.not_found");

        await revoke(database, people.owner, collector.id);
        assertEquals(await problem(demand(harbour.accountant)), required);
        assertEquals((await refusal(demand(rival.principal))).hint, "tenancy.not_found");

        const lister = await offer(database, people.owner, world, rival.org, { scopes: "{list}" });
        await answer(database, rival.principal, lister.id);
        assertEquals(
          await problem(demand(rival.principal)),
          required,
          "a mandate to list is none to collect",
        );

        const expired = await offer(database, people.owner, world, harbour.org);
        await answer(database, harbour.principal, expired.id);
        await demand(harbour.principal);
        await database.query("update mandates set ends_on = private.lagos_date() where id = $1", [
          expired.id,
        ]);
        assertEquals(await problem(demand(harbour.principal)), required, "on its last day already");
      },
    );

    await t.step("a cancelled tenancy owes nothing", async () => {
      const [known] = await database.query<{ tenant_id: string }>(
        "select tenant_id from tenancy_parties where tenancy_id = $1",
        [world.tenancy],
      );
      const [tenancy] = await as<{ id: string }>(
        database,
        people.owner,
        "select id from offer_tenancy($1, array[$2]::uuid[], '2027-01-01', 100000000)",
        [world.vacantUnit, known?.tenant_id],
      );
      await as(database, people.owner, "select end_tenancy($1, 'Changed my mind')", [tenancy?.id]);
      assertEquals(await problem(demand(people.owner, { tenancy_id: tenancy?.id })), [
        "PT409",
        "tenancy.not_in_force",
        "tenancy_id",
      ]);
    });
  } finally {
    await close();
  }
});
