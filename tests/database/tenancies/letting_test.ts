import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("letting keeps its rules", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const [known] = await database.query<{ id: string }>(
      "select id from tenants where user_id = $1",
      [people.tenant.user],
    );
    const offer = (by: Actor, changes: Record<string, unknown> = {}) => {
      const terms = {
        unit_id: world.vacantUnit,
        tenant_ids: `{${known?.id}}`,
        starts_on: "2027-01-01",
        rent_kobo: 100_000_000,
        rent_per: "year",
        term_months: 12,
        advance_periods: 1,
        ...changes,
      };
      return as<{ id: string; hold_id: string; status: string; nature: string }>(
        database,
        by,
        `select * from offer_tenancy(unit_id => $1, tenant_ids => $2::text::uuid[], starts_on => $3, rent_kobo => $4,
           rent_per => $5, term_months => $6, advance_periods => $7)`,
        Object.values(terms),
      );
    };

    await t.step("a unit that is let cannot be let again, before, during or after", async () => {
      for (const starts_on of ["2026-06-01", "2026-12-01", "2030-01-01"]) {
        const refused = await refusal(offer(people.owner, { unit_id: world.unit, starts_on }));
        assertEquals([refused.code, refused.hint], ["PT409", "unit.already_taken"]);
        assertEquals(JSON.parse(refused.detail), { field: "starts_on" });
      }
    });

    await t.step("bad terms are refused by the field", async () => {
      const wrong: [Record<string, unknown>, string, string][] = [
        [{ rent_kobo: 0 }, "tenancy.bad_rent", "rent_kobo"],
        [{ rent_kobo: -5 }, "tenancy.bad_rent", "rent_kobo"],
        [{ rent_per: "night" }, "tenancy.bad_rent", "rent_per"],
        [{ term_months: 0 }, "tenancy.bad_term", "term_months"],
        [{ starts_on: null }, "tenancy.bad_term", "starts_on"],
        [{ advance_periods: 0 }, "tenancy.bad_rent", "advance_periods"],
        [{ tenant_ids: "{}" }, "tenancy.unknown_tenant", "tenant_ids"],
        [{ tenant_ids: `{${crypto.randomUUID()}}` }, "tenancy.unknown_tenant", "tenant_ids"],
      ];
      for (const [changes, code, field] of wrong) {
        const refused = await refusal(offer(people.owner, changes));
        assertEquals([refused.hint, JSON.parse(refused.detail).field], [code, field]);
      }
      const holds = await database.query("select 1 from unit_holds where unit_id = $1", [
        world.vacantUnit,
      ]);
      assertEquals(holds, [], "nothing is left of a refused offer");
    });

    await t.step(
      "an agent may not let, and another owner does not even find the unit",
      async () => {
        assertEquals((await refusal(offer(people.agent))).hint, "auth.forbidden");
        assertEquals((await refusal(offer(people.otherOwner))).hint, "unit.not_found");
      },
    );

    await t.step("a lapsed hold does not block, a live one does", async () => {
      const hold = (expires: string) =>
        database.query(
          `insert into unit_holds (org_id, unit_id, period, reason, expires_at)
           values ($1, $2, '[2027-01-01,2027-02-01)', 'payment', now() + $3::interval)`,
          [world.org, world.vacantUnit, expires],
        );
      await hold("1 hour");
      assertEquals((await refusal(offer(people.owner))).hint, "unit.already_taken");
      await database.query(
        "update unit_holds set expires_at = now() - interval '1 second' where unit_id = $1",
        [world.vacantUnit],
      );
      const [offered] = await offer(people.owner);
      assertEquals([offered?.status, offered?.nature], ["offered", "yearly"]);
    });

    await t.step(
      "only a party can accept; the unit is free again when the offer is withdrawn",
      async () => {
        const [open] = await database.query<{ id: string }>(
          "select id from tenancies where unit_id = $1",
          [world.vacantUnit],
        );
        const accept = (by: Actor) =>
          as<{ status: string }>(database, by, "select * from accept_tenancy($1)", [open?.id]);
        assertEquals((await refusal(accept(people.otherTenant))).hint, "tenancy.not_found");
        await as(database, people.owner, "select end_tenancy($1, 'Changed my mind')", [open?.id]);
        const [again] = await offer(people.manager);
        assertEquals(again?.status, "offered");
        const accepted = await as<{ status: string }>(
          database,
          people.tenant,
          "select * from accept_tenancy($1)",
          [again?.id],
        );
        const repeated = await as<{ status: string }>(
          database,
          people.tenant,
          "select * from accept_tenancy($1)",
          [again?.id],
        );
        assertEquals([accepted[0]?.status, repeated[0]?.status], ["active", "active"]);
        const [listing] = await database.query<{ status: string }>(
          "select status from listings where unit_id = $1",
          [world.vacantUnit],
        );
        assertEquals(listing?.status, "let");
      },
    );

    await t.step("no role sets a status directly, and no move skips a state", async () => {
      const direct = await refusal(
        database.query("update tenancies set status = 'ended' where id = $1", [world.tenancy]),
      );
      assertEquals(direct.hint, "tenancy.direct_change");
      const skipped = await refusal(
        database.query("select private.move_tenancy($1, 'draft')", [world.tenancy]),
      );
      assertEquals(skipped.hint, "tenancy.illegal_transition");
    });

    await t.step("a second live listing of a unit is refused", async () => {
      const [unit] = await as<{ id: string }>(
        database,
        people.owner,
        "insert into units (org_id, property_id, label, kind) values ($1, $2, 'Flat 9', 'flat') returning id",
        [world.org, world.property],
      );
      const write = async () => {
        const [listing] = await as<{ id: string }>(
          database,
          people.owner,
          `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
           values ($1, $2, 'rent', 'A flat', 1000000, 'year') returning id`,
          [world.org, unit?.id],
        );
        return listing?.id;
      };
      const publish = (id: unknown) =>
        as(database, people.owner, "select move_listing($1, 'published')", [id]);
      await publish(await write());
      assertEquals((await refusal(publish(await write()))).hint, "listing.unit_already_listed");
    });

    await t.step("the last owner cannot leave", async () => {
      const leave = as(
        database,
        people.owner,
        "delete from memberships where org_id = $1 and role = 'owner'",
        [world.org],
      );
      assertEquals((await refusal(leave)).hint, "membership.last_owner");
    });
  } finally {
    await close();
  }
});
