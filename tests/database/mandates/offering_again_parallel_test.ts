import { assertEquals } from "@std/assert";
import { problem, refusal } from "../actor.ts";
import { liftLimits } from "../world.ts";
import { answer, offer, openAgencies, revoke } from "./agencies.ts";

Deno.test("a mandate that is offered again is the one that there is", async () => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { owner } = world.people;
    const terms = { evidence: "Letter of 1 May" };
    const first = await offer(database, owner, world, harbour.org, terms);
    const again = (changes: Record<string, unknown> = {}, agency = harbour.org) =>
      offer(database, owner, world, agency, { ...terms, ...changes });
    assertEquals((await again()).id, first.id);
    assertEquals((await again({ scopes: "{collect,list,list}", evidence: null })).id, first.id);
    await answer(database, harbour.principal, first.id);
    assertEquals((await again()).id, first.id, "active");
    const other = await refusal(again({ evidence: "Letter of 2 May" }));
    assertEquals([other.code, other.hint], ["PT409", "mandate.already_given"]);
    assertEquals(JSON.parse(other.detail), { field: "evidence", mandate_id: first.id });
    for (
      const changes of [
        { fee_bps: 900 },
        { fee_payer: "owner" },
        { scopes: "{list}" },
        { starts_on: "2026-01-02" },
        { ends_on: "2099-01-02" },
        { property_id: world.property },
      ]
    ) {
      const made = await again(changes);
      assertEquals([made.id === first.id, made.status], [false, "offered"]);
    }
    assertEquals((await again({}, rival.org)).status, "offered");
    // One without a paper takes it when it is offered again with one, and keeps it.
    const bare = { fee_bps: 1200, evidence: null };
    const { id } = await again(bare);
    for (const evidence of ["Letter of 3 May", null]) {
      assertEquals((await again({ ...bare, evidence })).id, id);
      const [kept] = await database.query("select evidence from mandates where id = $1", [id]);
      assertEquals(kept, { evidence: "Letter of 3 May" });
    }
    assertEquals(
      (await refusal(again({ ...bare, evidence: "Letter of 4 May" }))).hint,
      "mandate.already_given",
    );
    await revoke(database, owner, first.id);
    const anew = await again();
    assertEquals([anew.id === first.id, anew.status], [false, "offered"], "a revoked one is over");
    for (const fee_bps of ["99999999999", "0.5", "-1", "10001"]) {
      assertEquals(await problem(again({ fee_bps })), ["PT400", "mandate.bad_terms", "fee_bps"]);
    }
  } finally {
    await close();
  }
});

Deno.test({
  name: "two offers of one mandate at once make one",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close, world, harbour } = await openAgencies();
    try {
      await liftLimits(database);
      for (let round = 0; round < 10; round++) {
        const made = await Promise.all(
          Array.from(
            { length: 4 },
            () => offer(database, world.people.owner, world, harbour.org, { fee_bps: round }),
          ),
        );
        assertEquals(new Set(made.map((it) => it.id)).size, 1);
      }
    } finally {
      await close();
    }
  },
});
