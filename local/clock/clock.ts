/** task clock +30d: moves the running stack's time forward, and runs its schedules on the way. */
import { bold, dim, red } from "@std/fmt/colors";
import { TextLineStream } from "@std/streams/text-line-stream";
import { readCommandLine } from "../command_line.ts";
import type { ClockLine } from "../front/app.ts";
import { runningStack } from "../running_stack.ts";
import { runTask } from "../run_task.ts";
import { StackError } from "../stack_error.ts";
import { readDuration } from "./duration.ts";

const commandLine = {
  task: "clock",
  about:
    "moves the running stack's time forward and runs its schedules on the way, a stop each day",
  words: {
    name: "+30d",
    help: "how far: hours (h), days (d) or weeks (w); without it, says what time it is",
    most: 1,
  },
  options: {},
  notes: [
    "ESTATE_URL   the address of a stack, where several run or it is elsewhere",
    "Only the embedded database has a time that can be moved. Sign-ins stay valid; task start --fresh begins today.",
  ],
} as const;

async function main(): Promise<void> {
  // Read first: a dash in front would be taken for an option.
  const back = Deno.args.find((it) => /^-\d/.test(it));
  if (back !== undefined) readDuration(back);
  const [word] = readCommandLine(commandLine, Deno.args).words;
  const ms = word === undefined ? undefined : readDuration(word);
  const { url, secretKey, time } = await runningStack();
  if (ms === undefined) return console.log(time.now);
  if (!time.movable) {
    throw new StackError(
      `The time of the stack at ${url} cannot be moved: its database is on a server, whose clock is the server's own`,
      "Start a stack without DATABASE_URL.",
    );
  }
  const response = await fetch(`${url}/clock`, {
    method: "POST",
    headers: { apikey: secretKey, "content-type": "application/json" },
    body: JSON.stringify({ ms }),
  });
  if (!response.ok || response.body === null) {
    const { message } = await response.json() as { message: string };
    throw new StackError(message, "Try again in a moment.");
  }
  const lines = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(
    new TextLineStream(),
  );
  let done = false;
  for await (const text of lines) {
    const line = JSON.parse(text as string) as ClockLine;
    if ("at" in line) {
      console.log(
        `  ${line.at.slice(0, 16).replace("T", " ")}  ${dim(`${line.ran} schedules ran`)}`,
      );
      for (const failure of line.failed) console.log(`    ${red(failure)}`);
    } else {
      done = line.done;
      if (line.error !== undefined) console.error(red(line.error));
    }
  }
  if (!done) {
    throw new StackError("Time did not get all the way", "The stack's own terminal may say why.");
  }
  console.log(
    bold(`It is ${(await runningStack()).time.now.slice(0, 16).replace("T", " ")} UTC there`),
  );
}

await runTask(main);
