import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, refusal } from "../actor.ts";
import { advance, freshUnit, knownTenant, letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";

Deno.test("a tenancy binds those who accepted it, as they accepted it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    const statusOf = async (tenancy: string) =>
      (await database.query<{ status: string }>("select status from tenancies where id = $1", [
        tenancy,
      ]))[0]?.status;
    const offerTo = async (...tenants: string[]) =>
      await on(
        database,
        owner,
        "offer_tenancy($1, $2::text::uuid[], private.lagos_date()::text, 10000000)",
        await freshUnit(database, world),
        `{${tenants.join(",")}}`,
      );
    const problem = async (call: Promise<unknown>) => {
      const { code, hint, detail } = await refusal(call);
      return [code, hint, JSON.parse(detail).field];
    };

    await t.step("paper undoes no notice and revives nothing that is held over", async () => {
      const noticed = await letSince(database, world, 13, { per: "month" });
      await as(database, noticed.tenant, "select give_notice($1, $2, 'Leaving town')", [
        noticed.tenancy.id,
        nigerianDate(60),
      ]);
      const over = await letSince(database, world, 13);
      await advance(database);
      for (
        const [tenancy, status] of [[noticed, "notice_given"], [over, "holding_over"]] as const
      ) {
        const id = tenancy.tenancy.id;
        assertEquals(
          await problem(on(database, owner, "activate_tenancy($1, 'A paper')", id)),
          ["PT409", "tenancy.illegal_transition", "tenancy_id"],
        );
        assertEquals(await statusOf(id), status);
      }
    });

    await t.step("the paper that began a tenancy is not replaced by another", async () => {
      const paper = await knownTenant(database, world, false);
      const { id } = await offerTo(paper.id);
      await on(database, owner, "activate_tenancy($1, 'Paper one')", id);
      const repeated = await on(database, owner, "activate_tenancy($1, ' Paper one ')", id);
      assertEquals(repeated.status, "active");
      assertEquals(
        await problem(on(database, owner, "activate_tenancy($1, 'Paper two')", id)),
        ["PT409", "tenancy.illegal_transition", "tenancy_id"],
      );
    });

    await t.step("nobody joins an offer that another has accepted", async () => {
      const [first, second, third] = [
        await knownTenant(database, world),
        await knownTenant(database, world),
        await knownTenant(database, world),
      ];
      const { id } = await offerTo(first.id, second.id);
      const add = (tenant: string) =>
        as(database, owner, "select add_tenancy_party($1, $2)", [id, tenant]);
      await on(database, first, "accept_tenancy($1)", id);
      assertEquals(await problem(add(third.id)), ["PT409", "tenancy.party_bound", "tenant_id"]);
      await add(second.id);
      await as(database, owner, "select remove_tenancy_party($1, $2)", [id, second.id]);
      assertEquals(await statusOf(id), "active", "the last answer awaited is awaited no more");
    });

    await t.step("nobody becomes liable by being forgotten", async () => {
      const forget = (who: { user: string }) =>
        database.query("select private.anonymize_person($1)", [who.user]);
      const named = async (id: string) =>
        (await database.query<{ tenant_id: string }>(
          "select tenant_id from tenancy_parties where tenancy_id = $1 order by tenant_id",
          [id],
        )).map((it) => it.tenant_id);
      const two = async () =>
        [
          await knownTenant(database, world),
          await knownTenant(database, world),
        ] as const;

      const alone = await knownTenant(database, world);
      const only = await offerTo(alone.id);
      await forget(alone);
      assertEquals(await statusOf(only.id), "cancelled");

      const [first, second] = await two();
      const both = await offerTo(first.id, second.id);
      await on(database, first, "accept_tenancy($1)", both.id);
      await forget(second);
      assertEquals([await statusOf(both.id), await named(both.id)], ["active", [first.id]]);

      const [stays, leaves] = await two();
      const open = await offerTo(stays.id, leaves.id);
      await forget(leaves);
      assertEquals([await statusOf(open.id), await named(open.id)], ["offered", [stays.id]]);
      await on(database, stays, "accept_tenancy($1)", open.id);
      assertEquals(await statusOf(open.id), "active");

      const [accepted, other] = await two();
      const bound = await offerTo(accepted.id, other.id);
      await on(database, accepted, "accept_tenancy($1)", bound.id);
      await forget(accepted);
      assertEquals(await statusOf(bound.id), "cancelled");
    });

    await t.step("who has not accepted does not give notice for the others", async () => {
      const { tenancy } = await letSince(database, world, 2, { per: "month" });
      const joined = await knownTenant(database, world);
      await as(database, owner, "select add_tenancy_party($1, $2)", [tenancy.id, joined.id]);
      const give = () =>
        as(database, joined, "select give_notice($1, $2, 'Leaving town')", [
          tenancy.id,
          nigerianDate(365),
        ]);
      assertEquals(await problem(give()), ["PT409", "tenancy.not_accepted", "tenancy_id"]);
      await on(database, joined, "accept_tenancy($1)", tenancy.id);
      await give();
      assertEquals(await statusOf(tenancy.id), "notice_given");
    });

    await t.step(
      "a renewal that had begun ends for good, though the night has not come",
      async () => {
        const { tenancy, tenant, unit } = await letSince(database, world, 11);
        const renewal = await on(database, owner, "offer_renewal($1, 12000000)", tenancy.id);
        await on(database, tenant, "accept_tenancy($1)", renewal.id);
        // As it stands on the day after the term, before the nightly job.
        await database.query(
          "update tenancies set ends_on = private.lagos_date() - 1 where id = $1",
          [tenancy.id],
        );
        await database.query(
          "update tenancies set starts_on = private.lagos_date() - 1 where id = $1",
          [renewal.id],
        );
        await on(database, owner, "end_tenancy($1, 'Moved out')", renewal.id);
        assertEquals(await statusOf(tenancy.id), "ended");
        const next = await knownTenant(database, world);
        const again = await on(
          database,
          owner,
          "offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() + 1)::text, 10000000)",
          unit,
          next.id,
        );
        assertEquals(again.status, "offered");
      },
    );
  } finally {
    await close();
  }
});
