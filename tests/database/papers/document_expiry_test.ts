import { assertEquals } from "@std/assert";
import { type Actor, as } from "../actor.ts";
import { inWorld, share } from "./shared_documents.ts";
import { addDocument } from "../world.ts";

Deno.test("members are told 30 and 7 days before a paper expires, once each", () =>
  inWorld(async (database, world) => {
    const { people, org, property } = world;
    const expires_on = "2027-06-30";
    const document = await addDocument(database, people.owner, {
      org,
      property_id: property,
      kind: "insurance",
      expires_on,
    });
    const told = async (today: string, by: Actor = people.manager) => {
      await database.query("select private.remind_of_expiring_documents($1)", [today]);
      return (await as<{ days: number }>(
        database,
        by,
        `select (payload ->> 'days_left')::int as days from notifications
         where kind = 'document_expiring' and subject_id = $1 order by id`,
        [document],
      )).map((row) => row.days);
    };
    assertEquals(await told("2027-05-30"), []);
    assertEquals(await told("2027-05-31"), [30]);
    assertEquals(await told("2027-05-31"), [30]);
    assertEquals(await told("2027-06-22"), [30]);
    // Nothing ran on the 23rd: the next day makes it good.
    assertEquals(await told("2027-06-24"), [30, 6]);
    assertEquals(await told("2027-06-30"), [30, 6]);
    assertEquals(await told("2027-07-01"), [30, 6]);
    assertEquals(await told("2027-07-01", people.owner), [30, 6]);
    assertEquals(await told("2027-07-01", people.agent), [], "who may not change it is not told");
    const late = await addDocument(database, people.owner, {
      org,
      property_id: property,
      expires_on,
    });
    await as(database, people.owner, "select retire_document($1)", [late]);
    await told("2027-06-29");
    assertEquals(
      await database.query("select 1 from notifications where subject_id = $1", [late]),
      [],
    );
  }));

Deno.test({
  name: "many at once make one document, one grant, one reminder",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  fn: () =>
    inWorld(async (database, { people, org, tenancy }) => {
      const twelve = <Value>(work: () => Promise<Value>) =>
        Promise.all(Array.from({ length: 12 }, work));
      const what = {
        org,
        tenancy_id: tenancy,
        sha256: "cd".repeat(32),
        expires_on: "2027-06-30",
      };
      const documents = new Set(await twelve(() => addDocument(database, people.owner, what)));
      assertEquals(documents.size, 1);
      const [document = ""] = documents;
      const grants = await twelve(() =>
        share(database, people.owner, document, { tenancy_id: tenancy })
      );
      assertEquals(new Set(grants.map((grant) => grant.id)).size, 1);
      await twelve(() =>
        database.query("select private.remind_of_expiring_documents('2027-06-20')")
      );
      const told = await database.query<{ kind: string; times: number }>(
        `select kind, count(*)::int as times from notifications where subject_id = $1
         group by kind order by kind`,
        [document],
      );
      assertEquals(told, [
        // The owner and the manager; the tenant.
        { kind: "document_expiring", times: 2 },
        { kind: "document_shared", times: 1 },
      ]);
    }),
});
