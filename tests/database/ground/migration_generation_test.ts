import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { basename, fromFileUrl, join } from "@std/path";
import { cp } from "node:fs/promises";
import { StackError } from "../../../local/stack_error.ts";
import { applyMigrations, readMigrations } from "../../../local/supabase/database/migrate.ts";
import { loadSchemas, readSchemas } from "../../../local/supabase/database/schemas.ts";
import { beginPart } from "../../../local/tools/migrations/begin_part.ts";
import { check } from "../../../local/tools/migrations/check.ts";
import { differences, readCatalog } from "../../../local/tools/migrations/database_state.ts";
import { generate } from "../../../local/tools/migrations/generate.ts";
import { type Project, projectAt } from "../../../local/tools/migrations/project.ts";
import { release } from "../../../local/tools/migrations/release.ts";
import {
  type TemporaryDatabase,
  withTemporaryDatabases,
} from "../../../local/tools/migrations/temporary_databases.ts";

const supabase = fromFileUrl(new URL("../../../supabase", import.meta.url));
const server = Deno.env.get("DATABASE_URL");

/** A project with the schemas of this one, of which nothing is released. */
async function copyProject(): Promise<{ folder: string; project: Project }> {
  const folder = await Deno.makeTempDir({ prefix: "estate-migrations-" });
  const project = projectAt(folder);
  for (const name of ["schemas", "seed.sql"]) {
    await cp(join(supabase, name), join(project.folder, name), { recursive: true });
  }
  return { folder, project };
}

/** Adds a last room, so that this test does not depend on how the others are written. */
async function addRoom(project: Project, room: string, sql: string): Promise<void> {
  await Deno.mkdir(join(project.schemas, "98_changes"), { recursive: true });
  await Deno.writeTextFile(join(project.schemas, "98_changes", room), sql);
}

/** Puts `word` at the end of the enum of permissions. */
async function addPermission(project: Project, word: string): Promise<void> {
  const room = join(project.schemas, "02_people", "25_permissions.sql");
  const sql = await Deno.readTextFile(room);
  const changed = sql.replace(
    /(create type private\.permission as enum \([^)]*)\)/,
    (_, words) => `${words.trimEnd()}, '${word}')`,
  );
  assert(changed !== sql, "the enum of permissions is somewhere else");
  await Deno.writeTextFile(room, changed);
}

async function migrate(database: TemporaryDatabase, project: Project): Promise<void> {
  await applyMigrations(database, await readMigrations(project.migrations));
}

/** How many rows each table has that a migration must not touch, with a digest of them. */
async function contents(database: TemporaryDatabase): Promise<Record<string, string>> {
  const tables = ["organizations", "units", "listings", "tenancies", "payments", "receipts"];
  const found: Record<string, string> = {};
  for (const table of tables) {
    const [row] = await database.query<{ rows: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(it)::text, ',' order by it.id)), '') as rows
       from public.${table} as it where $1`,
      [true],
    );
    found[table] = row?.rows ?? "";
  }
  return found;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await assertRejects(() => work, StackError);
  return `${error.message}\n${error.remedy}`;
}

const firstRoom = `
create table public.surveys (id integer primary key, note text, word text);
comment on table public.surveys is 'A table of the released state, some of which is changed.';
insert into public.nigerian_states (code, name) values ('XA', 'Nowhere');
`;

/** One change of every kind, after which `public.surveys` has lost a column. */
const changes = `
create or replace function private.lagos_date(at timestamptz default now())
returns date language sql stable parallel safe set search_path = ''
as $$ select (at at time zone 'Africa/Lagos')::date + 0 $$;

alter policy uploads_delete on storage.objects using (false);
alter policy messages_insert_realtime on realtime.messages with check (false);
alter policy listings_select_visitor on public.listings using (status = 'published' and org_id is not null);

revoke update (maximum_nights) on public.listings from authenticated;
grant update (maximum_nights, is_furnished) on public.listings to authenticated;
grant usage on schema pgmq to service_role;

alter table public.properties add column is_surveyed boolean not null default false;
comment on column public.properties.is_surveyed is 'Whether somebody walked its border.';
create index properties_surveyed_idx on public.properties (org_id) where is_surveyed;
alter table public.surveys drop column note;

insert into private.role_permissions (role, permission) values ('accountant', 'reports.print');
update public.nigerian_states set also_called = array['O''Neil', 'Eko'] where code = 'LA';
delete from public.nigerian_states where code = 'XA';
update storage.buckets set file_size_limit = 123456 where id = 'uploads';
insert into storage.buckets (id, name) values ('maps', 'maps');

