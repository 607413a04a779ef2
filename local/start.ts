/** task start: brings everything up, prints where it is, and stops it on Ctrl-C. */
import { parseArgs } from "@std/cli/parse-args";
import { bold, cyan, dim, green, red } from "@std/fmt/colors";
import { fromFileUrl } from "@std/path";
import { applySeed } from "./supabase/database/seed.ts";
import { checkRequirements } from "./requirements.ts";
import { type Stack, startStack } from "./stack.ts";
import { StackError } from "./stack_error.ts";

const folder = fromFileUrl(new URL("../.local", import.meta.url));
const demoLogins = [
  ["owner@demo.estate.ng", "a landlady in Lagos"],
  ["agency@demo.estate.ng", "owner of an agency"],
  ["tenant@demo.estate.ng", "a tenant with two years of history"],
  ["staff@demo.estate.ng", "reviews what needs a person"],
] as const;

function printAddresses(stack: Stack): void {
  const line = (name: string, value: string) => console.log(`  ${name.padEnd(20)}${cyan(value)}`);
  console.log(`\n${bold("Estate is up.")} Ctrl-C stops it.\n`);
  line("API", stack.url);
  line(
    "Database",
    Deno.env.get("DATABASE_URL") === undefined ? "embedded, in .local/db" : "DATABASE_URL",
  );
  line("Paystack sandbox", `${stack.url}/sandbox/paystack/_control`);
  line("Flutterwave sandbox", `${stack.url}/sandbox/flutterwave/_control`);
  line("Mail catcher", `${stack.url}/sandbox/mail`);
  line("SMTP", `127.0.0.1:${stack.mail.smtp.port}, caught by the mail catcher`);
  line("Publishable key", stack.publishableKey);
  line("Secret key", stack.secretKey);
  console.log(`\n  Demo logins, password ${bold("estate-demo-2026")}:`);
  for (const [email, who] of demoLogins) console.log(`    ${email.padEnd(24)} ${dim(who)}`);
  console.log(`\n  Next: ${bold("npx -y deno@2.9.6 task demo")} in another terminal\n`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StackError(
    `Cannot use --port ${text}: it is no port number`,
    "Give a number up to 65535.",
  );
}

async function main(): Promise<void> {
  const options = parseArgs(Deno.args, { boolean: ["fresh"], string: ["port"] });
  const databaseUrl = Deno.env.get("DATABASE_URL");
  const started = performance.now();
  const progress = (step: string) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
    console.log(dim(`  ${seconds} s  ${step}`));
  };
  await checkRequirements();
  const stack = await startStack({
    folder,
    databaseUrl,
    fresh: options.fresh,
    ...(options.port === undefined ? {} : { port: portOf(options.port) }),
    onProgress: progress,
    onReady: async (database) => {
      progress("Looking for demo data");
      const seed = await applySeed(database);
      if (seed === "written") progress("Demo data written");
      if (seed === "older") progress("Demo data of another version are there, and stay");
    },
    log: (line) => Deno.env.get("ESTATE_LOG") === "1" && console.log(dim(line)),
  });
  // A function's stray rejection must not take the stack down.
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    console.error(red(`Unhandled: ${event.reason}`));
  });
  progress(green("Ready"));
  printAddresses(stack);

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

try {
  await main();
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  console.error(`\n${red(error.message)}\n${error.remedy}`);
  Deno.exit(1);
}
