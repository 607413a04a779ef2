import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { prove } from "./proven.ts";

interface Wanted {
  case_id: string;
  shown_name: string;
  verified_name: string;
}

Deno.test("a badge stands beside the name that was verified, and beside no other", async (t) => {
  const { database, world, close } = await openWorld();
  await liftLimits(database);
  const { owner, manager } = world.people;
  try {
    const call = (name: string) =>
      as(database, owner, "update profiles set display_name = $2 where id = $1", [
        owner.user,
        name,
      ]);
    const badges = async () =>
      (await as<{ checked: { what: string }[] }>(
        database,
        manager,
        "select checked from badges_of_people(array[$1]::uuid[])",
        [owner.user],
      ))[0]?.checked.map((it) => it.what);
    const ofOrganization = async () =>
      (await as<{ checked: { what: string }[] }>(
        database,
        "visitor",
        "select checked from badges_of_organizations(array[$1]::uuid[])",
        [world.org],
      ))[0]?.checked.map((it) => it.what);
    const claim = () =>
      as<Wanted>(database, "service", "select * from service.claim_shown_names()");
    const record = async (wanted: Wanted | undefined, isTheirs: boolean | null) =>
      (await as<{ counts: boolean | null }>(
        database,
        "service",
        "select service.record_shown_name($1, $2, $3) as counts",
        [wanted?.case_id, wanted?.shown_name, isTheirs],
      ))[0]?.counts;
    const shown = ["email", "nin"];
    const hidden = ["email"];

    await call("Somebody Else");
    await prove(database, owner, "nin", ["Chukwuemeka Paul", "Ọkẹkẹ"]);
    assertEquals(await badges(), hidden, "verified under another name than is shown");

    await t.step(
      "part of the name counts at once, and an owner's organization follows",
      async () => {
        for (
          const name of ["Okeke", "paul okeke", "OKEKE, CHUKWUEMEKA PAUL", "Chukwuemeka Ọkẹkẹ"]
        ) {
          await call(name);
          assertEquals([await badges(), await ofOrganization()], [shown, ["owner_nin"]], name);
          assertEquals(await claim(), [], name);
        }
        for (
          const name of ["Aliko Dangote", "Paul Dangote", "P", "Okeke & Zenith Bank", "New user"]
        ) {
          await call(name);
          assertEquals([await badges(), await ofOrganization()], [hidden, []], name);
        }
      },
    );

    await t.step("what people go by is compared, and counts for that name alone", async () => {
      await call("Emeka Okeke");
      assertEquals(await badges(), hidden);
      const [wanted] = await claim();
      assertEquals([wanted?.shown_name, wanted?.verified_name], [
        "Emeka Okeke",
        "Chukwuemeka Paul Ọkẹkẹ",
      ]);
      assertEquals(await claim(), [], "another worker has it");
      await call("Aliko Dangote");
      assertEquals(await record(wanted, true), false, "it was changed meanwhile");
      assertEquals(await badges(), hidden);
      const [next] = await claim();
      assertEquals(next?.shown_name, "Aliko Dangote");
      assertEquals([await record(next, false), await badges()], [false, hidden]);
      await call("Emeka Okeke");
      const [again] = await claim();
      assertEquals([await record(again, true), await badges()], [true, shown]);
      assertEquals(await record(again, null), true, "once");
      await call("Aliko Dangote");
      assertEquals(await badges(), hidden);
      await call("Emeka Okeke");
      assertEquals(await badges(), hidden, "compared anew");
      assertEquals(await record({ ...again!, case_id: crypto.randomUUID() }, true), null);
    });

    await t.step("a verification in the new name counts for it, a level for any", async () => {
      await call("Aliko Dangote");
      await prove(database, owner, "bank_account", ["Aliko", "Dangote"]);
      assertEquals(await badges(), ["email", "bank_account"]);
      const [trust] = await database.query<{ level: string }>(
        "select private.trust_level($1)::text as level",
        [owner.user],
      );
      assertEquals(trust?.level, "identity");
    });

    await t.step("staff who open a signal see what was verified under any name", async () => {
      const [row] = await database.query<{ of: { what: string }[]; org: { what: string }[] }>(
        "select private.checks_of_person($1, true) as of, private.checks_of_organization($2, true) as org",
        [owner.user, world.org],
      );
      assertEquals(row?.of.map((it) => it.what).includes("nin"), true);
      assertEquals(row?.org.map((it) => it.what).includes("owner_nin"), true);
    });
  } finally {
    await close();
  }
});
