/** The proof that `task start` brings a database of an older release up to date. */
import { developmentKeys } from "../../local/settings.ts";
import { assert, assertEquals } from "@std/assert";
import { createEstate, signIn, verifyReceipt } from "@estate/sdk";
import { join } from "@std/path";
import { leave, visit } from "../../local/demo/people.ts";
import { type Stack, startStack } from "../../local/stack.ts";
import { openPglite, openPostgres } from "../../local/supabase/database/connect.ts";
import type { Database } from "../../local/supabase/database/database.ts";
import { applyMigrations } from "../../local/supabase/database/migrate.ts";
import { readReleases, splitByRelease } from "../../local/supabase/database/releases.ts";
import { applySeed, type SeedState } from "../../local/supabase/database/seed.ts";
import { keepSecrets } from "../../local/supabase/extensions/secrets.ts";
import {
  type DatabaseState,
  differences,
  readCatalog,
} from "../../local/tools/migrations/database_state.ts";
import { readMigrationFiles, toMigration } from "../../local/tools/migrations/migration_files.ts";
import { permissionsIn } from "../../local/tools/migrations/permission.ts";
import type { Project } from "../../local/tools/migrations/project.ts";
import { readReleasedState } from "../../local/tools/migrations/released_state.ts";
import { emptyDatabase } from "../stack/empty_database.ts";
import { losses, readStoredRows, type StoredRows, tablesOf, without } from "./stored_rows.ts";

/** What an upgrade is tried with. */
export interface UpgradeTrial {
  readonly project: Project;
  readonly release: string;
  /** The catalog of a database that is made today. */
  readonly newCatalog: () => Promise<DatabaseState>;
  /** What is tried on the stack that runs on the upgraded database. */
  readonly onUpgraded: (stack: Stack) => Promise<void>;
}

/**
 * Makes a database as `task start` of the release left it, with its demo data, and starts today's stack on it as
 * `task start` does. Throws for whatever is lost, or is not as in a new database.
 */
export async function tryUpgrade(trial: UpgradeTrial): Promise<void> {
  const { project, release, newCatalog } = trial;
  await using empty = await emptyDatabase();
  const folder = await Deno.makeTempDir({ prefix: "estate-upgrade-" });
  try {
    const old = empty.url === undefined
      ? await openPglite(join(folder, "db"))
      : openPostgres(empty.url);
    let made: Made;
    try {
      made = await makeReleased(old, project, release);
    } finally {
      await old.close();
    }
    let seed: SeedState | undefined;
    const stack = await startStack({
      folder,
      databaseUrl: empty.url,
      project: project.folder,
      port: 0,
      // Before anybody calls and the clock runs: what is missing now, the upgrade lost.
      onReady: async (database) => {
        const permitted = tablesOf(permissionsIn(made.later));
        assertEquals(losses(made.data, await readStoredRows(database), permitted), []);
        assertEquals(
          differences(
            { name: "upgraded", state: await readCatalog(database) },
            { name: "new", state: await newCatalog() },
          ),
          [],
        );
        await requireSoundReceipts(database, made.data);
        await requirePapersOfOldReceipts(database);
        // As the seed of new demo data does, so that the story need not wait a day.
        await database.query(
          "update private.payee_cooling_off set wait = interval '3 seconds' where wait > $1",
          ["3 seconds"],
        );
        await database.query(
          "update private.second_person_rules set counts_after = interval '2 seconds' where counts_after > $1",
          ["2 seconds"],
        );
        await database.query(
          `insert into platform_fee_rules (starts_on, applies_to, bps, flat_kobo, is_given_back, reason)
           values ('2026-01-01', 'split', 100, 0, true, $1)`,
          ["For the story"],
        );
        seed = await applySeed(database);
      },
    });
    try {
      assert(seed === "current" || seed === "older", `the seed was ${seed}`);
      await readOldReceipts(stack);
      await trial.onUpgraded(stack);
    } finally {
      await stack.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A database of a release. */
interface Made {
  /** What people have written. */
  readonly data: StoredRows;
  /** The migrations that bring it up to date. */
  readonly later: readonly { readonly file: string; readonly sql: string }[];
}

async function makeReleased(database: Database, project: Project, name: string): Promise<Made> {
  const releases = await readReleases(project.releases);
  const release = releases[name];
  if (release === undefined) throw new Error(`There is no release ${name}`);
  const files = await readMigrationFiles(project.migrations);
  await splitByRelease(releases, files);
  const names = Object.keys(releases);
  const frozen = names.slice(0, names.indexOf(name) + 1)
    .flatMap((it) => Object.keys(releases[it]?.migrations ?? {}));
  const { platform, seed } = await readReleasedState(project, release);

  await database.exec(platform);
  await applyMigrations(database, files.filter((it) => frozen.includes(it.file)).map(toMigration));
  // By this a start knows databases that one of those days made.
  await keepSecrets(database, {
    functions_url: "http://127.0.0.1:54321/functions/v1",
    jobs_secret: developmentKeys.jobsSecret,
  });
  const rules = await readStoredRows(database);
  assertEquals(await applySeed(database, seed), "written");
  return {
    data: without(await readStoredRows(database), rules),
    later: files.filter((it) => !frozen.includes(it.file)),
  };
}

/** That the old receipts are there, say what they said, and make one chain for each organization and year. */
async function requireSoundReceipts(database: Database, data: StoredRows): Promise<void> {
  const receipts = [...data.values()].find((it) => it.name === "public.receipts");
  const many = receipts?.isAppendOnly ? receipts.rows.size : 0;
  assert(many > 10, `only ${many} receipts to look after`);
  const [found] = await database.query<{ sound: number; chained: number }>(
    `select count(*) filter (where hash = private.receipt_hash(receipt))::integer as sound,
       count(*) filter (where previous_hash = before)::integer as chained
     from (
       select receipt, receipt.hash, receipt.previous_hash,
         lag(receipt.hash, 1, '') over (partition by org_id, year order by serial) as before
       from public.receipts as receipt where $1
     ) as it`,
    [true],
  );
  assertEquals(found, { sound: many, chained: many });
}

/** That the night after the upgrade orders a paper of each receipt, those of before there were papers too. */
async function requirePapersOfOldReceipts(database: Database): Promise<void> {
  const missing = async () => {
    const [found] = await database.query<{ receipts: number; papers: number }>(
      `select count(*)::integer as receipts, count(paper.receipt_id)::integer as papers
       from public.receipts as receipt
       left join private.receipt_papers as paper on paper.receipt_id = receipt.id and not paper.is_void
       where $1`,
      [true],
    );
    return (found?.receipts ?? 0) - (found?.papers ?? 0);
  };
  const [job] = await database.query<{ command: string }>(
    "select command from cron.job where jobname = $1",
    ["order-missing-papers"],
  );

  await database.exec(job?.command ?? "");
  assertEquals(await missing(), 0);
}

/** Somebody of the demo data signs in as before, and shows receipts that anybody can verify. */
async function readOldReceipts(stack: Stack): Promise<void> {
  const tenant = createEstate(stack.url, stack.publishableKey);
  await signIn(tenant, "tenant@demo.estate.ng", "estate-demo-2026");
  const { data: receipts } = await tenant.from("receipts").select("number, token").throwOnError();
  assert(receipts.length > 0, "a tenant of the demo data has no receipts");
  for (const { token, number } of receipts) {
    const verified = await verifyReceipt(visit(stack), token);
    assertEquals([verified?.number, verified?.valid], [number, true]);
  }
  await leave([tenant]);
}
