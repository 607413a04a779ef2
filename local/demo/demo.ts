/** task demo: tells the story against the running stack, or against a temporary one of its own. */
import { bold, green, red } from "@std/fmt/colors";
import { readCommandLine } from "../command_line.ts";
import { environmentDatabase, requireAnswer } from "../database_url.ts";
import { findStack, runningStack, whereabouts } from "../running_stack.ts";
import { runTask } from "../run_task.ts";
import { startTemporaryStack } from "../temporary_stack.ts";
import { createNarrator } from "./narrator.ts";
import type { Project } from "./people.ts";
import { tellStory } from "./story.ts";

const commandLine = {
  task: "demo",
  about: "tells the story from listing to receipt, against the running stack or a temporary one",
  options: {},
  notes: [
    "ESTATE_URL     the address of a stack, where several run or it is elsewhere",
    "DATABASE_URL   the server of the temporary stack, in place of the embedded database",
  ],
} as const;

/** The stack that `task start` runs, if it does; one that was named must be there. */
async function stackToTellTo(): Promise<Project | undefined> {
  const where = await whereabouts();
  return where.url === undefined ? await findStack(where) : await runningStack();
}

async function main(): Promise<void> {
  readCommandLine(commandLine, Deno.args);
  const place = environmentDatabase();
  const running = await stackToTellTo();
  if (running === undefined && place !== undefined) await requireAnswer(place);
  const temporary = running === undefined ? await startTemporaryStack({ seed: true }) : undefined;
  const project = running ?? temporary as Project;
  const where = running ? "" : " (temporary stack)";
  console.log(bold(`Estate: the story, at ${project.url}`) + where);
  const started = performance.now();
  try {
    await tellStory(createNarrator(), project);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`\n${green("The story held")}, in ${seconds} s`);
  } catch (error) {
    console.error(`\n${red("Surprise:")} ${error instanceof Error ? error.message : error}`);
    if (error instanceof Error && error.name !== "Surprise") console.error(error.stack);
    Deno.exitCode = 1;
  } finally {
    await temporary?.close();
  }
}

await runTask(main);
// supabase-js may keep a timer for its next token refresh.
Deno.exit();
