/** One stack at a time on a data folder: two would destroy it. */
import { join } from "@std/path";
import { StackError } from "./stack_error.ts";

/**
 * Takes the folder until the returned function is called, or the process ends in whatever way.
 * @throws {StackError} while another process has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  await Deno.mkdir(folder, { recursive: true });
  const file = await Deno.open(join(folder, "stack.lock"), { create: true, write: true });
  if (!await file.tryLock(true)) {
    file.close();
    throw new StackError(
      `Cannot use ${folder}: another stack is running on it`,
      "Stop that one first.",
    );
  }
  return () => file.close();
}
