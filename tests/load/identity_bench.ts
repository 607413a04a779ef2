/**
 * task bench:identity: ten thousand verifications while companies fail 30 % of the time and one is dead for an hour. Builds
 * its own database on DATABASE_URL's server and drops it in the end. --people=N, --check fails when a bar is missed.
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { outage } from "./identity_outage.ts";

const options = parseArgs(Deno.args, {
  boolean: ["check"],
  string: ["people"],
  default: { people: "10000" },
});
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  throw new Error("Cannot measure: set DATABASE_URL to a PostgreSQL server");
}
const temporary = await createPostgresFromTemplate(server);
const database = openPostgres(temporary.url, 12);
try {
  const people = Number(options.people);
  const came = await outage({ database, people, workers: 8, failing: 0.3 });
  console.log(`${people} verifications in ${came.seconds} s`);
  console.log(`by state: ${JSON.stringify(came.states)}`);
  console.log(`on the bills: ${JSON.stringify(came.billed)}, at most ${came.mostBilled} a number`);
  console.log(
    `fell over to another company: ${came.fellOver}; circuits open at once: ${came.opened}`,
  );
  console.log(`not as the register says, or still waiting: ${came.untrue}`);
  const [kept] = await database.query<{ sealed: number }>(
    `select count(sealed)::int as sealed from private.verification_evidence as evidence
     join verification_cases as subject on subject.id = evidence.case_id
     where subject.status <> 'manual_review' and $1`,
    [true],
  );
  console.log(`numbers still sealed of what ended: ${kept?.sealed}`);
  const isMissed = came.untrue > 0 || came.mostBilled > 1 || kept?.sealed !== 0 ||
    Object.values(came.states).reduce((sum, it) => sum + it, 0) !== people;
  if (options.check && isMissed) Deno.exit(1);
} finally {
  await database.close();
  await temporary.drop();
}
