/** task demo: tells the story against the running stack, or against a temporary one of its own. */
import { bold, green, red } from "@std/fmt/colors";
import { readCommandLine } from "../command_line.ts";
import { environmentDatabase, requireAnswer } from "../database_url.ts";
import { runTask } from "../run_task.ts";
import { developmentKeys, readProjectConfig } from "../settings.ts";
import { startTemporaryStack } from "../temporary_stack.ts";
import { createNarrator } from "./narrator.ts";
import type { Project } from "./people.ts";
import { tellStory } from "./story.ts";

const commandLine = {
  task: "demo",
  about: "tells the story from listing to receipt, against the running stack or a temporary one",
  options: {},
  notes: [
    "ESTATE_URL     the address of a stack elsewhere than on port 54321",
    "DATABASE_URL   the server of the temporary stack, in place of the embedded database",
  ],
} as const;

/** The stack that `task start` runs, if it does. */
async function runningStack(): Promise<Project | undefined> {
  const { api } = await readProjectConfig();
  const url = Deno.env.get("ESTATE_URL") ?? `http://127.0.0.1:${api.port}`;
  const project = { url, ...developmentKeys };
  try {
    const response = await fetch(`${url}/rest/v1/listings?limit=1`, {
      headers: { apikey: project.publishableKey },
      signal: AbortSignal.timeout(3000),
    });
    await response.body?.cancel();
    return response.ok ? project : undefined;
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  readCommandLine(commandLine, Deno.args);
  const place = environmentDatabase();
  const running = await runningStack();
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
