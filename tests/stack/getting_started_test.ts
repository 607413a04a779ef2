/** The guides for integrators, run as they stand on one stack: with curl, and with nothing but supabase-js in Node 20. */
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

/** The blocks of a guide in a language, one after another. */
async function blocksOf(guide: string, language: string): Promise<string> {
  const text = await Deno.readTextFile(new URL(`../../docs/${guide}`, import.meta.url));
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))]
    .map(([, block]) => block).join("\n");
}

interface Place {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** The lines that a command says; fails with what it complains of. */
async function saidBy(command: string, args: readonly string[], place: Place): Promise<string[]> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    stdin: "null",
    ...place,
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  // supabase-js says at each start that it will not support Node 20 for ever.
  const complaints = text(stderr).split("\n").filter((line) =>
    !line.includes("Node.js 20 and below")
  );
  assertEquals([success, complaints.join("\n")], [true, ""]);
  return text(stdout).split("\n");
}

/** The command of Node 20: this machine's, or npm's. */
async function node20(): Promise<readonly [string, ...string[]]> {
  const [version = ""] = await saidBy("node", ["--version"], {});
  return version.startsWith("v20.") ? ["node"] : ["npx", "-y", "node@20"];
}

Deno.test("the guides for integrators lead from sign-up to a receipt", async (t) => {
  const stack = await startTemporaryStack();
  const env = { ESTATE_URL: stack.url, ESTATE_KEY: stack.publishableKey };
  try {
    await t.step("with curl", async () => {
      const script = await blocksOf("getting-started.md", "sh");
      const said = await saidBy("bash", ["-euo", "pipefail", "-c", script], { env });
      const [published, found, code, advice, check, column, accepted, number, status, ...more] =
        said;
      assertEquals([published, found, code, check, column, accepted, status, ...more], [
        "published",
        "true",
        "search.off_the_earth",
        "23514 units_bedrooms_check",
        "23502 label",
        "active",
        "valid",
        "application/pdf",
        "verified",
      ]);
      assertEquals((advice ?? "").length > 20, true, advice);
      assertMatch(number ?? "", /^\S*\d{4}-000001$/);
    });

    await t.step("with supabase-js in Node 20", async () => {
      const folder = await Deno.makeTempDir({ prefix: "estate-guide-" });
      try {
        const config = await Deno.readTextFile(new URL("../../deno.json", import.meta.url));
        const supabase = /npm:(@supabase\/supabase-js@[\d.]+)/.exec(config)?.[1] ?? "";
        await saidBy("npm", [
          "install",
          "--silent",
          "--no-audit",
          "--no-fund",
          supabase,
          "ws@8.18.3",
        ], { cwd: folder });
        await Deno.writeTextFile(
          join(folder, "first.mjs"),
          await blocksOf("getting-started-js.md", "js"),
        );
        const [node, ...before] = await node20();
        const said = await saidBy(node, [...before, "first.mjs"], { env, cwd: folder });
        const [number, ...rest] = said.splice(4, 1);
        assertMatch(number ?? "", /^\S*\d{4}-000001 120000000$/);
        assertEquals([said, rest], [[
          "published",
          "132000000",
          "search.off_the_earth criteria.near.latitude",
          "active",
          "valid",
          "true",
          "application/pdf",
          "verified",
        ], []]);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    });
  } finally {
    await stack.close();
  }
});
