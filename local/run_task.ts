/** Runs what a person started by hand: says in a line what they can mend, and colours nothing that goes into a pipe. */
import { red, setColorEnabled } from "@std/fmt/colors";
import { HelpWanted } from "./command_line.ts";
import { StackError } from "./stack_error.ts";

/** Runs `main`; ends the process with 1 when it throws what a person can mend. */
export async function runTask(main: () => Promise<void>): Promise<void> {
  const terminal = Deno.stdout.isTerminal() && Deno.stderr.isTerminal();
  setColorEnabled(terminal && !Deno.noColor);
  try {
    await main();
  } catch (error) {
    if (error instanceof HelpWanted) return console.log(error.message);
    if (!(error instanceof StackError)) throw error;
    console.error(`${red(error.message)}. ${error.remedy}`);
    Deno.exit(1);
  }
}
