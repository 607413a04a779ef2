import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { prove } from "../trust/proven.ts";
import { createUser } from "../world.ts";
import { answer, offer, openAgencies } from "./agencies.ts";

interface Found {
  org_id: string;
  name: string;
  area: string | null;
  state: string | null;
  checked: { what: string }[];
  live_listings: number;
}

Deno.test("an owner finds an agency by its name, or by where it lists homes", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people } = world;
    const find = (words: string | null, by: Actor = people.owner, most: number | null = null) =>
      as<Found>(database, by, "select * from find_agencies($1, $2)", [words, most]);
    const names = async (words: string | null, by?: Actor) =>
      (await find(words, by)).map(({ name }) => name);

    await t.step("by any part of the name, however it is written", async () => {
      assertEquals(await names("rival"), ["Rival"]);
      assertEquals(await names(" HARBO "), ["Harbour", "Harbour Agents"]);
      assertEquals(await names("agents harb"), ["Harbour Agents"]);
      await database.query("update organizations set name = 'Ọ̀ṣun & Sons 24' where id = $1", [
        rival.org,
      ]);
      for (const words of ["osun", "Ọ̀ṢUN", "sons24", "son's... osun"]) {
        assertEquals(await names(words), ["Ọ̀ṣun & Sons 24"], words);
      }
    });

    await t.step(
      "what it shows is what its owners let everybody see, and no way to reach them",
      async () => {
        const [found] = await find("harbour");
        assertEquals(found, {
          org_id: harbour.org,
          name: "Harbour",
          area: null,
          state: null,
          checked: [],
          live_listings: 0,
        });
        assertEquals(
          (await find("harbour", people.stranger)).length,
          2,
          "anybody who is signed in",
        );
        await database.query("update profiles set display_name = 'Ada Obi' where id = $1", [
          harbour.principal.user,
        ]);
        await prove(database, harbour.principal, "nin");
        assertEquals((await find("harbour"))[0]?.checked.map(({ what }) => what), ["owner_nin"]);
      },
    );

    await t.step("by a place, once it lists homes there, for itself or for an owner", async () => {
      assertEquals(await names("yaba"), [], "the owner's own listings are no agency's");
      const mandate = await offer(database, people.owner, world, harbour.org, { scopes: "{list}" });
      await answer(database, harbour.principal, mandate.id);
      await database.query(
        "update listings set mandate_id = $2 where org_id = $1 and status = 'published'",
        [world.org, mandate.id],
      );
      const [found] = await find("Yaba");
      assertEquals(
        [found?.name, found?.area, found?.state, found?.live_listings],
        ["Harbour", "Yaba", "Lagos", 1],
      );
      assertEquals(await names("Lagos Mainland"), ["Harbour"]);
      await database.query(
        `select private.move_listing(id, 'paused') from listings where org_id = $1 and status = 'published'`,
        [world.org],
      );
      assertEquals(await names("Yaba"), []);
      assertEquals((await find("harbour"))[0]?.live_listings, 0);
    });

    await t.step("no other kind, and nobody who is suspended", async () => {
      await database.query("update organizations set kind = 'manager' where id = $1", [rival.org]);
      assertEquals(await names("osun"), []);
      assertEquals(await names("ada homes"), [], "an owner");
      await database.query("update organizations set suspended_at = now() where id = $1", [
        harbour.org,
      ]);
      assertEquals(await names("harbour"), ["Harbour Agents"]);
      await database.query("update organizations set suspended_at = null where id = $1", [
        harbour.org,
      ]);
    });

    await t.step("within bounds", async () => {
      for (const words of [null, "", "ha", "% %", "___", "a b c d"]) {
        assertEquals(await names(words), [], String(words));
      }
      await database.query(
        `insert into organizations (kind, name, address)
         select 'agency', 'Many Homes ' || n, '1 Broad Street, Lagos' from generate_series(1, 30) as n`,
      );
      assertEquals((await find("many homes")).length, 10);
      assertEquals((await find("many homes", people.owner, 1000)).length, 20);
      assertEquals((await find("many homes", people.owner, -1)).length, 1);
      assertEquals(await problem(find("har\u0007bour")), [
        "PT400",
        "value.bad_text",
        "words",
      ]);
    });

    await t.step("not for visitors, and not without end", async () => {
      assertEquals((await refusal(find("harbour", "visitor"))).code, "42501");
      const somebody = { user: await createUser(database, "somebody") };
      await database.query(
        "update private.person_limits set burst = 1 where action = 'find_agencies'",
      );
      await find("harbour", somebody);
      const { code, message } = await refusal(find("harbour", somebody));
      assertEquals([code, JSON.parse(message).hint], ["PGRST", "rate_limit.exceeded"]);
    });

    await t.step("by an index, however many there are", async () => {
      await database.exec(
        `insert into organizations (kind, name, address)
         select case when n % 3 = 0 then 'owner' else 'agency' end::organization_kind,
           md5(n::text), '1 Broad Street, Lagos' from generate_series(1, 2000) as n;
         analyze organizations;`,
      );
      const plan = await database.query<{ "QUERY PLAN": string }>(
        `explain select agency.id from public.organizations as agency
         where agency.kind = 'agency' and agency.suspended_at is null and $1
           and private.fold_words(agency.name) like '%' || 'harbour' || '%' limit 500`,
        [true],
      );
      const told = plan.map((row) => row["QUERY PLAN"]).join("\n");
      assert(told.includes("organizations_agency_name_idx"), told);
    });
  } finally {
    await close();
  }
});
