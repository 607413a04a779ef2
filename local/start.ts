/** task start: brings everything up, prints where it is, and stops it on Ctrl-C. */
import { bold, cyan, dim, green, red } from "@std/fmt/colors";
import { join } from "@std/path";
import { applySeed } from "./supabase/database/seed.ts";
import { readCommandLine, taskLine } from "./command_line.ts";
import { type DatabasePlace, environmentDatabase, folderNameOf } from "./database_url.ts";
import { giveDemoPhotos } from "./demo/photos/give_demo_photos.ts";
import { giveDemoSecondFactor } from "./front/demo_second_factor.ts";
import type { StackStatus } from "./front/status.ts";
import { checkRequirements } from "./requirements.ts";
import { runTask } from "./run_task.ts";
import { localFolder } from "./settings.ts";
import { type Stack, startStack } from "./stack.ts";
import { StackError } from "./stack_error.ts";
import { totpCode } from "./supabase/gateway/auth/totp.ts";
import { buildWeb } from "./tools/web/build.ts";

const commandLine = {
  task: "start",
  about: "brings the whole of Estate up on this machine; Ctrl-C stops it",
  options: {
    fresh: { help: "forgets all data of that database first" },
    yes: { help: "with --fresh on DATABASE_URL: does not ask whether it may" },
    port: {
      value: "N",
      help:
        "listens there instead of on 54321; SQL, the app and SMTP follow, at N + 1, N + 3, N + 4",
    },
    media: {
      value: "cloudinary",
      help: "keeps photos of listings at that sandbox instead of in Storage",
    },
  },
  notes: [
    "DATABASE_URL   a PostgreSQL database of its own, in place of the embedded one",
    "ESTATE_LOG=1   shows what REST, RPC, Auth, Storage, Realtime and the functions answer",
  ],
} as const;

function printAddresses(stack: Stack, { database, time, demo }: StackStatus): void {
  const line = (name: string, value: string) => console.log(`  ${name.padEnd(20)}${cyan(value)}`);
  console.log(`\n${bold("Estate is up.")} Ctrl-C stops it.\n`);
  if (stack.webUrl !== undefined) line("The app", stack.webUrl);
  line("Everything else", `${stack.url}, to begin with`);
  line(
    "Database",
    database.engine === "pglite" ? `embedded, in .local/db; ${database.url}` : "DATABASE_URL",
  );
  line("Paystack sandbox", `${stack.url}/sandbox/paystack/_control`);
  line("Flutterwave sandbox", `${stack.url}/sandbox/flutterwave/_control`);
  line("Mail catcher", `${stack.url}/sandbox/mail`);
  line("SMTP", `127.0.0.1:${stack.mail.smtp.port}, caught by the mail catcher`);
  line("Publishable key", stack.publishableKey);
  line("Secret key", stack.secretKey);
  if (time.aheadMs > 0) line("Time", `${time.now}, moved by task clock`);
  if (demo.logins.length > 0) {
    console.log(`\n  Demo logins, password ${bold(demo.password)}:`);
    for (const { email, who, totpSecret } of demo.logins) {
      console.log(`    ${email.padEnd(24)} ${dim(who)}`);
      if (totpSecret !== undefined) {
        console.log(
          `    ${"".padEnd(24)} ${dim("authenticator app:")} ${totpSecret}${dim(", just now")} ${
            totpCode(totpSecret)
          }`,
        );
      }
    }
  }
  console.log(`\n  In another terminal: ${bold(taskLine("demo"))}, the story`);
  console.log(
    `  ${bold("… task psql")} asks the database, ${bold("… task clock +30d")} moves its time\n`,
  );
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StackError(
    `Cannot use --port ${text}: it is no port number`,
    "Give a number up to 65535.",
  );
}

function mediaOf(text: string | undefined): "cloudinary" | undefined {
  if (text === undefined || text === "cloudinary") return text;
  throw new StackError(
    `Cannot use --media=${text}`,
    "Say --media=cloudinary, or nothing for Storage.",
  );
}

/** Asks before a server's database is forgotten. @throws {StackError} where nobody can be asked */
function agree({ name, host }: DatabasePlace): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new StackError(
      `--fresh would forget everything in database ${name} on ${host}`,
      "Say --yes as well if that is meant.",
    );
  }
  return confirm(`Forget everything in database ${name} on ${host}?`);
}

async function main(): Promise<void> {
  const options = readCommandLine(commandLine, Deno.args);
  const port = options.port === undefined ? {} : { port: portOf(options.port) };
  const place = environmentDatabase();
  const started = performance.now();
  const progress = (step: string) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
    console.log(dim(`  ${seconds} s  ${step}`));
  };
  await checkRequirements();
  // Another database has other files, and a stack of its own.
  const dataFolder = place === undefined
    ? localFolder
    : join(localFolder, await folderNameOf(place));
  const stack = await startStack({
    folder: dataFolder,
    databaseUrl: place?.url,
    fresh: options.fresh,
    agree: options.yes ? () => true : agree,
    ...port,
    media: mediaOf(options.media),
    web: buildWeb,
    onProgress: progress,
    onReady: async (database) => {
      progress("Looking for demo data");
      const seed = await applySeed(database);
      if (seed === "written") {
        await giveDemoPhotos(database, join(dataFolder, "files"));
        progress("Demo data written");
      }
      if (seed === "older") {
        progress("Demo data of another version are there, and stay");
      }
      await giveDemoSecondFactor(database);
    },
    log: (line) => Deno.env.get("ESTATE_LOG") === "1" && console.log(dim(line)),
  });
  // A function's stray rejection must not take the stack down.
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    console.error(red(`Unhandled: ${event.reason}`));
  });
  progress(green("Ready"));
  printAddresses(stack, await stack.status());

  let stopping = false;
  const stop = async () => {
    // npx passes on the signal that the terminal has sent to us as well.
    if (stopping) return;
    stopping = true;
    console.log("\nStopping");
    await stack.close();
    Deno.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
}

await runTask(main);
