/**
 * The Idempotency-Key of a payment that somebody is about to make. It is kept on the phone by what is paid and how, so that no
 * second tap, no way back, no reload and no other tab pays twice; it is another once the payment that came of it is over.
 */

/** What is about to be paid. */
export interface Draft {
  /** The tenancy, sale or application. */
  readonly subjectId: string;
  readonly how: "paystack" | "flutterwave" | "transfer" | "proof";
  readonly chargeIds: readonly string[];
  /** Whether the card that pays is kept: what was begun without cannot become that. */
  readonly keepsCard?: boolean;
  /** What is open of them: another amount is another payment. */
  readonly amountKobo: number;
}

interface Kept {
  readonly mark: string;
  readonly key: string;
  readonly at: number;
  /** The payment that came of it, once it is known. */
  readonly reference?: string;
}

/** The part of the payer's own shelf that is needed. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

const name = "estate.paying";
/** As long as the project remembers the answer to a key. */
const keptMs = 3 * 86_400_000;

const markOf = ({ subjectId, how, chargeIds, amountKobo, keepsCard }: Draft) =>
  [
    subjectId,
    how,
    [...chargeIds].sort().join(","),
    amountKobo,
    ...(keepsCard === true ? ["keep"] : []),
  ].join(" ");

function read(shelf: Shelf, now: number): readonly Kept[] {
  try {
    const all: unknown = JSON.parse(shelf.getItem(name) ?? "[]");
    return Array.isArray(all) ? all.filter((it: Kept) => now - it.at < keptMs) : [];
  } catch {
    return [];
  }
}

function write(shelf: Shelf, all: readonly Kept[]): void {
  try {
    shelf.setItem(name, JSON.stringify(all));
  } catch { /* Full or forbidden: the button itself still takes one press. */ }
}

/** The key for `draft`: the one that was given before, unless its payment is among those that are over. */
export function keyFor(
  shelf: Shelf,
  draft: Draft,
  isOver: (reference: string) => boolean,
  now = Date.now(),
): string {
  const all = read(shelf, now);
  const mark = markOf(draft);
  const known = all.find((it) => it.mark === mark);
  if (known !== undefined && !(known.reference !== undefined && isOver(known.reference))) {
    return known.key;
  }
  const key = crypto.randomUUID();
  write(shelf, [...all.filter((it) => it.mark !== mark), { mark, key, at: now }]);
  return key;
}

/** Notes which payment came of a key. */
export function noteReference(
  shelf: Shelf,
  key: string,
  reference: string,
  now = Date.now(),
): void {
  write(shelf, read(shelf, now).map((it) => it.key === key ? { ...it, reference } : it));
}

/** Forgets a key: what came of it is lost or over. */
export function dropKey(shelf: Shelf, key: string, now = Date.now()): void {
  write(shelf, read(shelf, now).filter((it) => it.key !== key));
}
