import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl } from "@std/path";
import type { Filled } from "./starting/full_disk.ts";
import { upgradedRows } from "./starting/migrations.ts";

const program = fromFileUrl(new URL("./starting/full_disk.ts", import.meta.url));

/** Runs a command with a small disk of its own at `disk`, which only that command sees. */
function withSmallDisk(disk: string, ...command: string[]): Deno.Command {
  const mounted = `mount -t tmpfs -o size=450m none "$0" && exec "$@"`;
  return new Deno.Command("unshare", {
    args: ["--map-root-user", "--mount", "sh", "-c", mounted, disk, ...command],
    stderr: "inherit",
  });
}

async function canMount(): Promise<boolean> {
  const disk = await Deno.makeTempDir();
  try {
    return (await withSmallDisk(disk, "true").output()).success;
  } catch {
    return false;
  } finally {
    await Deno.remove(disk);
  }
}

const embedded = Deno.env.get("DATABASE_URL") === undefined;
const possible = embedded && await canMount();
Deno.test({
  name: "a start that runs out of disk says so, and the next one with room makes it good" +
    (embedded && !possible ? " (NOT TESTED: this machine lets nobody mount a small disk)" : ""),
  ignore: !possible,
  async fn() {
    const seed = Deno.env.get("ESTATE_TEST_SEED") ?? String(Math.floor(Math.random() * 2 ** 31));
    const disk = await Deno.makeTempDir({ prefix: "estate-disk-" });
    try {
      const command = [Deno.execPath(), "run", "-A", "--quiet", "--no-check", program, disk, seed];
      const { stdout } = await withSmallDisk(disk, ...command).output();
      const told = JSON.parse(new TextDecoder().decode(stdout)) as
        & { tooSmall: string }
        & Record<"made" | "upgraded", Filled>;
      const how = `ESTATE_TEST_SEED=${seed}: ${JSON.stringify(told)}`;
      assertMatch(told.tooSmall, /^refused: .* 100 MB of disk are free, 256 MB are needed$/, how);
      for (const { full } of [told.made, told.upgraded]) {
        assertMatch(full, /^(killed|ready|refused: Cannot)/, how);
      }
      assertEquals(told.made.next, "ready with 1 rows", how);
      assertEquals(told.upgraded.next, `ready with ${upgradedRows} rows`, how);
    } finally {
      await Deno.remove(disk, { recursive: true });
    }
  },
});
