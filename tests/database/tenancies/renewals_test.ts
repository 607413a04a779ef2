import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, refusal } from "../actor.ts";
import { advance, knownTenant, letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";

Deno.test("a tenancy is renewed by a child of its own", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, manager, agent, otherOwner } = world.people;
    const status = async (id: string) =>
      (await database.query<{ status: string }>("select status from tenancies where id = $1", [
        id,
      ]))[0]?.status;
    const holds = async (unit: string) =>
      (await database.query<{ from: string; to: string | null }>(
        `select lower(period)::text as from, upper(period)::text as to from unit_holds
         where unit_id = $1 and status = 'active' order by period`,
        [unit],
      )).map((hold) => [hold.from, hold.to]);
    const field = async (attempt: Promise<unknown>) => {
      const refused = await refusal(attempt);
      return [refused.hint, JSON.parse(refused.detail || "{}").field];
    };

    await t.step("who may not, what makes no sense, and a second one are refused", async () => {
      const { tenancy } = await letSince(database, world, 6);
      const renew = (by = owner, rent = 12_000_000, months = 12) =>
        on(database, by, "offer_renewal($1, $2, null, $3)", tenancy.id, rent, months);
      assertEquals(await field(renew(agent)), ["auth.forbidden", undefined]);
      assertEquals(await field(renew(otherOwner)), ["tenancy.not_found", "tenancy_id"]);
      assertEquals(await field(renew(owner, 0)), ["tenancy.bad_rent", "rent_kobo"]);
      assertEquals(await field(renew(owner, 1, 0)), ["tenancy.bad_term", "term_months"]);
      assertEquals(
        await field(
          on(database, owner, "offer_renewal($1, 1, null, null, $2)", tenancy.id, tenancy.ends_on),
        ),
        ["tenancy.bad_term", "ends_on"],
      );
      const renewal = await renew();
      assertEquals((await renew(manager)).id, renewal.id, "the same once more");
      for (const [rent, months] of [[13_000_000, 12], [12_000_000, 24]] as const) {
        assertEquals(await field(renew(manager, rent, months)), [
          "tenancy.already_renewed",
          "tenancy_id",
        ]);
      }
    });

    await t.step("offered it changes nothing; declined it can be offered again", async () => {
      const { tenancy, tenant, unit } = await letSince(database, world, 6);
      const before = await holds(unit);
      const first = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
      assertEquals(
        [first.status, first.starts_on, first.parent_id, first.hold_id, await holds(unit)],
        ["offered", tenancy.ends_on, tenancy.id, null, before],
      );
      const told = await as<{ kind: string }>(
        database,
        tenant,
        "select kind from notifications where subject_id = $1",
        [first.id],
      );
      assertEquals(told, [{ kind: "tenancy_renewal_offered" }]);
      await on(database, tenant, "decline_tenancy($1, 'Too dear')", first.id);
      await on(database, tenant, "decline_tenancy($1, 'Too dear')", first.id);
      const cancelled = async (by: { user: string }, id: string) =>
        (await as<{ reason: string }>(
          database,
          by,
          "select payload ->> 'reason' as reason from notifications where kind = 'tenancy_cancelled' and subject_id = $1",
          [id],
        )).map((it) => it.reason);
      assertEquals(await cancelled(owner, first.id), ["Too dear"]);
      assertEquals(await cancelled(tenant, first.id), []);
      const second = await on(database, manager, "offer_renewal($1, 11000000)", tenancy.id);
      assertEquals([await status(first.id), second.status], ["cancelled", "offered"]);
      await on(database, owner, "end_tenancy($1, 'Withdrawn')", second.id);
      assertEquals(await cancelled(tenant, second.id), ["Withdrawn"]);
      assertEquals(await cancelled(owner, second.id), []);
      assertEquals(await status(second.id), "cancelled");
      assertEquals(await status(tenancy.id), "active");
    });

    await t.step(
      "accepted early: the unit passes over on the day, and rent is charged",
      async () => {
        const { tenancy, tenant, unit } = await letSince(database, world, 11);
        const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
        const accepted = await on(database, tenant, "accept_tenancy($1)", renewal.id);
        assertEquals([accepted.status, await status(tenancy.id)], ["active", "active"]);
        assertEquals(await holds(unit), [
          [tenancy.starts_on, tenancy.ends_on],
          [tenancy.ends_on, null],
        ]);
        const charges = await database.query<{ day: string; kobo: string }>(
          "select due_on::text as day, amount_kobo::text as kobo from charges where tenancy_id = $1",
          [renewal.id],
        );
        assertEquals(charges, [{ day: tenancy.ends_on, kobo: "12000000" }]);
        await advance(database, 20);
        assertEquals(await status(tenancy.id), "active", "not before its day");
        await advance(database, 45);
        await advance(database, 45);
        assertEquals([await status(tenancy.id), await status(renewal.id)], ["ended", "active"]);
        assertEquals(await holds(unit), [[tenancy.ends_on, null]]);
        const next = await on(database, owner, "offer_renewal($1, 13000000)", renewal.id);
        assertEquals(next.parent_id, renewal.id, "and it can be renewed in its turn");
      },
    );

    await t.step(
      "its tenants are the parent's: those bound, and those without an account",
      async () => {
        const { tenancy, tenant } = await letSince(database, world, 6);
        const [paper, unasked] = [
          await knownTenant(database, world, false),
          await knownTenant(database, world),
        ];
        for (const { id } of [paper, unasked]) {
          await as(database, owner, "select add_tenancy_party($1, $2)", [tenancy.id, id]);
        }
        const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
        const named = await database.query<{ tenant_id: string }>(
          "select tenant_id from tenancy_parties where tenancy_id = $1",
          [renewal.id],
        );
        assertEquals(named.map((it) => it.tenant_id).sort(), [tenant.id, paper.id].sort());
      },
    );

    await t.step("accepted late, while held over: the parent ends at once", async () => {
      const { tenancy, tenant, unit } = await letSince(database, world, 13);
      await advance(database);
      assertEquals(await status(tenancy.id), "holding_over");
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
      await on(database, tenant, "accept_tenancy($1)", renewal.id);
      assertEquals([await status(tenancy.id), await status(renewal.id)], ["ended", "active"]);
      assertEquals(await holds(unit), [[tenancy.ends_on, null]]);
    });

    await t.step("possession returned ends the renewal too, and what it charged", async () => {
      const { tenancy, tenant, unit } = await letSince(database, world, 11);
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
      await on(database, tenant, "accept_tenancy($1)", renewal.id);
      await on(database, owner, "end_tenancy($1, 'Moved out')", tenancy.id);
      assertEquals([await status(tenancy.id), await status(renewal.id)], ["ended", "ended"]);
      assertEquals(await holds(unit), []);
      const [open] = await database.query<{ kobo: string }>(
        "select sum(amount_kobo)::text as kobo from charges where tenancy_id = $1",
        [renewal.id],
      );
      assertEquals(open?.kobo, "0");
    });

    await t.step(
      "a renewal given up before it began gives the unit back to its parent",
      async () => {
        const { tenancy, tenant, unit } = await letSince(database, world, 11);
        const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
        await on(database, tenant, "accept_tenancy($1)", renewal.id);
        await on(database, owner, "end_tenancy($1, 'Both changed their minds')", renewal.id);
        assertEquals(await status(tenancy.id), "active");
        assertEquals(await holds(unit), [[tenancy.starts_on, null]]);
      },
    );

    await t.step("what was ended of a renewal does not begin again", async () => {
      const { tenancy, tenant } = await letSince(database, world, 11);
      await as(database, owner, "select set_late_fee($1, 7, bps => 500)", [tenancy.id]);
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
      await on(database, tenant, "accept_tenancy($1)", renewal.id);
      const rules = async () =>
        (await database.query<{ live: boolean }>(
          "select ended_at is null as live from late_fee_rules where tenancy_id = $1",
          [renewal.id],
        )).map((it) => it.live);
      assertEquals(await rules(), [true], "it goes on");
      await as(database, owner, "select end_late_fee($1)", [renewal.id]);
      await as(database, tenant, "select give_notice($1, $2, 'Leaving')", [
        renewal.id,
        renewal.ends_on,
      ]);
      await as(database, tenant, "select withdraw_notice($1)", [renewal.id]);
      assertEquals([await status(renewal.id), await rules()], ["active", [false]]);
    });

    await t.step("a renewal of what is over cannot be accepted", async () => {
      const { tenancy, tenant } = await letSince(database, world, 3);
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
      await as(database, tenant, "select give_notice($1, $2, 'Leaving')", [
        tenancy.id,
        nigerianDate(364),
      ]);
      assertEquals(await status(tenancy.id), "notice_given");
      assertEquals(await field(on(database, tenant, "accept_tenancy($1)", renewal.id)), [
        "tenancy.not_in_force",
        "tenancy_id",
      ]);
    });
  } finally {
    await close();
  }
});
