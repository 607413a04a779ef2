/** A small history for tests of interrupted starts: a first migration, and an upgrade of three. */
import { join } from "@std/path";
import { migrationsFolder } from "../../../local/supabase/database/prepare.ts";
import type { Migration } from "../../../local/supabase/database/migrate.ts";

function migration(version: string, name: string, sql: string): Migration {
  return { version, name, path: `${version}_${name}.sql`, sql };
}

/** How many rows the upgrade writes. */
export const upgradedRows = 20_000;

export const base: readonly Migration[] = [
  migration(
    "29990101000000",
    "witness",
    "create table public.witness (written bigint not null); insert into public.witness values (0)",
  ),
];

export const upgrades: readonly Migration[] = [
  migration(
    "29990102000000",
    "fill",
    `insert into public.witness select -number from generate_series(1, ${
      upgradedRows - 1
    }) as number`,
  ),
  migration(
    "29990103000000",
    "rewrite",
    `alter table public.witness add column note text;
     update public.witness set note = md5(written::text) || repeat('-', 400)`,
  ),
  migration(
    "29990104000000",
    "index",
    "alter table public.witness alter column note set not null; create index on public.witness (note)",
  ),
];

/** Makes a project of the real migrations and these on top, in `folder`. */
export async function makeLaterProject(folder: string): Promise<void> {
  const target = join(folder, "migrations");
  await Deno.mkdir(target, { recursive: true });
  for await (const { name } of Deno.readDir(migrationsFolder)) {
    await Deno.copyFile(join(migrationsFolder, name), join(target, name));
  }
  const grant = migration(
    "29990105000000",
    "grant",
    "grant select on public.witness to service_role",
  );
  for (const { path, sql } of [...base, ...upgrades, grant]) {
    await Deno.writeTextFile(join(target, path), sql);
  }
}
