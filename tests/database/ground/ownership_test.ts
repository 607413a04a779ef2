import { assert, assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { addLetters } from "../papers/letters.ts";
import { addTalks } from "../words/talking.ts";
import { addDeals } from "../deals/deals.ts";
import { addOwed } from "../money/owed.ts";
import { addPayout } from "../money/payouts.ts";
import { openWorld } from "../test_database.ts";
import { createOrganization } from "../world.ts";

/** What says no: the rule itself, or one that keeps the whole row as it is and speaks first. */
const refusals = ["record.other_organization", "record.append_only", "inspection.frozen"];

/** Tables whose id is somebody else's on purpose. */
const sharedIds = ["public.profiles"];

Deno.test("the database makes ids, and what belongs to an organization stays with it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const offenders = async (query: string, parameters: readonly unknown[] = [true]) =>
      (await database.query<{ offender: string }>(query, parameters)).map((it) => it.offender);

    await t.step("no one chooses an id, or changes what identifies a row", async () => {
      assertEquals(
        await offenders(
          `select t.oid::regclass || '.' || a.attname || ' ' || role || ' ' || verb as offender
           from pg_class as t
           join pg_index as i on i.indrelid = t.oid and i.indisprimary
           join pg_attribute as a on a.attrelid = t.oid and a.attnum = any (i.indkey)
           cross join unnest(array['anon', 'authenticated']) as role
           cross join unnest(array['insert', 'update']) as verb
           where t.relnamespace = 'public'::regnamespace and $1
             and has_column_privilege(role, t.oid, a.attnum, verb)
             and (verb = 'update' or a.attname = 'id') order by 1`,
        ),
        [],
      );
    });

    await t.step("every identifier has its default, and no function writes one", async () => {
      assertEquals(
        await offenders(
          `select t.oid::regclass::text as offender from pg_class as t
           join pg_attribute as a on a.attrelid = t.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
           left join pg_attrdef as d on d.adrelid = t.oid and d.adnum = a.attnum
           where t.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and t.relkind in ('r', 'p')
             and pg_get_expr(d.adbin, d.adrelid) is distinct from 'private.uuid_v7()' and $1 order by 1`,
        ),
        sharedIds.map((it) => it.replace("public.", "")),
      );
      assertEquals(
        await offenders(
          `select p.proname::text as offender from pg_proc as p
           where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace, 'service'::regnamespace)
             and p.prosrc ~* 'insert into\\s+\\S+(\\s+as\\s+\\w+)?\\s*\\(\\s*id\\M' and $1 order by 1`,
        ),
        // Entries and their lines are written by one statement, and the lines must name the entry. A broadcast names its row
        // in its payload, as realtime.send() does; the table is the platform's.
        ["after_charges_posted", "broadcast", "broadcast", "create_profile", "post_entry"],
        "what a caller wants to repeat has a key of its own, such as client_id",
      );
    });

    const owned = await offenders(
      `select t.oid::regclass::text as offender from pg_class as t
       join pg_attribute as a on a.attrelid = t.oid and a.attname = 'org_id' and not a.attisdropped
       where t.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
         and t.relkind in ('r', 'p') and not t.relispartition and $1 order by 1`,
    );

    await t.step("people have no right to change an owner", async () => {
      assertEquals(
        await offenders(
          `select owned || ' ' || role as offender from unnest($1::text::text[]) as owned
           cross join unnest(array['anon', 'authenticated']) as role
           where has_column_privilege(role, owned, 'org_id', 'update')`,
          [`{${owned.join(",")}}`],
        ),
        [],
      );
    });

    await t.step(
      "and no other role changes one, our own workers and the administrator included",
      async () => {
        await addDeals(database, world);
        await addTalks(database, world);
        await addLetters(database, world);
        await addPayout(database, world);
        await addOwed(database, world);
        const other = await createOrganization(database, world.people.stranger, "Elsewhere Homes");
        const untried: string[] = [];
        for (const table of owned) {
          const change = `update ${table} set org_id = $1 where org_id = $2`;
          const [row] = await database.query(`select 1 from ${table} where org_id = $1 limit 1`, [
            world.org,
          ]);
          if (row === undefined) {
            untried.push(table);
            continue;
          }
          const refused = await refusal(database.query(change, [other, world.org]));
          assert(refusals.includes(refused.hint), `${table}: ${refused.hint}`);
          const [may] = await database.query<{ may: boolean }>(
            "select has_column_privilege('service_role', $1, 'org_id', 'update') as may",
            [table],
          );
          if (may?.may !== true) continue;
          const ours = await refusal(as(database, "service", change, [other, world.org]));
          assert(refusals.includes(ours.hint), `${table}: ${ours.hint}`);
        }
        assertEquals(untried, [
          "applicant_levels",
          "history_consents",
          "history_views",
          "principal_moves",
          "private.ledger_proofs",
          "private.new_permissions",
          "private.payee_fingerprints",
          "private.payee_name_checks",
          "private.places_seen",
          "private.signals",
          "receipt_voids",
          "tenancy_notices",
        ]);
      },
    );

    await t.step("also where this world has no row to try", async () => {
      assertEquals(
        await offenders(
          `select owned as offender from unnest($1::text::text[]) as owned
           where not exists (
             select from pg_trigger as g
             where g.tgrelid = owned::regclass and g.tgname = 'keep_organization' and g.tgenabled = 'O')`,
          [`{${owned.join(",")}}`],
        ),
        [],
      );
    });
  } finally {
    await close();
  }
});
