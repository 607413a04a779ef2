import { assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "./agencies.ts";

Deno.test("an owner gives an agency a mandate, and takes it back", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people } = world;
    const kinds = async (by: Actor) =>
      (await as<{ kind: string }>(
        database,
        by,
        "select kind from notifications where kind like 'mandate%' order by id",
      )).map((row) => row.kind);

    await t.step(
      "both sides hear of offer, acceptance and revocation, and see each other's name",
      async () => {
        const offered = await offer(database, people.owner, world, harbour.org);
        assertEquals([offered.status, offered.property_id], ["offered", null]);
        const [owner] = await as(
          database,
          harbour.agent,
          "select name from organizations where id = $1",
          [
            world.org,
          ],
        );
        assertEquals(owner, { name: "Ada Homes" });
        const [agency] = await as(
          database,
          people.agent,
          "select name from organizations where id = $1",
          [
            harbour.org,
          ],
        );
        assertEquals(agency, { name: "Harbour" });
        assertEquals((await answer(database, harbour.manager, offered.id))?.status, "active");
        assertEquals(
          (await answer(database, harbour.principal, offered.id))?.status,
          "active",
          "again",
        );
        assertEquals(
          (await revoke(database, people.owner, offered.id, " Too dear "))?.status,
          "revoked",
        );
        const again = await revoke(database, people.owner, offered.id);
        assertEquals([again?.status, again?.reason], ["revoked", "Too dear"]);
        assertEquals(await kinds(harbour.principal), ["mandate_offered", "mandate_revoked"]);
        assertEquals(await kinds(harbour.agent), ["mandate_revoked"]);
        assertEquals(await kinds(people.owner), ["mandate_accepted"]);
      },
    );

    await t.step("only those who may bind their side do so", async () => {
      for (const by of [people.manager, people.agent, people.otherOwner, harbour.principal]) {
        assertEquals(
          (await refusal(offer(database, by, world, harbour.org))).hint,
          "auth.forbidden",
        );
      }
      const offered = await offer(database, people.owner, world, harbour.org);
      for (const by of [harbour.agent, harbour.accountant]) {
        assertEquals((await refusal(answer(database, by, offered.id))).hint, "auth.forbidden");
      }
      for (const by of [people.owner, rival.principal]) {
        assertEquals(await problem(answer(database, by, offered.id)), [
          "PT404",
          "mandate.not_found",
          "id",
        ]);
      }
      assertEquals(
        (await refusal(revoke(database, people.manager, offered.id))).hint,
        "auth.forbidden",
      );
      assertEquals(await problem(revoke(database, harbour.principal, offered.id)), [
        "PT404",
        "mandate.not_found",
        "id",
      ]);
      assertEquals(
        (await as(database, rival.principal, "select id from mandates")).length,
        0,
        "a third party sees none of it",
      );
      assertEquals(
        (await answer(database, harbour.principal, offered.id, false))?.status,
        "declined",
      );
      assertEquals(
        (await refusal(answer(database, harbour.principal, offered.id))).hint,
        "mandate.illegal_transition",
      );
      assertEquals((await kinds(people.owner)).at(-1), "mandate_declined");
    });

    await t.step("an unanswered offer is withdrawn, and stays so", async () => {
      const offered = await offer(database, people.owner, world, harbour.org);
      assertEquals((await revoke(database, people.owner, offered.id))?.status, "withdrawn");
      assertEquals((await kinds(harbour.principal)).at(-1), "mandate_withdrawn");
      assertEquals((await kinds(people.owner)).at(-1), "mandate_declined", "who did it knows");
      assertEquals(
        (await refusal(answer(database, harbour.principal, offered.id))).hint,
        "mandate.illegal_transition",
      );
      const direct = database.query("update mandates set status = 'active' where id = $1", [
        offered.id,
      ]);
      assertEquals((await refusal(direct)).hint, "mandate.illegal_transition");
      const skipped = await offer(database, people.owner, world, harbour.org);
      const sideways = database.query("update mandates set status = 'active' where id = $1", [
        skipped.id,
      ]);
      assertEquals((await refusal(sideways)).hint, "mandate.direct_change");
    });

    await t.step("bad terms are refused by the field", async () => {
      const wrong: [Record<string, unknown>, string, string, string][] = [
        [{ scopes: "{}" }, "PT400", "mandate.bad_terms", "scopes"],
        [{ scopes: null }, "PT400", "mandate.bad_terms", "scopes"],
        [{ scopes: "{list,null}" }, "PT400", "mandate.bad_terms", "scopes"],
        [{ fee_bps: -1 }, "PT400", "mandate.bad_terms", "fee_bps"],
        [{ fee_bps: 10001 }, "PT400", "mandate.bad_terms", "fee_bps"],
        [{ fee_payer: null }, "PT400", "mandate.bad_terms", "fee_payer"],
        [{ starts_on: null }, "PT400", "mandate.bad_terms", "starts_on"],
        [{ starts_on: "-infinity" }, "PT400", "value.bad_date", "starts_on"],
        [{ ends_on: "2026-01-01" }, "PT400", "mandate.bad_terms", "ends_on"],
        [{ ends_on: "infinity" }, "PT400", "value.bad_date", "ends_on"],
        [
          { starts_on: "2020-01-01", ends_on: "2021-01-01" },
          "PT400",
          "mandate.bad_terms",
          "ends_on",
        ],
        [{ evidence: " " }, "PT400", "mandate.bad_terms", "evidence"],
        [{ agent_org_id: world.org }, "PT404", "mandate.unknown_agent", "agent_org_id"],
        [{ agent_org_id: crypto.randomUUID() }, "PT404", "mandate.unknown_agent", "agent_org_id"],
        [{ property_id: crypto.randomUUID() }, "PT404", "mandate.unknown_property", "property_id"],
      ];
      for (const [changes, ...expected] of wrong) {
        assertEquals(
          await problem(offer(database, people.owner, world, harbour.org, changes)),
          expected,
        );
      }
      const offered = await offer(database, people.owner, world, harbour.org, {
        scopes: "{sign,list,list}",
      });
      assertEquals(offered.scopes, ["list", "sign"], "a scope named twice counts once");
      assertEquals(await problem(answer(database, harbour.principal, offered.id, null)), [
        "PT400",
        "mandate.bad_terms",
        "accept",
      ]);
      assertEquals(await problem(revoke(database, people.owner, offered.id, null)), [
        "PT400",
        "mandate.bad_terms",
        "reason",
      ]);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "publishing and revoking at the same moment leaves nothing published under a dead mandate",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close, world, harbour } = await openAgencies();
    try {
      for (let round = 0; round < 8; round++) {
        const mandate = await offer(database, world.people.owner, world, harbour.org);
        await answer(database, harbour.principal, mandate.id);
        const [listing] = await as<{ id: string }>(
          database,
          harbour.agent,
          `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
           values ($1, $2, 'sale', 'Two-bed flat in Yaba', 9000000000, 'total') returning id`,
          [world.org, world.vacantUnit],
        );
        const outcomes = await Promise.allSettled([
          as(database, harbour.agent, "select move_listing($1, 'published')", [listing?.id]),
          revoke(database, world.people.owner, mandate.id),
          as(database, harbour.agent, "select move_listing($1, 'published')", [listing?.id]),
        ]);
        const strange = outcomes.filter((it) =>
          it.status === "rejected" && !["listing.not_found"].includes(it.reason.hint)
        );
        assertEquals(strange, []);
        const live = await database.query(
          "select id from listings where mandate_id = $1 and status = 'published'",
          [mandate.id],
        );
        assertEquals(live, []);
        await as(database, world.people.owner, "select move_listing($1, 'closed')", [listing?.id]);
      }
    } finally {
      await close();
    }
  },
});