select cron.schedule('expire-holds', '*/2 * * * *', 'select private.expire_holds()');
select cron.schedule('survey', '1 1 * * *', 'select ''nothing''');
select cron.unschedule('draw-credit');
select pgmq.create('surveys');
`;

/** A column of a filled table that has to be filled by hand. */
const moreChanges = `
alter table public.surveys add column length integer not null;
alter table public.surveys add constraint surveys_id_check check (id between 1 and 9 and word <> '');
`;

Deno.test({
  name: "generated migrations bring a filled database to changed schemas, and lose nothing",
  ignore: server === undefined,
}, async (t) => {
  const url = server as string;
  const { folder, project } = await copyProject();
  const now = new Date("2027-03-04T05:06:07Z");
  const lost = "column:public.surveys.note";
  const files = async () =>
    (await readMigrations(project.migrations)).map((it) => basename(it.path));

  try {
    await withTemporaryDatabases(url, async (make) => {
      const filled = await make();
      let before: Record<string, string> = {};
      let released: string[] = [];

      await t.step("the first release freezes a file for each chapter", async () => {
        await addRoom(project, "10_first.sql", firstRoom);
        await generate(project, undefined);
        await release(project, url, "v0.1.0");
        released = await files();
        await migrate(filled, project);
        await filled.exec(await Deno.readTextFile(join(supabase, "seed.sql")));
        await filled.exec("insert into public.surveys values (1, 'lost', 'kept')");
        before = await contents(filled);
        assert(Number(before["listings"]?.split(" ")[0]) > 100, before["listings"]);
      });

      await t.step("a column that would be lost is named, and nothing is written", async () => {
        await addPermission(project, "reports.print");
        await addRoom(project, "20_changes.sql", changes);
        const refusal = await refusalOf(generate(project, url, { name: "surveys", now }));
        assertEquals(refusal.match(/\w+:public\.[\w.]+/g), [lost, lost]);
        assertEquals(await files(), released);
      });

      await t.step(
        "with permission it is generated: new enum values apart, all else at once",
        async () => {
          const report = await generate(project, url, { name: "surveys", now, allowed: [lost] });
          assertEquals(report.written, [
            "20270304050601_surveys_values.sql",
            "20270304050602_surveys.sql",
          ]);
          assertEquals(report.losses, [lost]);
          assertEquals(report.deletedRules, ["public.nigerian_states XA"]);
        },
      );

      await t.step("a column without a value for the rows that exist is named", async () => {
        await addRoom(project, "30_more_changes.sql", moreChanges);
        const refusal = await refusalOf(generate(project, url));
        assertStringIncludes(refusal, "public.surveys.length");
      });

      await t.step(
        "what a person writes stays, and a permission is not asked for twice",
        async () => {
          const file = await beginPart(project, "before", "measured");
          assertEquals(file, "20270304050600_measured_before.sql");
          const path = join(project.migrations, file);
          const byHand = `${await Deno.readTextFile(path)}
          alter table public.surveys add column length integer;
          update public.surveys set length = 7;`;
          await Deno.writeTextFile(path, byHand);
          const report = await generate(project, url);
          assertEquals(report.written, ["20270304050602_surveys.sql"]);
          assertEquals(report.demands, [
            'ALTER TABLE "public"."surveys" ALTER COLUMN "length" SET NOT NULL',
            'ALTER TABLE "public"."surveys" ADD CONSTRAINT "surveys_id_check" ' +
            "CHECK (((id >= 1) AND (id <= 9) AND (word <> ''::text)))",
          ]);
          assertEquals(await Deno.readTextFile(path), byHand);
          const last = await beginPart(project, "after", "measured");
          await Deno.writeTextFile(
            join(project.migrations, last),
            "update public.surveys set word = word || ' and counted'",
          );
          await check(project, url);
        },
      );

      await t.step(
        "the filled database arrives at the catalog of the schemas with its data",
        async () => {
          await migrate(filled, project);
          const loaded = await make();
          await loadSchemas(loaded, await readSchemas(project.schemas), []);
          assertEquals(
            differences(
              { name: "migrated", state: await readCatalog(filled) },
              { name: "loaded", state: await readCatalog(loaded) },
            ),
            [],
          );
          assertEquals(await contents(filled), before);
          const read = async (sql: string) => (await filled.query(sql, [true])).map(Object.values);
          assertEquals(await read("select * from public.surveys where $1"), [[
            1,
            "kept and counted",
            7,
          ]]);
          assertEquals(await read("select distinct is_surveyed from public.properties where $1"), [[
            false,
          ]]);
          assertEquals(
            await read(
              "select role::text from private.role_permissions where permission = 'reports.print' and $1 order by role",
            ),
            [["accountant"], ["manager"], ["owner"]],
          );
          assertEquals(
            await read(
              "select also_called from public.nigerian_states where code in ('LA', 'XA') and $1",
            ),
            [[["O'Neil", "Eko"]]],
          );
          assertEquals(
            await read(
              "select file_size_limit::int from storage.buckets where id in ('uploads', 'maps') and $1 order by id desc",
            ),
            [[123456], [null]],
          );
        },
      );

      await t.step("a generated file that somebody edited is named", async () => {
        const path = join(project.migrations, "20270304050602_surveys.sql");
        const text = await Deno.readTextFile(path);
        await Deno.writeTextFile(path, `${text}select 1;\n`);
        assertStringIncludes(await refusalOf(check(project, url)), "20270304050602_surveys.sql");
        await Deno.writeTextFile(path, text);
      });

      await t.step("a frozen file that somebody edited is named", async () => {
        const path = join(project.migrations, released[0] ?? "");
        await Deno.writeTextFile(path, `${await Deno.readTextFile(path)}\n`);
        for (const work of [() => check(project, url), () => generate(project, url)]) {
          assertStringIncludes(
            await refusalOf(work()),
            `${released[0]} has changed since release v0.1.0`,
          );
        }
      });
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test({
  name:
    "everything that the schemas say can be migrated to: the rest of them after a release of the first chapter",
  ignore: server === undefined,
}, async () => {
  const url = server as string;
  const { folder, project } = await copyProject();
  try {
    await Deno.mkdir(join(project.folder, "later"));
    const move = async (from: string, to: string) => {
      for await (const { name } of Deno.readDir(join(project.folder, from))) {
        if (name === "01_ground") continue;
        await Deno.rename(join(project.folder, from, name), join(project.folder, to, name));
      }
    };
    await move("schemas", "later");
    await generate(project, undefined);
    await release(project, url, "v0.1.0");
    await move("later", "schemas");
    const report = await generate(project, url, { name: "the_rest" });
    assertEquals(report.losses, []);
    await release(project, url, "v0.2.0");
    // What is there is not planned again.
    assertEquals((await generate(project, url)).written, []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
