/**
 * Makes the papers of letters and notices. A paper's place and bytes follow from its row alone, so a worker that was
 * killed between any two steps leaves nothing behind: the next one writes the same file over it.
 */
import { sha256Hex } from "../../_shared/hmac.ts";
import type { Log } from "../../_shared/log.ts";
import { type LetterFacts, makeLetterPaper } from "../../_shared/paper/letter_paper.ts";
import type { JobsDeps } from "../deps.ts";
import { errorText } from "../error_text.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface Wanted {
  readonly id: string;
  readonly path: string;
  readonly tries: number;
  readonly paper: LetterFacts;
}

const batch = 5;
/**
 * Papers of one call: an edge function has 2 s of processor time, and a letter of two pages takes as long as two
 * receipts. What is left is taken by the next call.
 */
const mostPapers = 5;

/** Makes papers until none is wanted, or as many as one call may: the rest is left to another. */
export const letterPapers: Work = { name: "letter_papers", isHeavy: true, run: makePapers };

async function makePapers(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  const logos = new Map<string, Uint8Array>();
  let made = 0;
  while (goesOn() && made < mostPapers) {
    const wanted = await deps.database.call<Wanted[] | null>("claim_letter_papers", {
      most: batch,
      hidden_for_s: 120,
    }) ?? [];
    for (const { id, path, tries, paper } of wanted) {
      try {
        const bytes = await makeLetterPaper(paper, await logoOf(deps, paper, logos));
        // Nobody keeps a copy by the way: it may be withdrawn tomorrow.
        await deps.files.write("letters", path, bytes, "application/pdf", 0);
        await deps.database.call("finish_letter_paper", {
          paper_id: id,
          sha256: await sha256Hex(bytes),
          size_bytes: bytes.byteLength,
        });
        log.info("job.letter_paper", { paperId: id });
      } catch (error) {
        await deps.database.call("put_off_letter_paper", {
          paper_id: id,
          error: errorText(error),
        });
        log.warn("job.letter_paper_failed", { paperId: id, tries, error });
      }
      made += 1;
    }
    // What was tried twice comes alone.
    if (wanted.length === 0) return made;
  }
  return made;
}

/** The picture at the head: read once for each call. A paper without the logo that it went out with is another paper. */
async function logoOf(
  deps: JobsDeps,
  paper: LetterFacts,
  known: Map<string, Uint8Array>,
): Promise<Uint8Array | undefined> {
  const path = paper.head.logo_path;
  if (path === null) return undefined;
  const kept = known.get(path);
  if (kept !== undefined) return kept;
  const file = await deps.files.read("letterheads", path);
  if (file === undefined) throw new Error("The logo is not in Storage");
  known.set(path, file.bytes);
  return file.bytes;
}
