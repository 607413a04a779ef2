/** What must be on the machine. */
import { StackError } from "./stack_error.ts";

const oldestDeno = [2, 5] as const;
const oldestNode = 20;

/** Checks Deno's and Node's versions. @throws {StackError} naming what is too old and what to do */
export async function checkRequirements(
  deno: string = Deno.version.deno,
  node: string | undefined = undefined,
): Promise<void> {
  const [major = 0, minor = 0] = deno.split(".").map(Number);
  if (major < oldestDeno[0] || (major === oldestDeno[0] && minor < oldestDeno[1])) {
    throw new StackError(
      `Cannot start: Deno ${deno} is too old`,
      "Run it as the README says: npx -y deno@2.9.6 task start",
    );
  }
  const found = node ?? await nodeVersion();
  if (found !== undefined && Number(found.split(".")[0]) < oldestNode) {
    throw new StackError(
      `Cannot start: Node ${found} is too old`,
      `Install Node ${oldestNode} or newer.`,
    );
  }
}

/** Node's version; undefined where there is none, which is fine when Deno was installed by itself. */
async function nodeVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await new Deno.Command("node", { args: ["--version"] }).output();
    return new TextDecoder().decode(stdout).trim().replace(/^v/, "");
  } catch {
    return undefined;
  }
}
