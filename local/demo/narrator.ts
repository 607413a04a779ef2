/** Prints the story, and stops it at the first surprise. */
import { bold, cyan, dim, green } from "@std/fmt/colors";

/** Something was not as the story says. */
export class Surprise extends Error {
  override readonly name = "Surprise";
}

/** Tells steps and facts. */
export interface Narrator {
  /** A new step. */
  step(title: string): void;
  /** What came back. */
  fact(text: string): void;
  /** A fact that must hold. @throws {Surprise} when it does not */
  expect(holds: boolean, text: string): void;
}

/** A narrator that prints with `print`. */
export function createNarrator(print: (line: string) => void = console.log): Narrator {
  let steps = 0;
  return {
    step: (title) => print(`\n${cyan(String(++steps).padStart(2))} ${bold(title)}`),
    fact: (text) => print(dim(`   ${text}`)),
    expect(holds, text) {
      if (!holds) throw new Surprise(text);
      print(`   ${green("✓")} ${text}`);
    },
  };
}

/** Waits for something to become true. @throws {Surprise} after `patienceMs` */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value | undefined> | Value | undefined,
  patienceMs = 60_000,
): Promise<Value> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Surprise(`${what} did not happen within ${patienceMs / 1000} s`);
}

/** The error with which `work` is refused. @throws {Surprise} when it goes through */
export async function refused(what: string, work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Surprise(`${what} went through`);
}
