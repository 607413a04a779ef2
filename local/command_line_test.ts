import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HelpWanted, readCommandLine } from "./command_line.ts";
import { StackError } from "./stack_error.ts";

const line = {
  task: "start",
  about: "brings it up",
  words: { name: "NAME", help: "what it is called", most: 1 },
  options: {
    fresh: { help: "forgets all data" },
    port: { value: "N", help: "listens there" },
    drop: { value: "WHAT", many: true, help: "lets it go" },
  },
} as const;

Deno.test("options are read in both ways of writing them, those not given too", () => {
  const { fresh, port, drop, words } = readCommandLine(line, [
    "--port",
    "1",
    "--drop=a",
    "it",
    "--drop=b",
    "--fresh",
  ]);
  assertEquals([fresh, port, drop, words], [true, "1", ["a", "b"], ["it"]]);
  const none = readCommandLine(line, []);
  assertEquals([none.fresh, none.port, none.drop, none.words], [false, undefined, [], []]);
});

Deno.test("a slip is refused with the nearest option and where help is", () => {
  const refusal = (...args: string[]) => {
    const error = assertThrows(() => readCommandLine(line, args), StackError);
    assertStringIncludes(error.remedy, "task start --help");
    return error.message;
  };
  assertEquals(refusal("--frsh"), "There is no option --frsh; the nearest is --fresh");
  assertEquals(refusal("--prot=5"), "There is no option --prot; the nearest is --port");
  assertEquals(refusal("--no-fresh"), "There is no option --no-fresh; the nearest is --fresh");
  assertEquals(refusal("--port"), "--port wants a value: --port=N");
  assertEquals(refusal("--port", "--fresh"), "--port wants a value: --port=N");
  assertEquals(refusal("a", "b"), "task start does not know what to do with a b");
});

Deno.test("help names everything that the task takes", () => {
  for (const asked of ["--help", "-h"]) {
    const { message } = assertThrows(() => readCommandLine(line, ["--fresh", asked]), HelpWanted);
    for (const part of ["task start: brings it up", "NAME", "--fresh", "--port=N", "--help"]) {
      assertStringIncludes(message, part);
    }
  }
});
