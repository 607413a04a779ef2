/** One stack at a time on the same data: two would destroy it. */
import { join } from "@std/path";
import { StackError } from "./stack_error.ts";

/** A folder that this process has. */
export interface FolderLock {
  /** Tells whoever comes later at which port this stack is. */
  tell(port: number): Promise<void>;
  /** Gives the folder free. */
  release(): void;
}

/**
 * Takes the folder until it is released, or the process ends in whatever way.
 * @throws {StackError} while another process has it, naming that
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await Deno.mkdir(folder, { recursive: true });
  const path = join(folder, "stack.lock");
  const file = await Deno.open(path, { create: true, write: true });
  if (!await file.tryLock(true)) {
    file.close();
    throw new StackError(
      `Cannot use ${folder}: another stack is running on it${await holder(path)}`,
      "Stop that one first (Ctrl-C in its terminal).",
    );
  }
  const write = async (text: string) => {
    await file.truncate();
    await file.seek(0, Deno.SeekMode.Start);
    await file.write(new TextEncoder().encode(text));
  };
  await write(`process ${Deno.pid}`);
  return {
    tell: (port) => write(`process ${Deno.pid}, port ${port}`),
    release: () => file.close(),
  };
}

/** Ports that stacks on `folder` and the folders in it said they are at; whether they still are, those ports know. */
export async function portsTold(folder: string): Promise<readonly number[]> {
  const inside = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  const folders = [
    folder,
    ...inside.filter((it) => it.isDirectory).map((it) => join(folder, it.name)),
  ];
  const told = await Promise.all(folders.map((it) => holder(join(it, "stack.lock"))));
  return told.flatMap((text) => /port (\d+)\)$/.exec(text)?.[1] ?? []).map(Number);
}

/** What the one who has it wrote; where a lock keeps readers away as well, nothing. */
async function holder(path: string): Promise<string> {
  const text = await Deno.readTextFile(path).catch(() => "");
  return text === "" ? "" : ` (${text})`;
}
