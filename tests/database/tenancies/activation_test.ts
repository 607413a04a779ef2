import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { freshUnit, knownTenant, letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";

Deno.test("a tenancy begins by acceptance or on paper, with the tenants it names", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, otherOwner } = world.people;
    const offer = async (tenants: { id: string }[], terms = "") =>
      await on(
        database,
        owner,
        `offer_tenancy($1, $2::text::uuid[], private.lagos_date()::text, 10000000${terms})`,
        await freshUnit(database, world),
        `{${tenants.map((it) => it.id).join(",")}}`,
      );
    const refused = async (attempt: Promise<unknown>) => {
      const { hint, detail } = await refusal(attempt);
      return [hint, JSON.parse(detail || "{}").field];
    };
    const party = (name: "add" | "remove", tenancy: string, tenant: string, by = owner) =>
      as(database, by, `select ${name}_tenancy_party($1, $2)`, [tenancy, tenant]);

    await t.step("terms that do not hold together are refused by the field", async () => {
      const tenant = await knownTenant(database, world);
      const wrong: [string, string, string][] = [
        [", ends_on => (private.lagos_date() - 1)::text", "tenancy.bad_term", "ends_on"],
        [", ends_on => private.lagos_date()::text", "tenancy.bad_term", "ends_on"],
        [", ends_on => (private.lagos_date() + 40000)::text", "tenancy.bad_term", "ends_on"],
        [", notice_days => 0::smallint", "tenancy.bad_term", "notice_days"],
        [", nature => 'fixed'", "tenancy.bad_nature", "nature_reason"],
        [", nature => 'monthly', nature_reason => ' '", "tenancy.bad_nature", "nature_reason"],
      ];
      for (const [terms, code, field] of wrong) {
        assertEquals(await refused(offer([tenant], terms)), [code, field], terms);
      }
      const offered = await offer([tenant], ", nature => 'fixed', nature_reason => 'Visiting'");
      assertEquals(offered.nature, "fixed");
    });

    await t.step("tenants without an account agree on paper, which is named", async () => {
      const offered = await offer([await knownTenant(database, world, false)]);
      const activate = (by = owner, evidence: string | null = "Signed on 2 November 2026") =>
        on(database, by, "activate_tenancy($1, $2)", offered.id, evidence);
      assertEquals(await refused(activate(owner, null)), ["tenancy.bad_evidence", "evidence"]);
      assertEquals(await refused(activate(agent)), ["auth.forbidden", undefined]);
      assertEquals((await refused(activate(otherOwner)))[0], "tenancy.not_found");
      assertEquals((await activate()).status, "active");
      assertEquals((await activate()).status, "active", "said twice");
      const said = await database.query(
        "select agreed_on_paper, accepted_at is not null as bound from tenancy_parties where tenancy_id = $1",
        [offered.id],
      );
      assertEquals(said, [{ agreed_on_paper: true, bound: true }], "the tenant has said nothing");
      const [charged] = await database.query<{ kobo: string }>(
        "select sum(amount_kobo)::text as kobo from charges where tenancy_id = $1",
        [offered.id],
      );
      assertEquals(charged?.kobo, "10000000");
    });

    await t.step("nobody agrees on paper for a tenant who can accept", async () => {
      const [one, two] = [
        await knownTenant(database, world),
        await knownTenant(database, world, false),
      ];
      const offered = await offer([one, two]);
      const activate = () => on(database, owner, "activate_tenancy($1, 'Paper')", offered.id);
      assertEquals(await refused(activate()), ["tenancy.not_accepted", "tenancy_id"]);
      await party("remove", offered.id, one.id);
      assertEquals((await activate()).status, "active");
    });

    await t.step(
      "a co-tenant joins an active tenancy by accepting, and is then bound",
      async () => {
        const { tenancy, tenant } = await letSince(database, world, 1);
        const late = await knownTenant(database, world);
        await party("add", tenancy.id, late.id);
        await party("add", tenancy.id, late.id);
        const accepted = async () =>
          (await database.query<{ accepted: boolean }>(
            "select accepted_at is not null as accepted from tenancy_parties where tenancy_id = $1 and tenant_id = $2",
            [tenancy.id, late.id],
          ))[0]?.accepted;
        assertEquals(await accepted(), false);
        await on(database, late, "accept_tenancy($1)", tenancy.id);
        assertEquals(await accepted(), true);
        assertEquals(await refused(party("remove", tenancy.id, late.id)), [
          "tenancy.party_bound",
          "tenant_id",
        ]);
        assertEquals(await refused(party("remove", tenancy.id, tenant.id)), [
          "tenancy.party_bound",
          "tenant_id",
        ]);
        assertEquals(await refused(party("add", tenancy.id, crypto.randomUUID())), [
          "tenancy.unknown_tenant",
          "tenant_id",
        ]);
        await on(database, owner, "end_tenancy($1, 'Left')", tenancy.id);
        assertEquals(await refused(party("add", tenancy.id, late.id)), [
          "tenancy.not_in_force",
          "tenancy_id",
        ]);
      },
    );

    await t.step("the only tenant stays", async () => {
      const only = await knownTenant(database, world);
      const offered = await offer([only]);
      assertEquals(await refused(party("remove", offered.id, only.id)), [
        "tenancy.party_bound",
        "tenant_id",
      ]);
    });
  } finally {
    await close();
  }
});
