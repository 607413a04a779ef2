/** What a task was called with. Every task reads its options here, so that all answer --help and slips alike. */
import { parseArgs } from "@std/cli/parse-args";
import { closestString } from "@std/text/closest-string";
import { StackError } from "./stack_error.ts";

/** A task as it is typed where nothing but Node is installed. */
export const taskLine = (task: string): string => `npx -y deno@${Deno.version.deno} task ${task}`;

/** One option, written --name. */
export interface Option {
  /** What it means, for --help. */
  readonly help: string;
  /** What stands for its value in --help, such as N; without it the option is a switch. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly many?: true;
}

/** What a task takes. */
export interface CommandLine<Options extends Record<string, Option>> {
  /** The task as people write it, such as `start`. */
  readonly task: string;
  /** What it does, in a sentence. */
  readonly about: string;
  readonly options: Options;
  /** What may stand beside the options; without it, nothing. */
  readonly words?: { readonly name: string; readonly help: string; readonly most: number };
  /** Further lines of --help, such as settings of the environment. */
  readonly notes?: readonly string[];
}

/** The values of options by name. */
export type Given<Options extends Record<string, Option>> =
  & {
    readonly [Name in keyof Options]: Options[Name] extends { many: true } ? readonly string[]
      : Options[Name] extends { value: string } ? string | undefined
      : boolean;
  }
  & { readonly words: readonly string[] };

/** The person asked what the task takes; the message is the answer. */
export class HelpWanted extends Error {
  override readonly name = "HelpWanted";
}

/**
 * Reads `args`.
 * @throws {HelpWanted} for --help
 * @throws {StackError} for what the task does not take, naming the nearest option that it does
 */
export function readCommandLine<const Options extends Record<string, Option>>(
  line: CommandLine<Options>,
  args: readonly string[],
): Given<Options> {
  const { task, options, words } = line;
  const names = Object.keys(options);
  const valued = names.filter((name) => options[name]?.value !== undefined);
  const refuse = (problem: string): never => {
    throw new StackError(problem, `${taskLine(task)} --help says what it takes.`);
  };
  const given = parseArgs([...args], {
    boolean: ["help", ...names.filter((name) => !valued.includes(name))],
    string: ["_", ...valued],
    collect: names.filter((name) => options[name]?.many),
    alias: { help: "h" },
    unknown(argument: string, key?: string) {
      if (key === undefined) return true;
      const nearest = closestString(`--${key}`, ["--help", ...names.map((name) => `--${name}`)]);
      return refuse(
        `There is no option ${argument.replace(/=.*/s, "")}; the nearest is ${nearest}`,
      );
    },
  }) as unknown as Record<string, string | boolean | string[]> & { _: string[] };
  if (given["help"] === true) throw new HelpWanted(helpOf(line));
  for (const name of valued) {
    if ([given[name]].flat().includes("")) {
      refuse(`--${name} wants a value: --${name}=${options[name]?.value}`);
    }
  }
  if (given._.length > (words?.most ?? 0)) {
    refuse(`task ${task} does not know what to do with ${given._.join(" ")}`);
  }
  return { ...given, words: given._ } as unknown as Given<Options>;
}

function helpOf(line: CommandLine<Record<string, Option>>): string {
  const { task, about, options, words, notes = [] } = line;
  const rows: (readonly [string, string])[] = Object.entries(options).map(([name, option]) => [
    `--${name}${option.value === undefined ? "" : `=${option.value}`}`,
    option.help,
  ]);
  if (words !== undefined) rows.unshift([words.name, words.help]);
  rows.push(["--help", "says this"]);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [
    `task ${task}: ${about}`,
    "",
    ...rows.map(([left, help]) => `  ${left.padEnd(width)}${help}`),
    ...(notes.length === 0 ? [] : ["", ...notes]),
  ].join("\n");
}
