import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";

const { DATABASE_URL: _, ...inherited } = Deno.env.toObject();

/** What a command printed into pipes, and how it ended. */
async function run(program: string, args: string[], env: Record<string, string> = {}) {
  const path = fromFileUrl(new URL(`../../local/${program}`, import.meta.url));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-check", path, ...args],
    clearEnv: true,
    // Deno itself would colour nothing with NO_COLOR; a person has not set it. Whose database it is, each call says.
    env: { ...inherited, NO_COLOR: "", FORCE_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

Deno.test("commands answer help and slips in a line, without colours in a pipe, and wait for no dead server", async () => {
  const dead = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const nowhere = `127.0.0.1:${dead.addr.port}`;
  dead.close();
  const [help, slip, nobody, unreachable] = await Promise.all([
    run("tools/run_tests.ts", ["--help"]),
    run("clock/clock.ts", ["--hepl"]),
    run("psql/psql.ts", [], { ESTATE_URL: `http://${nowhere}` }),
    run("start.ts", [], { DATABASE_URL: `postgres://me:secret@${nowhere}/rents` }),
  ]);
  assertEquals(help?.code, 0);
  assertStringIncludes(help?.out ?? "", "--filter=TEXT");
  for (
    const [answer, said] of [
      [slip, "There is no option --hepl; the nearest is --help."],
      [nobody, `No stack answers at http://${nowhere}.`],
      [unreachable, `Cannot use database rents on ${nowhere}: nothing listens there.`],
    ] as const
  ) {
    assertEquals([answer?.code, answer?.err.trim().split("\n").length], [1, 1], answer?.err);
    assertStringIncludes(answer?.err ?? "", said);
  }
  for (const { out, err } of [help, slip, unreachable] as const) {
    // deno-lint-ignore no-control-regex -- the byte that begins a colour
    assert(!/\x1b/.test(out + err), "a colour in a pipe");
    assert(!(out + err).includes("secret"));
  }
});
