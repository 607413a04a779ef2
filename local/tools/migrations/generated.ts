/** What a generated migration looks like, so that nobody takes it for one that a person wrote. */
import { digest } from "../../supabase/database/digest.ts";

const mark =
  /^-- Generated from supabase\/schemas by `deno task db:migration`; do not edit\. sha256 ([0-9a-f]{64})\n/;

// Whoever waits for a lock holds up everybody behind it: give up soon, and try again in a quieter minute.
const start = `set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;
`;
const end = `reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
`;

/** The text of a generated file: mark, notes as comments, settings, statements. */
export async function generatedFile(
  statements: string,
  notes: readonly string[] = [],
): Promise<string> {
  const body = [
    ...notes.map((note) => `-- ${note}\n`),
    start,
    `\n${statements.trim()}\n\n`,
    end,
  ].join("");
  return "-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 " +
    `${await digest(body)}\n${body}`;
}

/** Whether a person wrote this file, the generator did, or a person changed what the generator wrote. */
export async function authorOf(text: string): Promise<"person" | "generator" | "both"> {
  const found = mark.exec(text);
  if (found === null) return "person";
  return await digest(text.slice(found[0].length)) === found[1] ? "generator" : "both";
}
