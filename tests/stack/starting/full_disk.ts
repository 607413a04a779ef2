/**
 * Fills a small disk under starts: `full_disk.ts DISK SEED`, where DISK is a file system of its own that may be
 * filled. Prints what happened as one line of JSON.
 */
import { statfs } from "node:fs/promises";
import { type Moment, randomMoments, type Run, Starting } from "./run.ts";

/** What a start said last on a full disk, and what the next one said with room. */
export interface Filled {
  readonly moment: Moment;
  readonly full: string;
  readonly next: string;
}

const [disk, seed] = Deno.args as [string, string];
const filler = `${disk}/filler`;
// A start that has not ended by itself by then is spinning inside PGlite.
const patienceMs = 15_000;

/** Leaves `free` bytes on the disk. */
async function fill(free: number): Promise<void> {
  using file = await Deno.open(filler, { append: true, create: true });
  const piece = new Uint8Array(64 * 1024);
  for (;;) {
    const { bavail, bsize } = await statfs(disk);
    if (Number(bavail) * Number(bsize) < free + piece.length) return;
    await file.write(piece).catch(() => {});
  }
}

function last({ lines, killed }: Run): string {
  return killed ? "killed" : lines.at(-1) ?? "nothing";
}

async function start(work: string): Promise<string> {
  return last(await new Starting([work, `${disk}/stack`]).end());
}

/** Fills the disk while `work` starts, then lets it start with room. */
async function fillDuring(work: string, moment: Moment): Promise<Filled> {
  const starting = new Starting([work, `${disk}/stack`]);
  await starting.line(moment.step);
  await new Promise((resolve) => setTimeout(resolve, moment.afterMs));
  await fill(0);
  const full = last(await starting.end(patienceMs));
  await Deno.remove(filler);
  return { moment, full, next: await start(work) };
}

const [making, upgrading] = randomMoments(Number(seed), [["opening", 4_000], ["preparing", 800]]);
await Deno.mkdir(`${disk}/stack`);
await fill(100 * 1024 * 1024);
const tooSmall = await start("make");
await Deno.remove(filler);
const made = await fillDuring("make", making!);
const upgraded = await fillDuring("upgrade", upgrading!);
console.log(JSON.stringify({ tooSmall, made, upgraded }));
