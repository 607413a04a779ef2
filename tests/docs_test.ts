import { assertEquals } from "@std/assert";
import { schemasFolder } from "../local/supabase/database/prepare.ts";
import { readSchemas } from "../local/supabase/database/schemas.ts";
import { problemCatalogue } from "../supabase/functions/_shared/problem_catalogue.ts";

const root = new URL("../", import.meta.url);

/** Codes with which the schemas raise problems, some of them by way of a function that takes the code. */
async function codesOfTheDatabase(): Promise<Set<string>> {
  const codes = new Set<string>();
  const permissions: string[] = [];
  for (const { sql } of await readSchemas(schemasFolder)) {
    // What else is quoted and has a point: a thing of a schema, a setting, a field of the criteria, a provider's
    // event, a permission.
    for (
      const [, code] of sql.matchAll(
        /'((?!public|private|pg_catalog|pgmq|cron|response|request\.headers|criteria|estate|near|charge\.success|auth\.users'|auth\.one_time_tokens|auth\.mfa_factors')[a-z_]+\.[a-z_]+)'/g,
      )
    ) {
      codes.add(code as string);
    }
    for (const [, words] of sql.matchAll(/private\.(?:staff_)?permission as enum \(([^)]*)\)/g)) {
      permissions.push(...words?.match(/[a-z_]+\.[a-z_]+/g) ?? []);
    }
    // The state machines put their name in front.
    for (const [, machine] of sql.matchAll(/private\.(?:guard|admit)_move\('([a-z_]+)'/g)) {
      codes.add(`${machine}.illegal_transition`).add(`${machine}.direct_change`);
    }
  }
  for (const permission of permissions) codes.delete(permission);
  return codes;
}

Deno.test("every problem code is explained once, on its family's page, and nothing else is", async () => {
  const codes = new Set([...await codesOfTheDatabase(), ...Object.keys(problemCatalogue)]);
  const explained: string[] = [];
  const folder = new URL("docs/problems/", root);
  for await (const page of Deno.readDir(folder)) {
    const text = await Deno.readTextFile(new URL(page.name, folder));
    for (const [, code = ""] of text.matchAll(/^## (.+)$/gm)) {
      assertEquals(
        page.name,
        `${code.replace(/\..*/, "")}.md`,
        "a code stands on its family's page",
      );
      explained.push(code);
    }
  }
  assertEquals(explained.sort(), [...codes].sort());
});

Deno.test("the list of jobs names every job, where it stands and what it sends", async () => {
  const rooms = await readSchemas(schemasFolder);
  const textOf = (room: string) => rooms.find(({ name }) => name === room)?.sql ?? "";
  const jobs = textOf("17_operations/10_jobs.sql");
  const kinds = textOf("10_words/50_message_kinds.sql");

  const scheduled = rooms.flatMap(({ name, sql }) =>
    [...sql.matchAll(/cron\.schedule\('([a-z-]+)'/g)].map(([, job]) => `${job} ${name}`)
  );
  const listed = [...jobs.matchAll(/^-- ([a-z-]+) +(\d\S+\.sql) +(\S.*)$/gm)];
  assertEquals(listed.map(([, job, room]) => `${job} ${room}`), scheduled.sort());

  const worked = [...jobs.matchAll(/^-- ([a-z_]+) +(functions\/\S+\.ts) +(\S.*)$/gm)];
  const kindsOfWork = [...jobs.matchAll(/^ {4}\('([a-z_]+)', /gm)].map(([, kind]) => kind);
  assertEquals(worked.map(([, kind]) => kind), kindsOfWork);
  // What is queued is worked off.
  const queues = rooms.flatMap(({ sql }) =>
    [...sql.matchAll(/pgmq\.create\('([a-z_]+)'\)/g)].map(([, queue]) => queue)
  ).filter((queue) => !queue?.endsWith("_dead"));
  assertEquals(queues.filter((queue) => !kindsOfWork.includes(queue)), []);
  for (const [, , worker] of worked) {
    assertEquals((await Deno.stat(new URL(`supabase/${worker}`, root))).isFile, true);
  }

  for (const [, job, , sends] of [...listed, ...worked]) {
    for (const kind of sends === "-" ? [] : sends?.split(" ") ?? []) {
      assertEquals(kinds.includes(`\n  ('${kind}', `), true, `${job}: ${kind}`);
    }
  }
});
