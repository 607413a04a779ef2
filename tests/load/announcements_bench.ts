/**
 * task bench:announcements: how long an announcement to ten thousand tenants takes until every notification, broadcast and
 * delivery is written, against the bare rows of the same audience; both in turns in one run, the median of three rounds.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. --people=N: how many there are.
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { buildWorld } from "../database/world.ts";

const rounds = 3;
const options = parseArgs(Deno.args, { string: ["people"], default: { people: "10000" } });
const people = Number(options.people);
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  throw new Error("Cannot measure: set DATABASE_URL to a PostgreSQL server");
}
const temporary = await createPostgresFromTemplate(server);
const database = openPostgres(temporary.url, 1);
try {
  const world = await buildWorld(database);
  // As if their triggers had run: people, homes and tenancies in force, one for each.
  await database.exec(`
    set session_replication_role = replica;
    create table public.base as
    select n, gen_random_uuid() as person, gen_random_uuid() as unit, gen_random_uuid() as tenancy, gen_random_uuid() as tenant
    from generate_series(1, ${people}) as n;
    insert into auth.users (id, email, email_confirmed_at, phone, phone_confirmed_at)
    select person, person || '@example.ng', now(), '2348' || lpad(n::text, 9, '0'), now() from base;
    insert into profiles (id, display_name) select person, 'Person ' || n from base;
    insert into units (id, org_id, property_id, label, kind)
    select unit, '${world.org}', '${world.property}', 'Door ' || n, 'flat' from base;
    insert into tenancies (id, org_id, unit_id, hold_id, nature, status, starts_on, ends_on, rent_kobo, rent_per)
    select tenancy, '${world.org}', unit, tenancy, 'yearly', 'active', '2025-11-01', '2035-11-01', 120000000, 'year' from base;
    insert into tenancy_parties (org_id, tenancy_id, tenant_id) select '${world.org}', tenancy, tenant from base;
    insert into private.tenancy_people (user_id, tenancy_id, tenant_id) select person, tenancy, tenant from base;
    update private.announcement_limits set a_day = 1000000;
    set session_replication_role = origin;
    analyze`);
  const full: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const id = crypto.randomUUID();
    await database.exec(`
      insert into announcements (id, org_id, client_id, language, is_important, publish_at, planned_people)
      values ('${id}', '${world.org}', gen_random_uuid(), 'en', true, now(), ${people});
      insert into announcement_texts (announcement_id, org_id, language, title, body)
      values ('${id}', '${world.org}', 'en', 'Water is off', 'From eight until noon the pump is serviced.')`);
    full.push(await took(() => database.exec("select private.publish_announcements()")));
    const [written] = await database.query<{ notes: number; sends: number }>(
      `select (select count(*)::int from notifications where subject_id = $1) as notes,
         (select count(*)::int from private.deliveries as d join notifications as n on n.id = d.notification_id where n.subject_id = $1) as sends`,
      [id],
    );
    if (written === undefined || written.notes < people || written.sends < 2 * people) {
      throw new Error(`Cannot measure: ${JSON.stringify(written)} is less than all`);
    }
    await database.exec("create table public.bare (like public.notifications)");
    bare.push(
      await took(() =>
        database.exec(`
          insert into public.bare select private.uuid_v7(), person, '${world.org}', 'bare', 'Water is off', '${id}', '{}', null, now()
          from base`)
      ),
    );
    await database.exec("drop table public.bare");
    console.log(
      `round ${round + 1}: ${written.notes} notifications and ${written.sends} deliveries in ${
        full.at(-1)?.toFixed(0)
      } ms; bare rows of the audience ${bare.at(-1)?.toFixed(0)} ms`,
    );
  }
  console.log(
    `\nan announcement to ${people} tenants, by SMS and e-mail: ${
      median(full).toFixed(0)
    } ms (aim: 2000), ${(median(full) / median(bare)).toFixed(1)} times its bare rows`,
  );
} finally {
  await database.close();
  await temporary.drop();
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? NaN;
}
