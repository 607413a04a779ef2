/** task psql: opens the database of the running stack, or DATABASE_URL's, in psql; without psql in a small prompt. */
import { dim } from "@std/fmt/colors";
import { readCommandLine } from "../command_line.ts";
import { environmentDatabase, requireAnswer } from "../database_url.ts";
import { runningStack } from "../running_stack.ts";
import { runTask } from "../run_task.ts";
import { StackError } from "../stack_error.ts";
import { Prompt } from "./prompt.ts";

const commandLine = {
  task: "psql",
  about: "opens the running stack's database, or DATABASE_URL's, to ask it in SQL",
  options: {
    command: { value: "SQL", help: "runs that and ends" },
    plain: { help: "the small prompt, although psql is installed" },
  },
  notes: [
    "DATABASE_URL   that database, whether a stack runs on it or not",
    "ESTATE_URL     the address of a stack, where several run or it is elsewhere",
    "In the embedded database everybody shares one session: what is SET is gone after the statement or transaction,",
    "and everybody waits while a transaction is open (for a minute at most).",
  ],
} as const;

/** Where the database is. */
async function databaseAddress(): Promise<string> {
  const place = environmentDatabase();
  if (place !== undefined) {
    await requireAnswer(place);
    return place.url;
  }
  const { database, url } = await runningStack();
  if (database.url !== null) return database.url;
  throw new StackError(
    `The stack at ${url} runs on a server's database`,
    "Set DATABASE_URL here as it is set there.",
  );
}

/** psql's exit code; undefined where it is not installed. */
async function runPsql(url: string, command: string | undefined): Promise<number | undefined> {
  // Ctrl-C is for psql: it cancels a query, and does not end the session.
  const ignore = () => {};
  Deno.addSignalListener("SIGINT", ignore);
  try {
    // Other users of the machine see a command's arguments, not its environment.
    const place = new URL(url);
    const password = decodeURIComponent(place.password);
    place.password = "";
    const args = command === undefined ? [place.href] : [place.href, "--command", command];
    const env: Record<string, string> = password === "" ? {} : { PGPASSWORD: password };
    return (await new Deno.Command("psql", { args, env }).spawn().status).code;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  } finally {
    Deno.removeSignalListener("SIGINT", ignore);
  }
}

async function runPrompt(url: string, command: string | undefined): Promise<number> {
  const prompt = await Prompt.open(url);
  try {
    if (command !== undefined) {
      const { text, failed } = await prompt.run(command);
      (failed ? console.error : console.log)(text);
      return failed ? 1 : 0;
    }
    const terminal = Deno.stdin.isTerminal();
    if (terminal) console.log(dim("\\d lists tables, \\q ends; SQL ends with a semicolon."));
    const ask = (text: string) => {
      if (terminal) Deno.stdout.writeSync(new TextEncoder().encode(text));
    };
    return await prompt.converse(Deno.stdin.readable, console.log, ask) ? 0 : 1;
  } finally {
    await prompt.close();
  }
}

await runTask(async () => {
  const { command, plain } = readCommandLine(commandLine, Deno.args);
  const url = await databaseAddress();
  const code = plain ? undefined : await runPsql(url, command);
  Deno.exit(code ?? await runPrompt(url, command));
});
