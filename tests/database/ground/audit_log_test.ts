import { assertEquals, assertNotEquals } from "@std/assert";
import { as } from "../actor.ts";
import { advertise, offerToRent } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";

/** Audited tables whose rows belong to no organization, or say so through another row. */
const withoutOrganization = [
  "public.chat_warning_patterns",
  "public.consent_texts",
  "public.legal_areas",
  "public.legal_rules",
  "public.notice_lengths",
  "public.notice_rules",
  "public.notice_rulesets",
  "public.notice_service_modes",
  "public.payment_exceptions",
  "public.personal_consents",
  "public.reports",
  "public.staff_members",
  "public.trust_rules",
  "public.verification_rules",
  "private.act_rules",
  "private.deposit_return_rules",
  "private.identity_holders",
  "private.identity_providers",
  "private.offline_waiting_days",
  "private.payee_cooling_off",
  "private.second_person_rules",
  "private.signal_rules",
  "private.staff_role_permissions",
  "private.staff_roles",
  "private.verification_limits",
  "private.verification_reviews",
];

Deno.test("the audit log says whose rows changed, in the order in which they did", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    /** What changed of a row, entry by entry in the order of writing, whatever the ids say. */
    const changesOf = async (table: string, id: string) =>
      (await database.query<{ changed: string }>(
        `select coalesce(nullif(array_to_string(array(select jsonb_object_keys(old_values) order by 1), ' '), ''), action) as changed
         from private.audit_log where table_name = $1 and row_id = $2
         order by occurred_at, cmin::text::integer`,
        [table, id],
      )).map((row) => row.changed);

    await t.step("an entry names the organization of its row", async () => {
      const strays = await database.query<{ table_name: string }>(
        `select distinct table_name from private.audit_log
         where (org_id is null) <> (table_name = any ($1::text::text[])) order by 1`,
        [`{${withoutOrganization}}`],
      );
      assertEquals(strays, []);
      const [own] = await database.query<{ n: number }>(
        "select count(*)::int as n from private.audit_log where table_name = 'public.organizations' and row_id = $1 and org_id::text = $1",
        [org],
      );
      assertEquals(own?.n, 1);
    });

    await t.step("what follows a change stands after it", async () => {
      const property = async (kind: string, parent: string | null) => {
        const [made] = await database.query<{ id: string }>(
          `insert into properties (org_id, kind, parent_id, name, street, area, lga, state)
           values ($1, $2, $3, 'Peace', '1 Glover Road', 'Ikoyi', 'Eti-Osa', 'Lagos') returning id`,
          [org, kind, parent],
        );
        return made?.id as string;
      };
      const estate = await property("estate", null);
      const house = await property("house", estate);
      const [paper] = await database.query<{ id: string }>(
        `insert into title_documents (org_id, property_id, kind, holder_name)
         values ($1, $2, 'governors_consent', 'Ada Obi') returning id`,
        [org, estate],
      );
      for (const status of ["copy_seen", "searched_clean"]) {
        await as(database, people.staff, "select review_title_document($1, $2, 'As registered')", [
          paper?.id,
          status,
        ]);
      }
      for (const parent of [null, estate]) {
        await database.query("update properties set parent_id = $1 where id = $2", [parent, house]);
      }
      const verdict = "is_verified title_searched_on";
      assertEquals(await changesOf("public.properties", house), [
        "INSERT",
        verdict,
        ...["parent_id", verdict],
        ...["parent_id", verdict],
      ]);
      assertEquals(await changesOf("public.properties", await property("house", estate)), [
        "INSERT",
      ]);
      const ofPaper = await changesOf("public.title_documents", paper?.id ?? "");
      assertEquals(ofPaper.at(-1), "place_changed_at", "a reviewer has to see the new one");

      const { listing } = await advertise(database, world);
      const offer = await offerToRent(database, people.stranger, listing);
      await database.query("delete from auth.users where id = $1", [people.stranger.user]);
      assertEquals(await changesOf("public.offers", offer.id), [
        "INSERT",
        "offeror_id",
        "decision_reason status",
      ]);
    });

    await t.step("the ids are of version 7 and give the order away", async () => {
      const [made] = await database.query<{ apart: number; malformed: number }>(
        `with made as (select n, private.uuid_v7()::text as id from generate_series(1, 1000) as n)
         select count(distinct left(id, 18))::int as apart,
           count(*) filter (where id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')::int as malformed
         from made where $1`,
        [true],
      );
      assertEquals(made?.malformed, 0);
      // The embedded engine's clock counts milliseconds; a server's counts what lies between them.
      if (Deno.env.get("DATABASE_URL") === undefined) return;
      assertNotEquals(made?.apart, 1);
      const disordered = await database.query(
        `select 1 from (
           select id, lag(id) over (order by n) as before
           from (select n, private.uuid_v7() as id from generate_series(1, 10000) as n offset 0) as made
         ) as pairs where before >= id and $1`,
        [true],
      );
      assertEquals(disordered, []);
    });
  } finally {
    await close();
  }
});
