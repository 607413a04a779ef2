/**
 * Makes the papers of receipts. A paper's place and bytes follow from its receipt alone, so a worker that was killed
 * between any two steps leaves nothing behind: the next one writes the same file over it.
 */
import { sha256Hex } from "../../_shared/hmac.ts";
import type { Log } from "../../_shared/log.ts";
import { makeReceiptPaper, type ReceiptFacts } from "../../_shared/paper/receipt_paper.ts";
import type { JobsDeps } from "../deps.ts";
import { errorText } from "../error_text.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface Wanted {
  receipt_id: string;
  is_void: boolean;
  path: string;
  tries: number;
  receipt: ReceiptFacts;
}

const batch = 5;
/**
 * Papers of one call. An edge function has 2 s of processor time: the first paper takes 0.34 s, reading the typeface
 * included, each further one 0.08 s (Deno 2.9.6, two cores). What is left is taken by the next call.
 */
const mostPapers = 10;

/** Makes papers until none is wanted, or as many as one call may: the rest is left to another. */
export const receiptPapers: Work = {
  name: "receipt_papers",
  isHeavy: true,
  run: makePapers,
};

async function makePapers(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  let made = 0;
  while (goesOn() && made < mostPapers) {
    const wanted = await deps.database.call<Wanted[] | null>("claim_receipt_papers", {
      most: batch,
      hidden_for_s: 120,
    }) ?? [];
    for (const paper of wanted) {
      const { receipt_id, is_void } = paper;
      try {
        const bytes = await makeReceiptPaper(paper.receipt, deps.appUrl);
        // Nobody keeps a copy by the way: a receipt may be void tomorrow.
        await deps.files.write("receipts", paper.path, bytes, "application/pdf", 0);
        await deps.database.call("finish_receipt_paper", {
          receipt_id,
          is_void,
          sha256: await sha256Hex(bytes),
          size_bytes: bytes.byteLength,
        });
        log.info("job.receipt_paper", { receiptId: receipt_id, isVoid: is_void });
      } catch (error) {
        await deps.database.call("put_off_receipt_paper", {
          receipt_id,
          is_void,
          error: errorText(error),
        });
        log.warn("job.receipt_paper_failed", { receiptId: receipt_id, tries: paper.tries, error });
      }
      made += 1;
    }
    // What was tried twice comes alone.
    if (wanted.length === 0) return made;
  }
  return made;
}
