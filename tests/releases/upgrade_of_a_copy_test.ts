import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { cp } from "node:fs/promises";
import { type DatabaseState, readCatalog } from "../../local/tools/migrations/database_state.ts";
import { generate } from "../../local/tools/migrations/generate.ts";
import { generatedFile } from "../../local/tools/migrations/generated.ts";
import { type Project, projectAt } from "../../local/tools/migrations/project.ts";
import { freeze } from "../../local/tools/migrations/release.ts";
import { openTestDatabase } from "../database/test_database.ts";
import { tryUpgrade } from "./upgrade.ts";

const server = Deno.env.get("DATABASE_URL");

/** A last room of the release. */
const released = `
create type public.survey_kind as enum ('border');
create table public.surveys (id integer primary key, kind public.survey_kind not null, note text, side_m integer not null);
create function public.survey_word() returns text language sql immutable set search_path = '' as $$ select 'old' $$;
`;
/** What people write while they have that release. */
const seeded = `
insert into public.surveys (id, kind, note, side_m) values (1, 'border', 'lost', 7), (2, 'border', 'twice', 7), (3, 'border', null, 2);
`;
/** The same room today. */
const today = `
create type public.survey_kind as enum ('border', 'height');
create table public.surveyed (
  id integer primary key, kind public.survey_kind not null, side_m integer not null, area_sqm integer not null,
  is_new boolean not null default false
);
create function public.survey_word() returns text language sql immutable set search_path = '' as $$ select 'new' $$;
`;
const before = `-- allow-drop: rows:public.surveys
alter table public.surveys rename to surveyed;
alter table public.surveyed rename constraint surveys_pkey to surveyed_pkey;
alter table public.surveyed add column area_sqm integer;
delete from public.surveyed where id = 2;
update public.surveyed set area_sqm = side_m * side_m;
`;
/** What the generator makes of that, where it is asked: it needs a server. */
const generated = {
  values: `ALTER TYPE "public"."survey_kind" ADD VALUE 'height' AFTER 'border';`,
  notes: ["allow-drop: column:public.surveyed.note"],
  rest: `ALTER TABLE "public"."surveyed" DROP COLUMN "note";

ALTER TABLE "public"."surveyed" ADD COLUMN "is_new" boolean NOT NULL DEFAULT false;

ALTER TABLE "public"."surveyed" ALTER COLUMN "area_sqm" SET NOT NULL;

CREATE OR REPLACE FUNCTION public.survey_word()
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$ select 'new' $function$
;`,
};
const after = `
update public.surveyed set kind = 'height' where area_sqm > 4;
`;

async function makeCopy(folder: string): Promise<Project> {
  const project = projectAt(folder);
  const root = fromFileUrl(new URL("../..", import.meta.url));
  for (const name of ["schemas", "seed.sql"]) {
    await cp(join(root, "supabase", name), join(project.folder, name), { recursive: true });
  }
  const room = join(project.schemas, "98_surveys", "10_surveys.sql");
  await Deno.mkdir(join(project.schemas, "98_surveys"));
  await Deno.writeTextFile(room, released);
  await Deno.writeTextFile(project.seed, seeded, { append: true });
  await generate(project, undefined);
  await freeze(project, "v0.1.0");

  await Deno.writeTextFile(room, today);
  const write = (file: string, sql: string) =>
    Deno.writeTextFile(join(project.migrations, file), sql);
  await write("20270304050600_surveys_before.sql", before);
  await write("20270304050601_surveys_values.sql", await generatedFile(generated.values));
  await write("20270304050602_surveys.sql", await generatedFile(generated.rest, generated.notes));
  await write("20270304050609_surveys_after.sql", after);
  return project;
}

/** The catalog of a database that is made today. */
async function newCatalog(): Promise<DatabaseState> {
  const { database, close } = await openTestDatabase();
  try {
    await database.exec(today);
    return await readCatalog(database);
  } finally {
    await close();
  }
}

Deno.test({
  name: "an old database with demo data is brought to schemas that have changed since",
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const folder = await Deno.makeTempDir({ prefix: "estate-release-" });
    try {
      const project = await makeCopy(folder);
      if (server !== undefined) {
        const { written, removed } = await generate(project, server);
        assertEquals([written, removed], [[], []]);
      }
      await tryUpgrade({
        project,
        release: "v0.1.0",
        newCatalog,
        onUpgraded: async ({ database }) => {
          assertEquals(
            await database.query(
              "select id, kind::text, area_sqm, is_new, public.survey_word() as word from public.surveyed where $1 order by id",
              [true],
            ),
            [
              { id: 1, kind: "height", area_sqm: 49, is_new: false, word: "new" },
              { id: 3, kind: "border", area_sqm: 4, is_new: false, word: "new" },
            ],
          );
        },
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
