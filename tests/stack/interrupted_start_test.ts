import { assert, assertEquals } from "@std/assert";
import { discardDataFolder, settleDataFolder } from "../../local/supabase/database/data_folder.ts";
import { developmentKeys } from "../../local/settings.ts";
import { emptyDatabase } from "./empty_database.ts";
import { makeLaterProject, upgradedRows } from "./starting/migrations.ts";
import { killAt, type Moment, randomMoments, Starting } from "./starting/run.ts";

const embedded = Deno.env.get("DATABASE_URL") === undefined;
const seed = Number(Deno.env.get("ESTATE_TEST_SEED") ?? Math.floor(Math.random() * 2 ** 31));

/** Kills drawn from the seed, and how to tell of them in the name of a step. */
function draw(steps: readonly (readonly [string, number])[]): { moments: Moment[]; told: string } {
  const moments = randomMoments(seed, steps);
  const told = moments.map(({ step, afterMs }) => `${afterMs} ms after ${step}`).join(", ");
  return { moments, told: `killed ${told} (ESTATE_TEST_SEED=${seed})` };
}

/** Starts the whole stack, asks it for a demo listing and a demo login, and returns how many rows were witnessed. */
async function answers(args: readonly string[], env: Record<string, string>): Promise<number> {
  const starting = new Starting(args, env);
  try {
    const ready = await starting.line("ready ");
    assert(ready !== undefined, `the start ended: ${starting.lines.join("; ")}`);
    const [, url, apikey] = String(ready).split(" ") as [string, string, string];
    const listings = await fetch(`${url}/rest/v1/listings?select=id&limit=1`, {
      headers: { apikey },
    });
    assertEquals((await listings.json()).length, 1);
    const login = await fetch(`${url}/auth/v1/token?grant_type=password`, {
      method: "POST",
      headers: { apikey, "content-type": "application/json" },
      body: JSON.stringify({ email: "owner@demo.estate.ng", password: "estate-demo-2026" }),
    });
    assertEquals(typeof (await login.json()).access_token, "string");
    const witnessed = await fetch(`${url}/rest/v1/witness?select=written`, {
      method: "HEAD",
      headers: { apikey: developmentKeys.secretKey, prefer: "count=exact" },
    });
    return Number(witnessed.headers.get("content-range")?.split("/")[1]);
  } finally {
    starting.kill();
    await starting.end();
  }
}

Deno.test("a start that is killed at any moment is made good by the next one", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "estate-killed-" });
  const project = await Deno.makeTempDir({ prefix: "estate-later-" });
  await using empty = await emptyDatabase();
  const env: Record<string, string> = empty.url === undefined ? {} : { DATABASE_URL: empty.url };
  try {
    const later = [["Applying migrations", 6_000], ["Writing demo data", 2_500]] as const;
    const first = draw([[embedded ? "Opening" : "Connecting", 6_000], later[seed % 2]!]);
    await t.step(`a first start, ${first.told}`, async () => {
      for (const moment of first.moments) await killAt(moment, ["stack", folder], env);
      await answers(["stack", folder], env);
    });

    await makeLaterProject(project);
    const upgrade = draw([["Opening", 2_500], ["Applying", 200], ["Applying", 1_500]]);
    await t.step({
      name: `a start that upgrades, ${upgrade.told}`,
      ignore: !embedded,
      async fn() {
        for (const moment of upgrade.moments) await killAt(moment, ["stack", folder, project]);
        assertEquals(await answers(["stack", folder, project], env), upgradedRows);
      },
    });

    const write = draw([["1", 1_500]]);
    await t.step({
      name: `a running database, which keeps every committed row, ${write.told}`,
      ignore: !embedded,
      async fn() {
        let committed = 0;
        for (const moment of write.moments) {
          const { lines } = await killAt(moment, ["write", folder]);
          committed += lines.filter((line) => /^\d+$/.test(line)).length;
        }
        const rows = await answers(["stack", folder, project], env) - upgradedRows;
        assert(committed > 0, "nothing was written");
        // The last row may be there whose commit nobody heard of.
        assert(rows === committed || rows === committed + 1, `${committed} heard, ${rows} kept`);
      },
    });

    await t.step({
      name: "killed between making PostgreSQL's own lock file and writing it",
      ignore: !embedded,
      async fn() {
        await Deno.writeTextFile(`${folder}/db/postmaster.pid`, "");
        assert(await answers(["stack", folder, project], env) >= upgradedRows);
      },
    });

    assertEquals(
      (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort(),
      embedded ? ["db", "stack.lock"] : ["stack.lock"],
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
    await Deno.remove(project, { recursive: true });
  }
});

Deno.test("what lies beside the database is brought back or removed, by what it is", async () => {
  const folder = await Deno.makeTempDir({ prefix: "estate-beside-" });
  const lay = async (...names: string[]) => {
    for (const name of names) {
      await Deno.mkdir(`${folder}/${name}`);
      await Deno.writeTextFile(`${folder}/${name}/is`, name);
    }
  };
  const left = async () => {
    const found: string[] = [];
    for await (const { name } of Deno.readDir(folder)) {
      found.push(`${name} was ${await Deno.readTextFile(`${folder}/${name}/is`)}`);
      await Deno.remove(`${folder}/${name}`, { recursive: true });
    }
    return found;
  };
  try {
    const cases: [laid: string[], left: string[]][] = [
      [[], []],
      [["db"], ["db was db"]],
      [["db.making"], []],
      [["db", "db.making"], ["db was db"]],
      // Killed between the two renames of an upgrade: the new one is thrown away, the upgrade begins anew.
      [["db.replaced", "db.making"], ["db was db.replaced"]],
      [["db", "db.replaced"], ["db was db"]],
      // Killed while it forgot: what was to be forgotten does not come back.
      [["db.discarded"], []],
    ];
    for (const [laid, expected] of cases) {
      await lay(...laid);
      await settleDataFolder(`${folder}/db`);
      assertEquals(await left(), expected, `from ${laid.join(", ")}`);
      await lay(...laid);
      await discardDataFolder(`${folder}/db`);
      assertEquals(await left(), [], `forgotten from ${laid.join(", ")}`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
