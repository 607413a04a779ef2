import { openPostgres } from "../database/connect.ts";
import { startCron } from "./cron.ts";
import { cronCases, type CronUnderTest } from "./cron_conformance.ts";
import { installExtensions } from "./install.ts";
import { openTestDatabase } from "./test_database.ts";

const server = Deno.env.get("DATABASE_URL");

/** The real pg_cron of DATABASE_URL's server, if it works in that very database. */
async function realCronVersion(url: string): Promise<number | undefined> {
  const database = openPostgres(url, 1);
  try {
    const [found] = await database.query<{ version: string }>(
      `select coalesce(installed_version, default_version) as version
       from pg_available_extensions
       where name = 'pg_cron' and current_setting('cron.database_name', true) = current_database()
         and current_setting('shared_preload_libraries') ~ $1
         and (installed_version is not null or to_regnamespace('cron') is null)`,
      ["\\mpg_cron\\M"],
    );
    return found && Number.parseFloat(found.version);
  } finally {
    await database.close();
  }
}

const realVersion = server === undefined ? undefined : await realCronVersion(server);

async function checkCases(t: Deno.TestContext, cron: CronUnderTest) {
  for (const { criterion, since, check } of cronCases) {
    const ignore = cron.version < since;
    await t.step({ name: criterion, ignore, fn: () => check(cron) });
  }
}

Deno.test("the cron stand-in does what pg_cron 1.6 does", async (t) => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  await installExtensions(database);
  const clock = startCron(database);
  try {
    await checkCases(t, { database, version: 1.6 });
  } finally {
    await clock.stop();
  }
});

Deno.test({
  name: "pg_cron itself does what its stand-in is tested for",
  ignore: realVersion === undefined,
  async fn(t) {
    if (server === undefined || realVersion === undefined) return;
    const database = openPostgres(server, 2);
    const [before] = await database.query<{ installed: boolean }>(
      "select exists (select from pg_extension where extname = $1) as installed",
      ["pg_cron"],
    );
    try {
      await database.exec("create extension if not exists pg_cron");
      await checkCases(t, { database, version: realVersion });
    } finally {
      if (before?.installed !== true) await database.exec("drop extension if exists pg_cron");
      await database.close();
    }
  },
});
